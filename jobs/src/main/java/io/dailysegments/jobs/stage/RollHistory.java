package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.dailysegments.core.history.HistoryPlan;
import io.dailysegments.core.history.HistoryProgram;
import io.dailysegments.core.history.UserHistory;
import io.dailysegments.jobs.rows.InternalRows;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rolls the packed history of every user forward to a data date and measures it, in one pass and
 * one shuffle by user, whatever the number of metrics.
 */
public final class RollHistory {

  /** The packed history, {@link UserHistory#pack}; null if nothing is retained. */
  public static final String PACKED = "history";

  /**
   * The metrics of {@link HistoryPlan#packed} that are not 0, {@link
   * io.dailysegments.core.history.PackedMetrics}; null if all are 0.
   */
  public static final String METRICS = "_metrics";

  private static final String USER_ID = "user_id";
  private static final String ADDED = "added";

  private RollHistory() {}

  /**
   * The histories of the data date of the plan, made of those of an earlier day.
   *
   * @param history {@code user_id} and {@link #PACKED}, made with the same retention for an earlier
   *     data date; at most one row per user
   * @param digest the rows of {@code activity_digest} that {@code history} does not hold, which are
   *     those of each log date since then; later ones than the data date are left out
   * @return one row per user who did something on the retained days, or whose events arrived on the
   *     data date: {@code user_id}, {@link #PACKED}, {@link #METRICS}, {@link
   *     MeasureActivity#EVENTS_ARRIVED}, which counts events of days that are no longer retained,
   *     too, and a column for each of {@link HistoryPlan#supported}
   */
  public static Dataset<Row> roll(Dataset<Row> history, Dataset<Row> digest, HistoryPlan plan) {
    Dataset<Row> added = added(digest, plan);
    DataType addedType = added.schema().apply(ADDED).dataType();
    Dataset<Row> before =
        history.select(col(USER_ID), col(PACKED), lit(null).cast(addedType).as(ADDED));
    return rolled(before.union(added), plan);
  }

  /**
   * The histories of the data date of the plan, made of the digest alone; what they hold is byte
   * for byte what {@link #roll} gives, and so are the columns.
   *
   * @param digest the rows of {@code activity_digest} of at least every retained log date
   */
  public static Dataset<Row> build(Dataset<Row> digest, HistoryPlan plan) {
    return rolled(added(digest, plan), plan);
  }

  private static Dataset<Row> added(Dataset<Row> digest, HistoryPlan plan) {
    Column[] columns =
        DigestRows.COLUMNS.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
    LocalDate dataDate = plan.retained().to();
    return digest
        .filter(col("log_date").leq(lit(dataDate)))
        .filter(col("activity_date").leq(lit(dataDate)))
        .select(col(USER_ID), lit(null).cast("binary").as(PACKED), struct(columns).as(ADDED));
  }

  private static Dataset<Row> rolled(Dataset<Row> rows, HistoryPlan plan) {
    List<MetricColumn> columns = MetricColumn.of(plan.supported());
    StructType schema =
        new StructType()
            .add(USER_ID, DataTypes.StringType, false)
            .add(PACKED, DataTypes.BinaryType, true)
            .add(METRICS, DataTypes.BinaryType, true)
            .add(MeasureActivity.EVENTS_ARRIVED, DataTypes.LongType, false);
    for (MetricColumn column : columns) {
      schema = schema.add(column.name(), column.type(), true);
    }
    HistoryProgram program = plan.program();
    LocalDate from = plan.retained().from();
    LocalDate to = plan.retained().to();
    StructType given = schema;
    return InternalRows.mapGroups(
        rows,
        USER_ID,
        given,
        users -> new HistoryIterator(program, from, to, columns, given, users));
  }
}
