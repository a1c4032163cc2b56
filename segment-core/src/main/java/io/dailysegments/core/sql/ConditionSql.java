package io.dailysegments.core.sql;

import static io.dailysegments.core.sql.SqlExpression.and;
import static io.dailysegments.core.sql.SqlExpression.call;
import static io.dailysegments.core.sql.SqlExpression.compare;
import static io.dailysegments.core.sql.SqlExpression.not;
import static io.dailysegments.core.sql.SqlExpression.orFalse;
import static io.dailysegments.core.sql.SqlExpression.orTrue;

import io.dailysegments.core.condition.FlagCondition;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.sql.SqlExpression.Comparison;
import java.util.List;

/** Conditions on texts and flags as Spark SQL that is true or false, never null. */
public final class ConditionSql {
  private static final String EMPTY = SqlText.string("");

  private ConditionSql() {}

  /** The condition on a string value. */
  public static String text(String value, TextCondition condition) {
    return condition.accept(
        new TextCondition.Visitor<>() {
          @Override
          public String compare(TextCondition.Compare compare) {
            return orFalse(comparison(value, compare));
          }

          @Override
          public String isEmpty(TextCondition.IsEmpty isEmpty) {
            return isEmpty.empty()
                ? orTrue(SqlExpression.compare(value, Comparison.EQUAL, EMPTY))
                : orFalse(hasText(value));
          }
        });
  }

  /** The condition on a boolean value. */
  public static String flag(String value, FlagCondition condition) {
    return orFalse(condition.wanted() ? value : "NOT " + value);
  }

  private static String comparison(String value, TextCondition.Compare compare) {
    List<String> operands = compare.operands().stream().map(SqlText::string).toList();
    String first = operands.get(0);
    return switch (compare.operator()) {
      case EQUALS -> compare(value, Comparison.EQUAL, first);
      case NOT_EQUALS -> and(compare(value, Comparison.NOT_EQUAL, first), hasText(value));
      case IN -> SqlExpression.in(value, operands);
      case NOT_IN -> and(SqlExpression.notIn(value, operands), hasText(value));
      case CONTAINS -> call("contains", value, first);
      case NOT_CONTAINS -> and(not(call("contains", value, first)), hasText(value));
      case STARTS_WITH -> call("startswith", value, first);
      case ENDS_WITH -> call("endswith", value, first);
    };
  }

  private static String hasText(String value) {
    return compare(value, Comparison.NOT_EQUAL, EMPTY);
  }
}
