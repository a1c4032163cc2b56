package io.dailysegments.jobs.run;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.run.DayGates.SizeBefore;
import io.dailysegments.jobs.table.EventLog;
import io.dailysegments.jobs.table.InputTables;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;

/** Tells whether a day is published as it would be computed now. */
final class OutdatedDay {

  private final SparkSession session;
  private final Deployment deployment;
  private final int staleDays;
  private final Settings settings;
  private final OutputTables tables;
  private final PublishedDays published;
  private final DigestLedger ledger;
  private final EventLog log;
  private final Set<LocalDate> foldedFirst;

  /**
   * @param foldedFirst log dates that will be folded before any day is computed
   */
  OutdatedDay(
      SparkSession session,
      Deployment deployment,
      int staleDays,
      Collection<LocalDate> foldedFirst) {
    this.session = session;
    this.deployment = deployment;
    this.staleDays = staleDays;
    this.settings = deployment.settings();
    this.tables = new OutputTables(session, settings.warehouse());
    this.published = new PublishedDays(tables);
    this.ledger = new DigestLedger(tables);
    this.log = new EventLog(session, settings);
    this.foldedFirst = Set.copyOf(foldedFirst);
  }

  /**
   * Why a day has to be computed; none if it is published as it would be computed now.
   *
   * @param computesDayBefore whether the day before will be computed, which counts again who came
   *     and went
   */
  List<String> reasons(LocalDate dataDate, boolean computesDayBefore) {
    Optional<PublishedDay> found = published.find(dataDate);
    if (found.isEmpty()) {
      return List.of("not published");
    }
    PublishedDay day = found.get();
    List<String> reasons = new ArrayList<>(declarations(day));
    reasons.addAll(inputs(day));
    reasons.addAll(digest(day));
    boolean isUpToDate =
        published
            .findWhole(dataDate.minusDays(1)) // one that retention removed changes nothing
            .map(before -> Neighbours.isCompared(day, before))
            .orElse(true);
    if (!computesDayBefore && !isUpToDate) {
      reasons.add("the day before was published since");
    }
    return reasons;
  }

  private List<String> declarations(PublishedDay day) {
    DayComputation computation =
        new DayComputation(session, deployment, tables, ledger, day.dataDate());
    List<CompiledSegment> segments = computation.compile();
    SortedMap<String, String> now = computation.hashes(segments);
    List<String> reasons = new ArrayList<>();
    if (day.semanticsVersion() != Semantics.VERSION) {
      reasons.add(
          "this release computes otherwise (semantics_version %d instead of %d)"
              .formatted(Semantics.VERSION, day.semanticsVersion()));
    }
    for (String part : List.of("settings", "catalog")) {
      if (!now.get(part).equals(day.hashes().get(part))) {
        reasons.add("changed: " + part);
      }
    }
    if (!now.get("definitions").equals(day.hashes().get("definitions"))) {
      reasons.add("changed: segments " + String.join(", ", changed(day, segments)));
    }
    return reasons;
  }

  private Set<String> changed(PublishedDay day, List<CompiledSegment> segments) {
    Map<String, SizeBefore> before = published.sizes(day);
    SortedMap<String, String> now = new TreeMap<>();
    segments.forEach(segment -> now.put(segment.id(), segment.definitionHash()));
    Set<String> ids = new TreeSet<>(now.keySet());
    ids.addAll(before.keySet());
    ids.removeIf(
        id -> before.containsKey(id) && before.get(id).definitionHash().equals(now.get(id)));
    return ids;
  }

  /** A table that can't be read any more is no reason: the day could not be computed. */
  private List<String> inputs(PublishedDay day) {
    SortedMap<String, String> now = new TreeMap<>();
    for (InputName name : InputName.values()) {
      if (name != InputName.APP_EVENTS) {
        userTable(day, name).ifPresent(version -> now.put(name.key(), version));
      }
    }
    log.versions(List.of(day.dataDate())).values().stream()
        .forEach(version -> now.put(InputName.APP_EVENTS.key(), version));
    List<String> reasons = new ArrayList<>();
    now.forEach(
        (input, version) -> {
          if (!version.equals(day.inputs().get(input))) {
            reasons.add("changed: input " + input);
          }
        });
    return reasons;
  }

  private Optional<String> userTable(PublishedDay day, InputName name) {
    Optional<String> recorded = Optional.ofNullable(day.inputs().get(name.key()));
    try {
      InputTables inputs = new InputTables(session, settings);
      return Optional.of(inputs.open(name, day.dataDate(), staleDays, recorded).version());
    } catch (InputException e) {
      new StageLog(session)
          .warn("what " + day.dataDate() + " was made of is not all there. " + e.getMessage());
      return Optional.empty();
    }
  }

  private List<String> digest(PublishedDay day) {
    DayRange retained = settings.events().retained(day.dataDate());
    if (ledger.prunedDays().stream().anyMatch(retained::contains)) {
      return List.of(); // it could not be computed as it was
    }
    Set<LocalDate> folded = new TreeSet<>(foldedFirst);
    folded.removeIf(logDate -> !retained.contains(logDate));
    if (!folded.isEmpty()) {
      return List.of("the digest gets log dates that the day looks back to");
    }
    return ledger.version(retained).equals(day.inputs().get(DayComputation.DIGEST))
        ? List.of()
        : List.of("changed: the digest of log dates that the day looks back to");
  }
}
