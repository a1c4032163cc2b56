package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.dailysegments.core.activity.MetricPlan;
import io.dailysegments.core.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes every activity metric that any label or segment needs, once each, in one pass over the digest and one
 * shuffle by user, whatever their number.
 */
public final class MeasureActivity {

  /** How many events of the log date of the data date the user has; 0 without any. */
  public static final String EVENTS_ARRIVED = "_events_arrived";

  private MeasureActivity() {}

  /**
   * @param digest rows of {@code activity_digest}
   * @return one row per user with digest rows: {@code user_id}, a column per metric, {@link #EVENTS_ARRIVED}
   */
  public static Dataset<Row> measure(Dataset<Row> digest, MetricPlan plan, LocalDate dataDate) {
    List<Column> columns = new ArrayList<>();
    plan.metrics()
        .forEach(metric -> columns.add(expr(plan.aggregateSql(metric)).as(metric.column())));
    LocalDate from = plan.days().map(DayRange::from).orElse(dataDate);
    Column arrived = sum(when(col("log_date").equalTo(lit(dataDate)), col("times")));
    return digest
        .filter(col("log_date").between(lit(from), lit(dataDate)))
        .filter(col("activity_date").leq(lit(dataDate)))
        .groupBy("user_id")
        .agg(coalesce(arrived, lit(0L)).as(EVENTS_ARRIVED), columns.toArray(Column[]::new));
  }
}
