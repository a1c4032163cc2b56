package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.block.BlockPlan;
import io.dailysegments.core.block.BlockProgram;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.input.InputName;
import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.rows.KeptRows;
import io.dailysegments.jobs.run.ActivityHistory.Source;
import io.dailysegments.jobs.run.DailyRun.Request;
import io.dailysegments.jobs.run.DayGates.SizeBefore;
import io.dailysegments.jobs.run.DigestRun.Again;
import io.dailysegments.jobs.stage.RollHistory;
import io.dailysegments.jobs.table.Claims;
import io.dailysegments.jobs.table.EventLog;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Computes a day and writes its rows, which nobody can read yet. */
final class ComputeDay {

  private final SparkSession session;
  private final Deployment deployment;
  private final Settings settings;
  private final Request request;
  private final LocalDate dataDate;
  private final OutputTables tables;
  private final PublishedDays published;
  private final Attempts attempts;
  private final StageLog stages;
  private final EventLog log;
  private final DigestLedger ledger;
  private final DayComputation day;
  private final QualityGate gate;
  private final ForgottenUsers forgotten;
  private final ActivityHistory history;
  private final DayRange own;
  private final DigestRun digest;
  private final List<String> warnings = new ArrayList<>();
  private final Map<InputName, Long> tableRows = new EnumMap<>(InputName.class);
  private Optional<SortedMap<String, String>> recorded = Optional.empty();

  ComputeDay(SparkSession session, Deployment deployment, Request request, Attempts attempts) {
    this.session = session;
    this.deployment = deployment;
    this.settings = deployment.settings();
    this.request = request;
    this.dataDate = request.dataDate();
    this.tables = new OutputTables(session, settings.warehouse());
    this.published = new PublishedDays(session, tables);
    this.attempts = attempts;
    this.stages = new StageLog(session);
    this.log = new EventLog(session, settings);
    this.ledger = new DigestLedger(session, tables);
    this.day = new DayComputation(session, deployment, tables, ledger, dataDate);
    this.gate = new QualityGate(settings.quality().maxRejectedShare(), request.acceptance());
    this.forgotten = new ForgottenUsers(tables);
    this.history = new ActivityHistory(tables, ledger, settings.events(), forgotten);
    this.own = DayRange.of(dataDate);
    this.digest = new DigestRun(session, deployment, ledger, gate);
  }

  /**
   * @throws io.dailysegments.core.problem.InputException if input data is missing or refused
   */
  Computed compute() {
    deployment.warnings().forEach(warning -> warnings.add(warning.toString()));
    List<CompiledSegment> segments = day.compile();
    segments.forEach(segment -> warn(segment.warnings().stream().map(Problem::toString).toList()));
    BlockPlan blocks = day.blocks(segments);
    if (attempts.begin()) {
      published.dropUnreadable(dataDate);
    }
    UserTables users =
        stages.stage(
            dataDate + ": look at inputs",
            () -> checkBefore(day.metrics(segments)),
            any -> "all there");
    digest();
    warn(InputDifferences.of(recorded(), day.versions(users)));
    Source activity = history.source(dataDate);
    day.fit(users, activity.bytes());
    checkUserTables(users);
    try (KeptRows kept = keptUsers(users, activity, blocks.metrics())) {
      Computed computed = write(users, kept.rows(), segments, blocks.program());
      keep(activity, kept.rows());
      return computed;
    }
  }

  /** Labels and segments are all made of them. */
  private KeptRows keptUsers(UserTables users, Source activity, List<Metric> ofSegments) {
    return stages.stage(
        dataDate + ": measure users",
        () -> KeptRows.of(measure(users, activity, ofSegments)),
        any -> activity.before().isPresent() ? "rolled forward" : "from the digest");
  }

  /** All that segments read is one column, however many they are. */
  private Dataset<Row> measure(UserTables users, Source activity, List<Metric> ofSegments) {
    MetricPlan ofLabels = day.metrics(List.of());
    Dataset<Row> metrics =
        history.measure(activity, ofLabels, ofSegments, deployment.catalog().events());
    return day.measure(users, metrics, ofLabels);
  }

  private void keep(Source activity, Dataset<Row> measured) {
    if (activity.isKept()) {
      stages.stage(
          dataDate + ": keep histories",
          () -> history.keep(activity, measured),
          kept -> kept ? "kept" : "those that are there are the same");
    }
  }

