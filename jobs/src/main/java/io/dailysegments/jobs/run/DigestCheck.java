package io.dailysegments.jobs.run;

import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.metric.RequiredProperty;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.run.DailyRun.Gaps;
import io.dailysegments.jobs.table.EventLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Checks before a run that the digest of the days before is complete and fits the settings and
 * definitions.
 */
final class DigestCheck {

  private final Settings settings;
  private final EventLog log;
  private final DigestLedger ledger;

  DigestCheck(DigestLedger ledger, Settings settings, EventLog log) {
    this.ledger = ledger;
    this.settings = settings;
    this.log = log;
  }

  /**
   * @param foldedFirst log dates that are folded, under the rules that hold now, before they are
   *     used; of all others the digest is used as it is
   * @return warnings
   * @throws InputException if log dates are missing, cut in another zone, or lack a property that
   *     is needed
   */
  List<String> check(
      MetricPlan plan, LocalDate dataDate, Gaps gaps, Collection<LocalDate> foldedFirst) {
    DayRange before = settings.events().retained(dataDate);
    SortedMap<LocalDate, DigestedDay> used =
        new TreeMap<>(ledger.days().subMap(before.from(), dataDate.plusDays(1)));
    used.keySet().removeAll(foldedFirst);
    requireZone(used);
    requireProperties(plan, used);
    return gaps(dataDate, before, gaps, foldedFirst);
  }

  private List<String> gaps(
      LocalDate dataDate, DayRange before, Gaps gaps, Collection<LocalDate> foldedFirst) {
    SortedSet<LocalDate> missing = new TreeSet<>(log.days(before));
    missing.removeAll(ledger.days().keySet());
    missing.removeAll(foldedFirst);
    SortedSet<LocalDate> pruned = new TreeSet<>(ledger.prunedDays());
    pruned.removeAll(foldedFirst);
    pruned.removeIf(day -> !before.contains(day) || day.equals(dataDate) || missing.contains(day));
    if (missing.isEmpty() && pruned.isEmpty()) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    if (!missing.isEmpty()) {
      found.add("the log dates " + words(missing) + " are in the input and not in the digest");
    }
    if (!pruned.isEmpty()) {
      found.add("retention removed the log dates " + words(pruned) + " from the digest");
    }
    String gap = String.join(", and ", found);
    if (gaps == Gaps.ALLOW) {
      return List.of(gap + "; the run went on without them");
    }
    String mend =
        missing.isEmpty()
            ? "Load them again and fold them (or go on without them with --allow-gaps)"
            : "Fold them with: segments digest --from %s --to %s (or go on without them with"
                    .formatted(missing.first(), missing.last())
                + " --allow-gaps)";
    throw new InputException("Cannot compute %s: %s. %s".formatted(dataDate, gap, mend));
  }

  private void requireZone(SortedMap<LocalDate, DigestedDay> earlier) {
    String zone = settings.zone().id().getId();
    SortedSet<LocalDate> others = new TreeSet<>();
    earlier.forEach(
        (day, digested) -> {
          if (!digested.rules().zone().equals(zone)) {
            others.add(day);
          }
        });
    if (!others.isEmpty()) {
      throw new InputException(
          ("Cannot use the digest of the log dates %s: it was made in zone %s and the settings say"
                  + " %s. Set the zone back, or fold them again with: segments digest --from %s"
                  + " --to %s --force")
              .formatted(
                  words(others),
                  earlier.get(others.first()).rules().zone(),
                  zone,
                  others.first(),
                  others.last()));
    }
  }

  private static void requireProperties(
      MetricPlan plan, SortedMap<LocalDate, DigestedDay> earlier) {
    plan.requiredProperties()
        .forEach((property, days) -> requireProperty(property, days.from(), earlier));
  }

  /** An event that happened on the first day or later can't have arrived before. */
  private static void requireProperty(
      RequiredProperty required, LocalDate first, SortedMap<LocalDate, DigestedDay> digested) {
    String key = DigestRun.key(required.eventCode(), required.property(), required.type());
    SortedSet<LocalDate> without = new TreeSet<>();
    digested.forEach(
        (logDate, day) -> {
          if (!logDate.isBefore(first) && !day.keptProperties().contains(key)) {
            without.add(logDate);
          }
        });
    if (!without.isEmpty()) {
      throw new InputException(
          ("Cannot use the digest of the log dates %s: it did not keep property '%s' of event"
                  + " '%s', which a label or segment needs. Fold them again with: segments digest"
                  + " --from %s --to %s --force")
              .formatted(
                  words(without),
                  required.property(),
                  required.eventCode(),
                  without.first(),
                  without.last()));
    }
  }

  /** Days in words; of many the first and last with their number. */
  private static String words(SortedSet<LocalDate> days) {
    List<String> texts = days.stream().map(LocalDate::toString).toList();
    return days.size() <= 10
        ? String.join(", ", texts)
        : "%s ... %s (%d)".formatted(days.first(), days.last(), days.size());
  }
}
