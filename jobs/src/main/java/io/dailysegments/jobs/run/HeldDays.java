package io.dailysegments.jobs.run;

import io.dailysegments.core.problem.CleanUp;
import io.dailysegments.jobs.table.Claim;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/**
 * Days that a check holds: their rows lie in tables {@code held_*}, where no query of a published
 * table meets them, until a person accepts them or a later run takes their place.
 */
final class HeldDays {

  private static final Map<OutputTable, OutputTable> HELD =
      new EnumMap<>(
          Map.of(
              OutputTable.USER_LABELS, OutputTable.HELD_USER_LABELS,
              OutputTable.SEGMENT_MEMBERSHIP, OutputTable.HELD_SEGMENT_MEMBERSHIP,
              OutputTable.USER_SEGMENTS, OutputTable.HELD_USER_SEGMENTS,
              OutputTable.SEGMENT_COUNTS, OutputTable.HELD_SEGMENT_COUNTS));

  /** The tables that hold the rows of held days. */
  static final SortedSet<OutputTable> TABLES = tables();

  private final OutputTables tables;

  HeldDays(OutputTables tables) {
    this.tables = tables;
  }

  private static SortedSet<OutputTable> tables() {
    SortedSet<OutputTable> tables = new TreeSet<>(HELD.values());
    tables.add(OutputTable.HELD_RUNS);
    return tables;
  }

  /**
   * Copies the rows that a run wrote out of the published tables' way. Earlier ones are held until
   * all of these are; then they are left to {@link #dropUnnamed}.
   *
   * @param claim on the day
   * @throws io.dailysegments.core.problem.DayHeldException if the claim was lost meanwhile
   * @throws io.dailysegments.core.problem.InputException if users were forgotten meanwhile; what
   *     was held before still is
   */
  void hold(PublishedDay day, Claim claim) {
    ForgottenUsers forgotten = new ForgottenUsers(tables);
    Where same = Where.is("dt", day.dataDate());
    try {
      HELD.forEach((table, held) -> copy(table, held, day, forgotten));
      forgotten.requireSame();
      claim.requireHeld();
    } catch (Throwable e) {
      CleanUp.after(e, () -> dropRows(same.and("run_id", List.of(day.runId()))));
      throw e;
    }
    List<Row> row = List.of(day.toRow());
    tables.replace(OutputTable.HELD_RUNS, same, row, PublishedDay.SCHEMA); // without it, not held
  }

  /** The held day, as its row in {@code runs} would be; empty if it is not held. */
  Optional<PublishedDay> find(LocalDate day) {
    return tables.collect(OutputTable.HELD_RUNS, PublishedDay.SCHEMA, Where.is("dt", day)).stream()
        .findFirst()
        .map(PublishedDay::of);
  }

  /**
   * Copies the rows of a held day to where they are published from.
   *
   * @throws io.dailysegments.core.problem.InputException if users were forgotten meanwhile; the
   *     rows copied must then be removed
   */
  void release(PublishedDay day) {
    ForgottenUsers forgotten = new ForgottenUsers(tables);
    HELD.forEach((table, held) -> copy(held, table, day, forgotten));
    forgotten.requireSame();
  }

  /** Forgets a held day. */
  void drop(LocalDate day) {
    Where same = Where.is("dt", day);
    tables.delete(OutputTable.HELD_RUNS, same);
    dropRows(same);
  }

  /** Removes rows of a day that are not, or no longer, held. */
  void dropUnnamed(LocalDate day) {
    List<String> named = find(day).stream().map(PublishedDay::runId).toList();
    dropRows(Where.is("dt", day).butNot("run_id", named));
  }

  private void dropRows(Where where) {
    HELD.values().forEach(held -> tables.delete(held, where));
  }

  /** Users who were forgotten are left out: their rows may be there still. */
  private void copy(OutputTable from, OutputTable to, PublishedDay day, ForgottenUsers forgotten) {
    tables
        .find(from, Where.is("dt", day.dataDate()).and("run_id", List.of(day.runId())))
        .map(forgotten::without)
        .ifPresent(rows -> tables.append(to, rows));
  }
}
