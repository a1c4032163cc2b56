package io.dailysegments.jobs.run;

import io.dailysegments.jobs.table.OutputTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** The counts of segments on the newest published day. */
public final class SegmentList {

  private final PublishedDays published;

  public SegmentList(OutputTables tables) {
    this.published = new PublishedDays(tables);
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
        .map(published::counts)
        .orElse(List.of())
        .forEach(row -> counts.put(row.getAs("segment_id"), counts(row)));
    return counts;
  }

  private static Counts counts(Row row) {
    return new Counts(
        row.<Date>getAs("dt").toLocalDate(),
        row.<Long>getAs("members"),
        Optional.ofNullable(row.getAs("entered")),
        Optional.ofNullable(row.getAs("exited")),
        row.<Long>getAs("population"));
  }
}
