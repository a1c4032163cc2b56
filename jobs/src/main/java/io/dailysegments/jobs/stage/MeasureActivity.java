package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes every activity metric that any label or segment needs, once each, in one pass over the
 * digest and one shuffle by user, whatever their number.
 */
public final class MeasureActivity {

  /** How many events of the log date of the data date the user has; 0 without any. */
  public static final String EVENTS_ARRIVED = "_events_arrived";

  private MeasureActivity() {}

  /**
   * @param digest rows of {@code activity_digest}
   * @param retained the days that may be looked at, up to the data date; others hold no events
   * @return one row per user with digest rows: {@code user_id}, a column per metric, {@link
   *     #EVENTS_ARRIVED}
   */
  public static Dataset<Row> measure(Dataset<Row> digest, MetricPlan plan, DayRange retained) {
    List<Column> columns = new ArrayList<>();
    plan.metrics().forEach(metric -> columns.add(expr(metric.aggregateSql()).as(metric.column())));
    LocalDate from =
        plan.days()
            .map(DayRange::from)
            .filter(retained::contains)
            .orElse(plan.metrics().isEmpty() ? retained.to() : retained.from());
    Column arrived = sum(when(col("log_date").equalTo(lit(retained.to())), col("times")));
    return digest
        .filter(col("log_date").between(lit(from), lit(retained.to())))
        .filter(col("activity_date").between(lit(from), lit(retained.to())))
        .groupBy("user_id")
        .agg(coalesce(arrived, lit(0L)).as(EVENTS_ARRIVED), columns.toArray(Column[]::new));
  }
}
