package io.dailysegments.core.rule;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.condition.FlagCondition;
import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TimeCondition;
import io.dailysegments.core.condition.ValueCondition;
import io.dailysegments.core.sql.ConditionSql;
import io.dailysegments.core.sql.NumberSql;
import io.dailysegments.core.sql.SqlExpression;
import io.dailysegments.core.sql.SqlText;
import io.dailysegments.core.time.BusinessZone;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** Single criteria as Spark SQL that is true or false, never null. */
final class CriterionSql {
  private final BusinessZone zone;
  private final LocalDate dataDate;

  CriterionSql(BusinessZone zone, LocalDate dataDate) {
    this.zone = zone;
    this.dataDate = dataDate;
  }

  /** A criterion on a label. */
  String label(BoundRule.OfLabel rule) {
    String column = SqlText.identifier(rule.label());
    ValueCondition condition = rule.condition();
    if (condition instanceof TextCondition text) {
      return ConditionSql.text(column, text);
    }
    if (condition instanceof FlagCondition flag) {
      return ConditionSql.flag(column, flag);
    }
    if (condition instanceof TimeCondition time) {
      return time.accept(new TimeSql(column, zone, dataDate));
    }
    return number(column, rule.type(), (NumberCondition) condition);
  }

  /**
   * A criterion on behaviour.
   *
   * @param metric what is compared; empty if no day of its window can hold events, which is a 0
   */
  String behavior(Optional<Metric> metric, NumberCondition.Compare test) {
    String value =
        metric.map(Metric::column).map(SqlText::identifier).orElse(SqlText.number(BigDecimal.ZERO));
    return NumberSql.exact(value, test);
  }

  /** Whether the user is on a list. */
  static String list(String name) {
    return SqlExpression.orFalse(
        SqlExpression.call(
            "array_contains",
            SqlText.identifier(CompiledSegment.LISTS_COLUMN),
            SqlText.string(name)));
  }

  private static String number(String column, LabelType type, NumberCondition condition) {
    return condition.accept(
        new NumberCondition.Visitor<>() {
          @Override
          public String compare(NumberCondition.Compare compare) {
            return SqlExpression.orFalse(
                type.kind() == LabelType.Kind.DOUBLE
                    ? NumberSql.doubles(column, compare)
                    : NumberSql.exact(column, compare));
          }

          @Override
          public String isEmpty(NumberCondition.IsEmpty isEmpty) {
            return isEmpty.empty() ? SqlExpression.isNull(column) : SqlExpression.isNotNull(column);
          }
        });
  }
}
