package io.dailysegments.jobs.run;

import io.dailysegments.core.settings.RetentionSettings;
import io.dailysegments.jobs.table.Claim;
import io.dailysegments.jobs.table.Claims;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;

/**
 * Removes what is older than the settings keep, counted from the newest published day, and deletes
 * files that no version of a table needs any more.
 */
public final class Prune {

  /** The tables with a number of days to keep; rows are looked for, whatever the ledgers say. */
  private static final SortedSet<OutputTable> RETAINED = retained();

  private final OutputTables tables;
  private final PublishedDays published;
  private final HeldDays held;
  private final DigestLedger ledger;
  private final RetentionSettings retention;
  private final ErasedUsers erased;
  private final ActivityHistory history;

  public Prune(SparkSession session, Deployment deployment) {
    this.tables = new OutputTables(session, deployment.settings().warehouse());
    this.published = new PublishedDays(tables);
    this.held = new HeldDays(tables);
    this.ledger = new DigestLedger(tables);
    this.retention = deployment.settings().retention();
    this.erased = new ErasedUsers(tables);
    this.history =
        new ActivityHistory(
            tables, ledger, deployment.settings().events(), new ForgottenUsers(tables));
  }

  private static SortedSet<OutputTable> retained() {
    SortedSet<OutputTable> tables = new TreeSet<>(List.of(OutputTable.USER_SEGMENTS));
    RetentionSettings.TABLES.forEach(key -> tables.add(OutputTable.of(key)));
    return tables;
  }

  /**
   * What is older than the settings keep.
   *
   * @param tables the days to remove, by table; tables without any are absent
   */
  public record Plan(SortedMap<OutputTable, SortedSet<LocalDate>> tables) {

    public Plan {
      tables = new TreeMap<>(tables);
    }
  }

  /** What would be removed. */
  public Plan plan() {
    SortedMap<OutputTable, SortedSet<LocalDate>> plan = new TreeMap<>();
    published
        .newest()
        .ifPresent(
            newest -> {
              for (OutputTable table : RETAINED) {
                SortedSet<LocalDate> days = beyond(table, newest.dataDate());
                if (!days.isEmpty()) {
                  plan.put(table, days);
                }
              }
              for (OutputTable table : HeldDays.TABLES) {
                SortedSet<LocalDate> days = heldBeyond(table, newest.dataDate());
                if (!days.isEmpty()) {
                  plan.put(table, days);
                }
              }
            });
    return new Plan(plan);
  }

  /**
   * The days of which a published table would no longer keep the rows, and of which a table has
   * rows that are held, or were to be by a run that was stopped.
   */
  private SortedSet<LocalDate> heldBeyond(OutputTable held, LocalDate newest) {
    SortedSet<LocalDate> days = tables.days(held);
    days.removeIf(
        day ->
            PublishedDays.DATED.stream()
                .flatMap(table -> retention.days(table.key()).stream())
                .allMatch(kept -> !day.isBefore(newest.minusDays(kept - 1L))));
    return days;
  }

  private SortedSet<LocalDate> beyond(OutputTable table, LocalDate newest) {
    OutputTable retained = // the same in another form
        table == OutputTable.USER_SEGMENTS ? OutputTable.SEGMENT_MEMBERSHIP : table;
    Optional<Integer> kept = retention.days(retained.key());
    if (kept.isEmpty()) {
      return new TreeSet<>();
    }
    LocalDate first = newest.minusDays(kept.get() - 1L);
    SortedSet<LocalDate> days = new TreeSet<>(tables.days(table).headSet(first));
    if (table == OutputTable.ACTIVITY_DIGEST) {
      days.addAll(ledger.days().headMap(first).keySet()); // log dates without an event, too
    }
    return days;
  }

  /**
   * Removes what is planned.
   *
   * @throws io.dailysegments.core.problem.DayHeldException if a run holds one of the days
   */
  public void run(Plan plan) {
    SortedSet<LocalDate> dataDates = new TreeSet<>();
    PublishedDays.DATED.forEach(table -> dataDates.addAll(days(plan, table)));
    SortedSet<LocalDate> heldDays = new TreeSet<>();
    HeldDays.TABLES.forEach(table -> heldDays.addAll(days(plan, table)));
    dataDates.addAll(heldDays);
    Collection<LocalDate> logDates = days(plan, OutputTable.ACTIVITY_DIGEST);
    String id = "prune-" + UUID.randomUUID();
    try (Claim days = tables.claims().take(Claims.Kind.DATA_DATE, dataDates, id);
        Claim digest = tables.claims().take(Claims.Kind.LOG_DATE, logDates, id)) {
      days.requireHeld();
      dataDates.forEach(day -> unpublish(day, plan));
      PublishedDays.WRITTEN.forEach(table -> remove(table, "dt", days(plan, table)));
      heldDays.forEach(held::drop);
      digest.requireHeld();
      ledger.record(
          logDates.stream()
              .filter(ledger.days()::containsKey)
              .map(ledger.days()::get)
              .map(DigestedDay::withoutRows)
              .toList());
      remove(OutputTable.ACTIVITY_DIGEST, "log_date", logDates);
    }
    history.dropStale();
    for (OutputTable table : List.of(OutputTable.QUARANTINE, OutputTable.RUN_ATTEMPTS)) {
      remove(table, "dt", days(plan, table));
    }
    for (OutputTable table : OutputTable.values()) {
      tables.vacuum(table, retention.vacuumHours());
    }
  }

  private static Collection<LocalDate> days(Plan plan, OutputTable table) {
    return plan.tables().getOrDefault(table, new TreeSet<>());
  }

  /** Says in the day's row what will be gone; a day of which all is gone loses its row. */
  private void unpublish(LocalDate dataDate, Plan plan) {
    Optional<PublishedDay> day = published.find(dataDate);
    if (day.isEmpty()) {
      return;
    }
    SortedSet<String> pruned = new TreeSet<>(day.get().pruned());
    for (OutputTable table : PublishedDays.DATED) {
      if (days(plan, table).contains(dataDate)) {
        pruned.add(table.key());
      }
    }
    if (pruned.size() == PublishedDays.DATED.size()) {
      published.remove(dataDate);
    } else {
      published.updatePruned(day.get(), new ArrayList<>(pruned), rows(day.get(), pruned));
    }
  }

  /** A day that loses its labels keeps how many users it had, to tell how many are erased later. */
  private SortedMap<String, Long> rows(PublishedDay day, Collection<String> pruned) {
    SortedMap<String, Long> rows = new TreeMap<>(day.rowCounts());
    String labels = OutputTable.USER_LABELS.key();
    if (pruned.contains(labels) && !day.pruned().contains(labels)) {
      rows.put(ErasedUsers.USERS_KEPT, erased.usersKept(day));
    }
    return rows;
  }

  private void remove(OutputTable table, String column, Collection<LocalDate> days) {
    if (!days.isEmpty()) {
      tables.delete(table, Where.in(column, days));
    }
  }
}
