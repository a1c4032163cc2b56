package io.dailysegments.core.metric;

import io.dailysegments.core.activity.Metric;
import java.util.Objects;

/**
 * A metric as Spark SQL.
 *
 * @param column the name of the column that holds it, {@link Metric#column()}
 * @param aggregateSql an aggregate over the rows of {@code activity_digest} of one user
 * @param emptySql the value, of the same type, for a user without rows
 */
public record MetricSql(Metric metric, String column, String aggregateSql, String emptySql) {
  public MetricSql {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(aggregateSql, "aggregateSql");
    Objects.requireNonNull(emptySql, "emptySql");
  }
}
