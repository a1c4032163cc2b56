package io.dailysegments.core.rule;

import io.dailysegments.core.time.DayRange;
import java.util.Objects;
import java.util.Optional;

/**
 * One criterion as Spark SQL.
 *
 * @param rule a leaf of the bound rule
 * @param conditionSql whether it holds; never null
 * @param valueSql what is compared; null for a label without a value
 * @param days the days looked at, cut to those that can hold events; empty if it looks at none
 */
public record CompiledCriterion(
    BoundRule rule, String conditionSql, String valueSql, Optional<DayRange> days) {
  public CompiledCriterion {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(conditionSql, "conditionSql");
    Objects.requireNonNull(valueSql, "valueSql");
    Objects.requireNonNull(days, "days");
  }
}
