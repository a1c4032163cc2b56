package io.dailysegments.jobs.table;

import java.util.List;
import java.util.Locale;

/** The output tables, with the columns they are partitioned by. */
public enum OutputTable {
  USER_LABELS("dt", "run_id"),
  SEGMENT_MEMBERSHIP("dt", "run_id"),
  SEGMENT_COUNTS("dt", "run_id"),
  SEGMENT_DEFINITIONS(),
  ACTIVITY_DIGEST("log_date"),
  DIGESTED_DAYS(),
  QUARANTINE("dt", "input"),
  RUNS(),
  RUN_ATTEMPTS("dt"),
  HELD_USER_LABELS("dt", "run_id"),
  HELD_SEGMENT_MEMBERSHIP("dt", "run_id"),
  HELD_SEGMENT_COUNTS("dt", "run_id"),
  HELD_RUNS("dt");

  @SuppressWarnings("ImmutableEnumChecker") // what List.of gives can't be changed
  private final List<String> partitionColumns;

  OutputTable(String... partitionColumns) {
    this.partitionColumns = List.of(partitionColumns);
  }

  /** The name of the table and of its folder, such as {@code user_labels}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<String> partitionColumns() {
    return partitionColumns;
  }
}
