package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.input.InputSchema;
import io.dailysegments.core.settings.Settings.EventSettings;
import io.dailysegments.core.time.BusinessZone;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Reads the values of events and decides of each whether it is used. Rows in = rows out, with one
 * shuffle by user.
 *
 * <p>Refused are, the first that holds: an event without an obligatory value ({@code null_key}),
 * one that happened more than {@code late_days} before its log date ({@code late}) or after it
 * ({@code future}), and of the others a {@code duplicate}.
 */
public final class CheckEvents {

  private static final String ARRIVED_BEFORE = "_arrived_before";
  private static final InputSchema SCHEMA = InputSchema.of(InputName.APP_EVENTS);

  private final BusinessZone zone;
  private final EventSettings settings;

  public CheckEvents(BusinessZone zone, EventSettings settings) {
    this.zone = zone;
    this.settings = settings;
  }

  /**
   * @param events {@code log_date} and the contract's columns; for every log date that is asked for
   *     also the {@code dedup_days} before it, as far as there are any
   * @return {@code log_date}, the typed columns, {@code activity_date}, {@link CheckRows#REASON}
   *     and what {@link CheckRows#row} reads; the log dates before, which were there for
   *     comparison, are in it too
   */
  public Dataset<Row> check(Dataset<Row> events) {
    Dataset<Row> typed =
        CheckRows.type(SCHEMA, events, col("log_date"))
            .withColumn("activity_date", BusinessDay.of(col("event_time"), zone));
    Dataset<Row> byUser = CheckRows.refuse(typed, reason()).repartition(col("user_id"));
    if (settings.dedupDays() == 0) {
      return CheckRows.refuseDuplicates(byUser, isRepeated());
    }
    // In a step of its own: what the other one orders by would be sorted here, too.
    Dataset<Row> returned = byUser.withColumn(ARRIVED_BEFORE, returns());
    return CheckRows.refuseDuplicates(returned, col(ARRIVED_BEFORE).or(isRepeated()))
        .drop(ARRIVED_BEFORE);
  }

  private Column reason() {
    Column earliest = date_sub(col("log_date"), settings.lateDays());
    return when(CheckRows.isIncomplete(SCHEMA), lit("null_key"))
        .when(col("activity_date").lt(earliest), lit("late"))
        .when(col("activity_date").gt(col("log_date")), lit("future"));
  }

  /**
   * An event whose user and id arrived in one of the log dates before, whatever became of it, is a
   * duplicate.
   */
  private Column returns() {
    WindowSpec before =
        Window.partitionBy(col("user_id"), col("event_id"))
            .orderBy(date_diff(col("log_date"), lit(Date.valueOf(LocalDate.EPOCH))))
            .rangeBetween(-settings.dedupDays(), -1);
    return count(lit(1)).over(before).gt(lit(0));
  }

  /** Of the usable events of a log date with the same user and id the smallest stays. */
  private static Column isRepeated() {
    Column usable = col(CheckRows.REASON).isNull();
    WindowSpec same =
        Window.partitionBy(col("user_id"), col("event_id"), col("log_date"), usable)
            .orderBy(
                col("event_time"),
                col("event_code"),
                col("platform").asc_nulls_first(),
                col("app_version").asc_nulls_first(),
                col("phone_model").asc_nulls_first(),
                to_json(array_sort(map_entries(col("properties")))).asc_nulls_first());
    return row_number().over(same).gt(lit(1));
  }
}
