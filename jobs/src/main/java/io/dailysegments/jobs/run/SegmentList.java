package io.dailysegments.jobs.run;

import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The counts of segments on the newest published day. */
public final class SegmentList {

  private final PublishedDays published;

  public SegmentList(SparkSession session, OutputTables tables) {
    this.published = new PublishedDays(session, tables);
  }

  /**
   * The counts of a segment on a day.
   *
   * @param entered empty where the day before was not computed
   * @param exited likewise
   */
  public record Counts(
      LocalDate dataDate,
      long members,
      Optional<Long> entered,
      Optional<Long> exited,
      long population) {}

  /**
   * The counts of each segment on a published day, by default the newest; empty if it is not
   * published.
   */
  public Map<String, Counts> counts(Optional<LocalDate> day) {
    Map<String, Counts> counts = new TreeMap<>();
    day.map(published::find)
        .orElseGet(published::newest)
        .flatMap(newest -> published.rows(OutputTable.SEGMENT_COUNTS, newest))
        .ifPresent(
            rows ->
                rows.select("dt", "segment_id", "members", "entered", "exited", "population")
                    .collectAsList() // one row a segment
                    .forEach(row -> counts.put(row.getString(1), counts(row))));
    return counts;
  }

  private static Counts counts(Row row) {
    return new Counts(
        row.getDate(0).toLocalDate(),
        row.getLong(2),
        Optional.ofNullable((Long) row.get(3)),
        Optional.ofNullable((Long) row.get(4)),
        row.getLong(5));
  }
}
