package io.dailysegments.jobs.run;

import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.run.DigestRun.Again;
import io.dailysegments.jobs.run.DigestedDay.DigestRules;
import io.dailysegments.jobs.table.EventLog;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the log dates to fold. An event counts on the first of the log dates on which it arrived
 * only, so what is folded of a log date depends on the {@code dedup_days} before it: with a log
 * date go those before it that have changed and those after it that were folded next to another
 * state of it. Else an event would be counted twice, or not at all.
 */
final class LogDatesToFold {

  private final EventLog log;
  private final DigestLedger ledger;
  private final DigestRules rules;
  private final Map<LocalDate, Optional<String>> versions = new HashMap<>();

  /**
   * @param rules those that hold now
   */
  LogDatesToFold(EventLog log, DigestLedger ledger, DigestRules rules) {
    this.log = log;
    this.ledger = ledger;
    this.rules = rules;
  }

  /** Of a range those that are wanted, and others that depend on these; ascending. */
  List<LocalDate> of(DayRange range, Again again) {
    SortedSet<LocalDate> there = log.days(range);
    SortedSet<LocalDate> found = new TreeSet<>(there);
    if (again != Again.ALL) {
      SortedMap<LocalDate, DigestedDay> digested = ledger.days();
      if (again == Again.CHANGED) {
        lookUp(around(there));
      }
      found.removeIf(
          day -> digested.containsKey(day) && (again == Again.MISSING || isAsFolded(day)));
    }
    if (log.isVersionedByDay()) {
      found.addAll(stopped(around(there)));
      addNeighbours(found);
    }
    return List.copyOf(found);
  }

  /** Of some days those whose rows were being replaced when that was stopped. */
  private SortedSet<LocalDate> stopped(SortedSet<LocalDate> days) {
    SortedSet<LocalDate> stopped = new TreeSet<>(days);
    stopped.removeIf(day -> !ledger.isFolding(day));
    lookUp(stopped);
    stopped.removeIf(day -> version(day).isEmpty());
    return stopped;
  }

  private void addNeighbours(SortedSet<LocalDate> found) {
    SortedSet<LocalDate> added = new TreeSet<>(found);
    while (!added.isEmpty()) {
      SortedSet<LocalDate> near = around(added);
      near.removeAll(found);
      near.retainAll(ledger.all().keySet());
      lookUp(around(near));
      near.removeIf(
          day -> ledger.all().get(day).pruned() || version(day).isEmpty() || readsTheSame(day));
      found.addAll(near);
      added = near;
    }
  }

  /** Some days and all whose digest can depend on theirs or theirs on it. */
  private SortedSet<LocalDate> around(Collection<LocalDate> days) {
    SortedSet<LocalDate> around = new TreeSet<>(days);
    for (LocalDate day : days) {
      around.addAll(rules.daysBefore(day));
      for (int after = 1; after <= rules.dedupDays(); after++) {
        around.add(day.plusDays(after));
      }
    }
    return around;
  }

  /** Looks at the log once for many days. */
  private void lookUp(Collection<LocalDate> days) {
    SortedSet<LocalDate> unknown = new TreeSet<>(days);
    unknown.removeAll(versions.keySet());
    if (!unknown.isEmpty()) {
      SortedMap<LocalDate, String> found = log.versions(unknown);
      unknown.forEach(day -> versions.put(day, Optional.ofNullable(found.get(day))));
    }
  }

  private Optional<String> version(LocalDate day) {
    return versions.get(day);
  }

  private boolean isAsFolded(LocalDate day) {
    return ledger.all().get(day).rules().equals(rules) && readsTheSame(day);
  }

  /** Whether a fold would read what was read. What the log no longer has changes nothing. */
  private boolean readsTheSame(LocalDate day) {
    DigestedDay digested = ledger.all().get(day);
    if (!version(day).equals(Optional.of(digested.source()))) {
      return false;
    }
    SortedSet<LocalDate> before = digested.rules().daysBefore(day);
    lookUp(before);
    return !log.isVersionedByDay()
        || before.stream()
            .allMatch(
                earlier ->
                    version(earlier)
                        .map(now -> now.equals(digested.sourcesBefore().get(earlier)))
                        .orElse(true));
  }
}
