package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.jobs.stage.CheckRows;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the check of a log date's events found.
 *
 * @param kept events used
 * @param refused events refused, by reason
 * @param unknownCodes events used whose code is not in the catalog
 * @param unparsable events whose properties could not be read
 */
record EventCounts(
    LocalDate logDate,
    long kept,
    SortedMap<String, Long> refused,
    long unknownCodes,
    long unparsable) {

  private static final String FUTURE = "future";
  private static final String DUPLICATE = "duplicate";

  EventCounts {
    refused = new TreeMap<>(refused);
  }

  /**
   * Counts checked events; collects some rows a log date. Log dates without events are there too.
   */
  static List<EventCounts> of(
      Dataset<Row> checked, Collection<LocalDate> logDates, EventCatalog catalog) {
    Object[] codes = catalog.events().stream().map(EventDefinition::code).toArray();
    Column known = codes.length == 0 ? lit(false) : col("event_code").isin(codes);
    List<Row> rows =
        checked
            .groupBy(col("log_date"), col(CheckRows.REASON))
            .agg(
                count_if(lit(true)).as("rows"),
                count_if(not(known)).as("unknown"),
                count_if(col(CheckRows.UNPARSABLE + "properties")).as("unparsable"))
            .collectAsList();
    return logDates.stream().map(logDate -> of(logDate, rows)).toList();
  }

  private static EventCounts of(LocalDate logDate, List<Row> rows) {
    SortedMap<String, Long> refused = new TreeMap<>();
    long kept = 0;
    long unknown = 0;
    long unparsable = 0;
    for (Row row : rows) {
      if (!row.getDate(0).toLocalDate().equals(logDate)) {
        continue;
      }
      if (row.isNullAt(1)) {
        kept = row.getLong(2);
        unknown = row.getLong(3);
      } else {
        refused.put(row.getString(1), row.getLong(2));
      }
      unparsable += row.getLong(4);
    }
    return new EventCounts(logDate, kept, refused, unknown, unparsable);
  }

  long read() {
    return kept + refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The refused events that count against the log; duplicates do not: phones repeat themselves. */
  SortedMap<String, Long> faults() {
    SortedMap<String, Long> faults = new TreeMap<>(refused);
    faults.remove(DUPLICATE);
    return faults;
  }

  /** What the user should look at, in one line a matter. */
  static List<String> warnings(List<EventCounts> days, ZoneId zone) {
    List<String> warnings = new ArrayList<>();
    days.forEach(day -> day.zoneWarning(zone).ifPresent(warnings::add));
    warn(days, EventCounts::unknownCodes, "have a code outside the catalog; they count as activity")
        .ifPresent(warnings::add);
    warn(days, EventCounts::unparsable, "have properties that are no JSON object and were left out")
        .ifPresent(warnings::add);
    return warnings;
  }

  private Optional<String> zoneWarning(ZoneId zone) {
    long future = refused.getOrDefault(FUTURE, 0L);
    return future * 10 > read()
        ? Optional.of(
            "log date %s: %d of %d events lie after it; the log is probably cut in another zone than %s"
                .formatted(logDate, future, read(), zone))
        : Optional.empty();
  }

  private static Optional<String> warn(
      List<EventCounts> days, ToLongFunction<EventCounts> number, String what) {
    long sum = days.stream().mapToLong(number).sum();
    if (sum == 0) {
      return Optional.empty();
    }
    String from = days.get(0).logDate().toString();
    String to = days.get(days.size() - 1).logDate().toString();
    String dates = from.equals(to) ? "log date " + from : "log dates " + from + " to " + to;
    return Optional.of(dates + ": " + sum + " events " + what);
  }
}
