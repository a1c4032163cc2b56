package io.dailysegments.jobs.run;

import io.dailysegments.core.canonical.Canonical;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * Which log dates are in the digest: the table {@code digested_days}. A digest without its row here
 * is not there.
 */
final class DigestLedger {

  private final OutputTables tables;
  private final SortedMap<LocalDate, DigestedDay> known = new TreeMap<>();

  /** The version of the table that {@link #known} is of. */
  private Optional<Long> knownVersion = Optional.empty();

  DigestLedger(OutputTables tables) {
    this.tables = tables;
  }

  /**
   * Every log date that is in the digest, ascending; one row a day of history. Read once, then
   * kept.
   */
  SortedMap<LocalDate, DigestedDay> days() {
    SortedMap<LocalDate, DigestedDay> days = new TreeMap<>(all());
    days.values().removeIf(day -> !day.isThere());
    return Collections.unmodifiableSortedMap(days);
  }

  /** Whether the rows of a log date were being replaced when that was stopped. */
  boolean isFolding(LocalDate logDate) {
    return all().containsKey(logDate) && all().get(logDate).isFolding();
  }

  /** The log dates that were digested and whose rows retention has removed, ascending. */
  SortedSet<LocalDate> prunedDays() {
    SortedMap<LocalDate, DigestedDay> days = new TreeMap<>(all());
    days.values().removeIf(day -> !day.pruned());
    return new TreeSet<>(days.keySet());
  }

  /** Every log date that ever was in the digest, also those whose rows are not there now. */
  SortedMap<LocalDate, DigestedDay> all() {
    if (known.isEmpty()) {
      knownVersion = tables.version(OutputTable.DIGESTED_DAYS);
      known.putAll(read());
    }
    return known;
  }

  /**
   * Makes sure that what was read of the digest is what the ledger says.
   *
   * @throws InputException if log dates of a range were folded again or removed since
   */
  void requireUnchanged(DayRange range) {
    if (tables.version(OutputTable.DIGESTED_DAYS).equals(knownVersion)) {
      return;
    }
    if (!new DigestLedger(tables).version(range).equals(version(range))) {
      throw new InputException(
          "The activity digest changed while this ran: log dates from %s to %s were folded again or removed. Run it again."
              .formatted(range.from(), range.to()));
    }
  }

  /** A hash of what the log dates of a range were folded from, and how. */
  String version(DayRange range) {
    String text =
        days().subMap(range.from(), range.to().plusDays(1)).values().stream()
            .map(DigestLedger::version)
            .collect(Collectors.joining("\n"));
    return "digest:" + Canonical.sha256(text).substring(0, 16);
  }

  private static String version(DigestedDay day) {
    String own = day.logDate() + " " + day.source() + " " + day.rules();
    return day.sourcesBefore().isEmpty() ? own : own + " after " + day.sourcesBefore();
  }

  private SortedMap<LocalDate, DigestedDay> read() {
    SortedMap<LocalDate, DigestedDay> days = new TreeMap<>();
    tables
        .collect(OutputTable.DIGESTED_DAYS, DigestedDay.SCHEMA, Where.ANY)
        .forEach(row -> days.put(row.getDate(0).toLocalDate(), DigestedDay.of(row)));
    return days;
  }

  /**
   * Says that the rows of some log dates are being replaced: until they are recorded these are not
   * there, whatever ends the program.
   */
  void markFolding(Collection<LocalDate> logDates) {
    record(
        logDates.stream()
            .filter(all()::containsKey)
            .map(logDate -> all().get(logDate).folding())
            .toList());
  }

  /** Writes the rows of some log dates, in place of earlier ones, in one commit. */
  void record(Collection<DigestedDay> days) {
    if (days.isEmpty()) {
      return;
    }
    SortedMap<LocalDate, DigestedDay> all = new TreeMap<>(all());
    List<Row> rows = days.stream().map(DigestedDay::toRow).toList();
    tables.replace(
        OutputTable.DIGESTED_DAYS,
        Where.in("log_date", days.stream().map(DigestedDay::logDate).toList()),
        rows,
        DigestedDay.SCHEMA);
    days.forEach(day -> all.put(day.logDate(), day));
    known.putAll(all);
    // Only where nobody else wrote meanwhile; else it is looked at again.
    Optional<Long> version = tables.version(OutputTable.DIGESTED_DAYS);
    knownVersion =
        knownVersion.map(before -> before + 1).filter(own -> version.equals(Optional.of(own)));
  }
}
