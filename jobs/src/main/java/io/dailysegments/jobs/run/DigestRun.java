package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.EventProperty;
import io.dailysegments.core.input.InputName;
import io.dailysegments.core.input.InputSchema;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.rows.KeptRows;
import io.dailysegments.jobs.run.DigestedDay.DigestRules;
import io.dailysegments.jobs.session.DataSize;
import io.dailysegments.jobs.session.DataSize.Width;
import io.dailysegments.jobs.stage.CheckEvents;
import io.dailysegments.jobs.stage.CheckRows;
import io.dailysegments.jobs.stage.DigestActivity;
import io.dailysegments.jobs.table.Claim;
import io.dailysegments.jobs.table.Claims;
import io.dailysegments.jobs.table.EventLog;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Folds log dates into the activity digest. */
public final class DigestRun {

  private final SparkSession session;
  private final Settings settings;
  private final Deployment deployment;
  private final OutputTables tables;
  private final DigestLedger ledger;
  private final EventLog log;
  private final StageLog stages;
  private final QualityGate gate;
  private final ForgottenUsers forgotten;
  private final Warnings warnings;

  public DigestRun(SparkSession session, Deployment deployment) {
    this(
        session,
        deployment,
        new DigestLedger(new OutputTables(session, deployment.settings().warehouse())),
        new QualityGate(deployment.settings().quality().maxRejectedShare(), Acceptance.NONE));
  }

  DigestRun(SparkSession session, Deployment deployment, DigestLedger ledger, QualityGate gate) {
    this.session = session;
    this.deployment = deployment;
    this.settings = deployment.settings();
    this.tables = new OutputTables(session, settings.warehouse());
    this.ledger = ledger;
    this.gate = gate;
    this.forgotten = new ForgottenUsers(tables);
    this.log = new EventLog(session, settings);
    this.stages = new StageLog(session);
    this.warnings = new Warnings(stages);
  }

  /** Which log dates a digest folds again. */
  public enum Again {
    /** Those that are not in the digest. */
    MISSING,
    /** Those that are not in the digest, or were folded from other data or under other rules. */
    CHANGED,
    /** All. */
    ALL
  }

  /** What the user should know of the log dates folded. */
  public List<String> warnings() {
    return warnings.all();
  }

  /**
   * Folds the log dates of a range that the input has.
   *
   * @return the log dates folded now
   * @throws io.dailysegments.core.problem.InputException if the gate holds one; the others are
   *     folded
   * @throws io.dailysegments.core.problem.DayHeldException if another run folds one
   */
  public List<LocalDate> digest(DayRange range, Again again) {
    log.requireAny(range.to());
    List<LocalDate> wanted = wanted(range, again);
    if (!wanted.isEmpty()) {
      fold(wanted, "digest-" + UUID.randomUUID());
    }
    return wanted;
  }

  /** The log dates that would be folded: of a range, and others that depend on these. */
  List<LocalDate> wanted(DayRange range, Again again) {
    return new LogDatesToFold(log, ledger, rules()).of(range, again);
  }

  /** Folds some log dates; no other run folds them meanwhile. */
  void fold(List<LocalDate> logDates, String runId) {
    LocalDate last = logDates.get(logDates.size() - 1);
    try (Claim claim = tables.claims().take(Claims.Kind.LOG_DATE, logDates, runId)) {
      stages.stage(
          "digest " + logDates.size() + " log date(s) up to " + last,
          () -> fold(logDates, claim),
          folded -> folded + " in the digest");
    }
  }

  DigestRules rules() {
    return new DigestRules(
        settings.zone().id().getId(),
        settings.events().lateDays(),
        settings.events().dedupDays(),
        deployment.catalog().events().fingerprint());
  }

  /**
   * Checked events are kept until all is written: counting, refusing and folding would else each
   * read and shuffle them.
   */
  private int fold(List<LocalDate> logDates, Claim claim) {
    warnings.add(log.warnings());
    SortedSet<LocalDate> read = withDaysBefore(logDates);
    SortedMap<LocalDate, String> versions = log.versions(read); // what comes later is a change
    requireThere(logDates, versions);
    warnings.add(goneBefore(logDates, versions));
    Dataset<Row> events = forgotten.without(log.read(read));
    new DataSize(session).fit(List.of(events), 0, Width.NARROW);
    CheckEvents check = new CheckEvents(settings.zone(), settings.events());
    Column wanted = col("log_date").isin(logDates.toArray());
    try (KeptRows kept = KeptRows.of(check.check(events).filter(wanted))) {
      Dataset<Row> checked = kept.rows();
      List<EventCounts> counts = EventCounts.of(checked, logDates, deployment.catalog().events());
      warnings.add(EventCounts.warnings(counts, settings.zone().id()));
      List<DigestedDay> admitted =
          counts.stream()
              .filter(day -> gate.admits(what(day.logDate()), day.read(), day.faults()))
              .map(day -> day(day, versions))
              .toList();
      claim.requireHeld();
      quarantine(checked, logDates, counts.stream().anyMatch(day -> !day.refused().isEmpty()));
      forgotten.requireSame(OutputTable.QUARANTINE);
      write(checked, admitted);
      gate.throwIfAnyFailed(firstRefused(logDates, admitted));
      return admitted.size();
    }
  }

