package io.dailysegments.jobs.run;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.run.DailyRun.Request;
import io.dailysegments.jobs.run.DigestRun.Again;
import io.dailysegments.jobs.table.Claims;
import io.dailysegments.jobs.table.EventLog;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** Everything that can stop the run for a day before it computes: its inputs, looked at in turn. */
final class DayInputs {

  private final Deployment deployment;
  private final Settings settings;
  private final Request request;
  private final LocalDate dataDate;
  private final OutputTables tables;
  private final PublishedDays published;
  private final StageLog stages;
  private final EventLog log;
  private final DigestLedger ledger;
  private final DayComputation day;
  private final QualityGate gate;
  private final ForgottenUsers forgotten;
  private final DayRange own;
  private final DigestRun digest;
  private final Warnings warnings;
  private Optional<SortedMap<String, String>> recorded = Optional.empty();

  DayInputs(
      SparkSession session,
      Deployment deployment,
      Request request,
      DigestLedger ledger,
      DayComputation day,
      ForgottenUsers forgotten,
      Warnings warnings) {
    this.deployment = deployment;
    this.settings = deployment.settings();
    this.request = request;
    this.dataDate = request.dataDate();
    this.tables = new OutputTables(session, settings.warehouse());
    this.published = new PublishedDays(tables);
    this.stages = new StageLog(session);
    this.log = new EventLog(session, settings);
    this.ledger = ledger;
    this.day = day;
    this.gate = new QualityGate(settings.quality().maxRejectedShare(), request.acceptance());
    this.forgotten = forgotten;
    this.own = DayRange.of(dataDate);
    this.digest = new DigestRun(session, deployment, ledger, gate);
    this.warnings = warnings;
  }

  /**
   * Opens the user tables, and makes sure that all is there that the day needs.
   *
   * @param plan what is measured of the digest
   * @throws io.dailysegments.core.problem.InputException if not
   */
  UserTables open(MetricPlan plan) {
    tables
        .claims()
        .awaitOthers(
            Claims.Kind.LOG_DATE,
            settings.events().retained(dataDate),
            other -> stages.warn("waiting for " + other + ", which folds log dates needed here"));
    if (!hasLog() && !ledger.days().containsKey(dataDate)) {
      throw log.missing(dataDate);
    }
    new LabelSchema(tables).requireCompatible(deployment.catalog());
    UserTables users = day.open(request.staleDays(), recorded());
    List<LocalDate> foldedFirst = hasLog() ? digest.wanted(own, Again.CHANGED) : List.of();
    warnings.add(
        new DigestCheck(ledger, settings, log).check(plan, dataDate, request.gaps(), foldedFirst));
    warnings.add(users.warnings());
    return users;
  }

  /**
   * Folds the log date of the day into the digest, unless the same is there.
   *
   * @throws io.dailysegments.core.problem.InputException if the gate holds it
   */
  void digest(UserTables users) {
    if (hasLog()) {
      digest.digest(own, Again.CHANGED);
      warnings.addSaid(digest.warnings());
    } else {
      String gone = "the log partition dt=%s is gone; what the digest holds of it was used";
      warnings.add(List.of(gone.formatted(dataDate)));
    }
    warnings.add(InputDifferences.of(recorded(), day.versions(users)));
  }

  /** What the published run of the day read, by input. */
  private SortedMap<String, String> recorded() {
    if (recorded.isEmpty()) {
      recorded =
          Optional.of(published.find(dataDate).map(PublishedDay::inputs).orElseGet(TreeMap::new));
    }
    return recorded.get();
  }

  private boolean hasLog() {
    return log.days(own).contains(dataDate);
  }

  /**
   * Checks the rows of the user tables, and quarantines those that are refused.
   *
   * @return how many rows each table has, but for the users themselves
   * @throws io.dailysegments.core.problem.InputException if the gate holds one
   */
  Map<InputName, Long> check(UserTables users) {
    List<InputCounts> counts =
        stages.stage(
            dataDate + ": check user tables",
            () -> checked(users),
            found -> found.stream().mapToLong(InputCounts::rows).sum() + " rows");
    Map<InputName, Long> rows = new EnumMap<>(InputName.class);
    counts.stream()
        .filter(input -> input.name() != InputName.USERS) // has a check of its own
        .forEach(input -> rows.put(input.name(), input.rows()));
    return rows;
  }

  private List<InputCounts> checked(UserTables users) {
    List<InputCounts> counts = users.counts();
    List<InputName> refused =
        counts.stream().filter(input -> !input.refused().isEmpty()).map(InputCounts::name).toList();
    new Quarantine(tables).replaceUserTables(dataDate, users.refused(dataDate, refused));
    forgotten.requireSame(OutputTable.QUARANTINE);
    for (InputCounts input : counts) {
      gate.admits("input " + input.name().key(), input.rows(), input.refused());
      warnings.add(input.warnings());
    }
    gate.throwIfAnyFailed(dataDate);
    return counts;
  }

  /** What the gate found of the log date and the user tables. */
  CheckResult result() {
    return gate.result();
  }
}
