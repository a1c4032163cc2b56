package io.dailysegments.core.sql;

import static io.dailysegments.core.sql.SqlExpression.compare;

import io.dailysegments.core.condition.NumberCondition.Compare;
import io.dailysegments.core.sql.SqlExpression.Comparison;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** Comparisons of numbers as Spark SQL; null where the value is null. */
public final class NumberSql {
  private NumberSql() {}

  /** The comparison of a whole number or decimal. */
  public static String exact(String value, Compare compare) {
    return render(value, compare, SqlText::number);
  }

  /** The comparison of a double, with the doubles nearest to the operands. */
  public static String doubles(String value, Compare compare) {
    return render(value, compare, SqlText::doubleNumber);
  }

  private static String render(
      String value, Compare compare, Function<BigDecimal, String> literal) {
    List<String> operands = compare.operands().stream().map(literal).toList();
    String first = operands.get(0);
    return switch (compare.operator()) {
      case EQUALS -> compare(value, Comparison.EQUAL, first);
      case NOT_EQUALS -> compare(value, Comparison.NOT_EQUAL, first);
      case IN -> SqlExpression.in(value, operands);
      case NOT_IN -> SqlExpression.notIn(value, operands);
      case GREATER_THAN -> compare(value, Comparison.GREATER, first);
      case AT_LEAST -> compare(value, Comparison.AT_LEAST, first);
      case LESS_THAN -> compare(value, Comparison.LESS, first);
      case AT_MOST -> compare(value, Comparison.AT_MOST, first);
      case BETWEEN -> SqlExpression.between(value, first, operands.get(1));
    };
  }
}