  private SortedSet<LocalDate> withDaysBefore(List<LocalDate> logDates) {
    SortedSet<LocalDate> days = new TreeSet<>(logDates);
    logDates.forEach(logDate -> days.addAll(rules().daysBefore(logDate)));
    return days;
  }

  private void requireThere(List<LocalDate> logDates, SortedMap<LocalDate, String> versions) {
    for (LocalDate logDate : logDates) {
      if (!versions.containsKey(logDate)) {
        throw log.missing(logDate);
      }
    }
  }

  /** What is lost where the log no longer has a log date that was folded before. */
  private List<String> goneBefore(List<LocalDate> logDates, SortedMap<LocalDate, String> versions) {
    List<String> lost = new ArrayList<>();
    for (LocalDate logDate : logDates) {
      List<LocalDate> gone = new ArrayList<>(rules().daysBefore(logDate));
      gone.removeIf(day -> versions.containsKey(day) || !ledger.all().containsKey(day));
      for (LocalDate day : gone) {
        lost.add(
            ("log date %s was folded without dt=%s, which the log no longer has: an event that"
                    + " had arrived there already counts again")
                .formatted(logDate, day));
      }
    }
    return lost;
  }

  private static LocalDate firstRefused(List<LocalDate> logDates, List<DigestedDay> admitted) {
    List<LocalDate> there = admitted.stream().map(DigestedDay::logDate).toList();
    return logDates.stream()
        .filter(day -> !there.contains(day))
        .findFirst()
        .orElse(logDates.get(0));
  }

  private DigestedDay day(EventCounts counts, SortedMap<LocalDate, String> versions) {
    SortedMap<LocalDate, String> before = new TreeMap<>(versions);
    before.keySet().retainAll(rules().daysBefore(counts.logDate()));
    return new DigestedDay(
        counts.logDate(),
        versions.get(counts.logDate()),
        rules(),
        properties(),
        counts.read(),
        counts.kept(),
        counts.refused(),
        counts.unknownCodes(),
        false,
        log.isVersionedByDay() ? before : new TreeMap<>());
  }

  private SortedSet<String> properties() {
    SortedSet<String> properties = new TreeSet<>();
    for (EventDefinition event : deployment.catalog().events().events()) {
      event
          .properties()
          .forEach((name, property) -> properties.add(key(event.code(), name, property.type())));
    }
    return properties;
  }

  /** How a kept property is written in the ledger. */
  static String key(String code, String property, EventProperty.Type type) {
    return code + "/" + property + ":" + type.name().toLowerCase(Locale.ROOT);
  }

  private static String what(LocalDate logDate) {
    return "app_events of log date " + logDate;
  }

  private void quarantine(Dataset<Row> checked, List<LocalDate> logDates, boolean any) {
    Dataset<Row> refused =
        checked
            .filter(col(CheckRows.REASON).isNotNull())
            .select(
                col("log_date").as("dt"),
                lit(InputName.APP_EVENTS.key()).as("input"),
                col(CheckRows.REASON).as("reason"),
                CheckRows.row(InputSchema.of(InputName.APP_EVENTS)).as("row"));
    new Quarantine(tables).replaceEvents(logDates, refused, any);
  }

  private void write(Dataset<Row> checked, List<DigestedDay> days) {
    Collection<LocalDate> logDates = days.stream().map(DigestedDay::logDate).toList();
    if (logDates.isEmpty()) {
      return;
    }
    Column used = col(CheckRows.REASON).isNull().and(col("log_date").isin(logDates.toArray()));
    Dataset<Row> digest =
        new DigestActivity(deployment.catalog().events())
            .digest(checked.filter(used))
            .hint("rebalance", col("log_date"));
    ledger.markFolding(logDates);
    tables.replace(OutputTable.ACTIVITY_DIGEST, Where.in("log_date", logDates), digest);
    forgotten.requireSame(OutputTable.ACTIVITY_DIGEST); // before the ledger: unread without it
    ledger.record(days);
  }
}
