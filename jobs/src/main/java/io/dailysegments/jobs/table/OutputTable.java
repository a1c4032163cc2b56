package io.dailysegments.jobs.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The output tables, with the columns they are partitioned by. */
public enum OutputTable {
  USER_LABELS(List.of("dt", "run_id"), List.of()),
  SEGMENT_MEMBERSHIP(List.of("dt", "run_id"), List.of("segment_id")),
  USER_SEGMENTS(List.of("dt", "run_id"), List.of()),
  SEGMENT_COUNTS(List.of("dt", "run_id"), List.of("segment_id")),
  SEGMENT_DEFINITIONS(List.of(), List.of("segment_id")),
  ACTIVITY_DIGEST(List.of("log_date"), List.of("activity_date", "event_code")),
  ACTIVITY_HISTORY(List.of("dt", "digest_version"), List.of()),
  DIGESTED_DAYS(List.of(), List.of("log_date")),
  QUARANTINE(List.of("dt", "input"), List.of("reason")),
  RUNS(List.of(), List.of("dt")),
  RUN_ATTEMPTS(List.of("dt"), List.of("attempt_id")),
  HELD_USER_LABELS(List.of("dt", "run_id"), List.of()),
  HELD_SEGMENT_MEMBERSHIP(List.of("dt", "run_id"), List.of("segment_id")),
  HELD_USER_SEGMENTS(List.of("dt", "run_id"), List.of()),
  HELD_SEGMENT_COUNTS(List.of("dt", "run_id"), List.of("segment_id")),
  HELD_RUNS(List.of("dt"), List.of()),
  FORGOTTEN_USERS(List.of(), List.of("forgotten_at")),
  ERASURES(List.of(), List.of("erased_at"));

  @SuppressWarnings("ImmutableEnumChecker") // what List.of gives can't be changed
  private final List<String> partitionColumns;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> statsColumns;

  OutputTable(List<String> partitionColumns, List<String> statsColumns) {
    this.partitionColumns = partitionColumns;
    this.statsColumns = statsColumns;
  }

  /** The name of the table and of its folder, such as {@code user_labels}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The table of a name. */
  public static OutputTable of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  List<String> partitionColumns() {
    return partitionColumns;
  }

  /** The columns that files keep statistics of in the table's log. */
  List<String> statsColumns() {
    return statsColumns;
  }

  /** The properties of the table that say so. */
  Map<String, String> statsProperties() {
    return statsColumns.isEmpty()
        ? Map.of("delta.dataSkippingNumIndexedCols", "0")
        : Map.of("delta.dataSkippingStatsColumns", String.join(",", statsColumns));
  }
}