  /** Everything that can stop the run before anything is written. */
  private UserTables checkBefore(MetricPlan plan) {
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
    warn(new DigestCheck(ledger, settings, log).check(plan, dataDate, request.gaps(), foldedFirst));
    warn(users.warnings());
    return users;
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

  private void digest() {
    if (!hasLog()) {
      String gone = "the log partition dt=%s is gone; what the digest holds of it was used";
      warn(List.of(gone.formatted(dataDate)));
      return;
    }
    digest.digest(own, Again.CHANGED);
    warnings.addAll(digest.warnings());
  }

  private void checkUserTables(UserTables users) {
    stages.stage(
        dataDate + ": check user tables",
        () -> {
          List<InputCounts> counts = users.counts();
          List<InputName> refused =
              counts.stream()
                  .filter(input -> !input.refused().isEmpty())
                  .map(InputCounts::name)
                  .toList();
          new Quarantine(tables).replaceUserTables(dataDate, users.refused(dataDate, refused));
          forgotten.requireSame(OutputTable.QUARANTINE);
          requireQuality(counts);
          counts.stream()
              .filter(input -> input.name() != InputName.USERS) // has a check of its own
              .forEach(input -> tableRows.put(input.name(), input.rows()));
          return counts.stream().mapToLong(InputCounts::rows).sum();
        },
        rows -> rows + " rows");
  }

  private void requireQuality(List<InputCounts> counts) {
    for (InputCounts input : counts) {
      gate.admits("input " + input.name().key(), input.rows(), input.refused());
      warn(input.warnings());
    }
    gate.throwIfAnyFailed(dataDate);
  }

  private Computed write(
      UserTables users,
      Dataset<Row> measured,
      List<CompiledSegment> segments,
      BlockProgram blocks) {
    try (KeptRows labels = keptLabels(measured)) {
      return write(users, UnknownUsers.of(measured), labels.rows(), segments, blocks);
    }
  }

  /** They are written, and then evaluated: that needs no column of what they were made of. */
  private KeptRows keptLabels(Dataset<Row> measured) {
    List<Column> columns = new ArrayList<>(List.of(col("user_id"), col(RollHistory.METRICS)));
    deployment.catalog().labels().forEach(label -> columns.add(col(label.name())));
    return stages.stage(
        dataDate + ": derive labels",
        () -> KeptRows.of(day.labels(measured).select(columns.toArray(Column[]::new))),
        any -> deployment.catalog().labels().size() + " labels");
  }

  private Computed write(
      UserTables users,
      UnknownUsers unknown,
      Dataset<Row> labels,
      List<CompiledSegment> segments,
      BlockProgram blocks) {
    List<LabelDefinition> definitions = deployment.catalog().labels();
    WriteDay write = new WriteDay(session, tables, dataDate, request.runId());
    LabelCounts labelCounts =
        stages.stage(
            dataDate + ": write labels",
            () -> LabelCounts.of(write.labels(labels, definitions), definitions, segments),
            counts -> counts.accounts() + " accounts");
    List<PublishedDay> earlier = baseline();
    Optional<PublishedDay> before = dayBefore(earlier);
    // Before this day's counts are written: Delta looks through a table anew after each commit.
    Map<String, SizeBefore> sizes = earlier.isEmpty() ? Map.of() : published.sizes(earlier.get(0));
    List<SegmentCount> counts =
        stages.stage(
            dataDate + ": assign and count members",
            () ->
                new Changes(session, tables)
                    .count(write.members(labels, blocks), segments, labelCounts, before),
            found -> found.stream().mapToLong(SegmentCount::members).sum() + " members");
    write.counts(counts);
    warn(unknown.warning().stream().toList());
    SortedMap<String, Double> measures =
        DayGates.measures(labelCounts, ledger.days().get(dataDate).rowsKept(), unknown, tableRows);
    SortedMap<String, Long> rows = WriteDay.rowCounts(labelCounts, counts);
    PublishedDay row = row(inputs(users, before), day.hashes(segments), rows, measures);
    forgotten.requireSame();
    ledger.requireUnchanged(settings.events().retained(dataDate));
    List<CheckResult> checks = new ArrayList<>(List.of(gate.result()));
    checks.addAll(
        new DayGates(settings.quality(), earlier)
            .check(measures, row.hashes().get("catalog"), counts, sizes));
    return new Computed(row, checks);
  }

  private SortedMap<String, String> inputs(UserTables users, Optional<PublishedDay> before) {
    SortedMap<String, String> inputs = day.versions(users);
    inputs.put(Publication.DAY_BEFORE, Publication.name(before));
    return inputs;
  }

  private PublishedDay row(
      SortedMap<String, String> inputs,
      SortedMap<String, String> hashes,
      SortedMap<String, Long> rows,
      SortedMap<String, Double> measures) {
    return new PublishedDay(
        dataDate,
        request.runId(),
        List.of(request.runId()),
        request.clock().instant(),
        inputs,
        tables.versions(),
        hashes,
        request.engineVersion(),
        rows,
        warnings,
        Semantics.VERSION,
        new TreeMap<>(),
        measures,
        List.of(),
        0);
  }

  /** The published days that this one is compared with, newest first. */
  private List<PublishedDay> baseline() {
    int days = settings.quality().baselineDays();
    return published.before(dataDate, days).stream()
        .filter(day -> !day.dataDate().isBefore(dataDate.minusDays(days)))
        .toList();
  }

  private Optional<PublishedDay> dayBefore(List<PublishedDay> earlier) {
    return earlier.stream()
        .filter(day -> day.dataDate().equals(dataDate.minusDays(1)))
        .filter(PublishedDay::isWhole)
        .findFirst();
  }

  private void warn(List<String> messages) {
    warnings.addAll(messages);
    messages.forEach(stages::warn);
  }
}
