package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.block.BlockPlan;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.input.InputName;
import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.jobs.rows.KeptRows;
import io.dailysegments.jobs.run.ActivityHistory.Source;
import io.dailysegments.jobs.run.DailyRun.Request;
import io.dailysegments.jobs.run.DayGates.SizeBefore;
import io.dailysegments.jobs.session.DataSize;
import io.dailysegments.jobs.stage.RollHistory;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.ArrayList;
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
  private final Runnable begin;
  private final StageLog stages;
  private final Warnings warnings;
  private final DigestLedger ledger;
  private final DayComputation day;
  private final ForgottenUsers forgotten;
  private final DayInputs inputs;
  private final ActivityHistory history;

  /**
   * @param begin completes what stopped runs left, and says that the day is computed, before
   *     anything is written of it
   */
  ComputeDay(SparkSession session, Deployment deployment, Request request, Runnable begin) {
    this.session = session;
    this.deployment = deployment;
    this.settings = deployment.settings();
    this.request = request;
    this.dataDate = request.dataDate();
    this.tables = new OutputTables(session, settings.warehouse());
    this.published = new PublishedDays(tables);
    this.begin = begin;
    this.stages = new StageLog(session);
    this.warnings = new Warnings(stages);
    this.ledger = new DigestLedger(tables);
    this.day = new DayComputation(session, deployment, tables, ledger, dataDate);
    this.forgotten = new ForgottenUsers(tables);
    this.inputs = new DayInputs(session, deployment, request, ledger, day, forgotten, warnings);
    this.history = new ActivityHistory(tables, ledger, settings.events(), forgotten);
  }

  /** The segments of the day, and how their members are found. */
  private record Plan(List<CompiledSegment> segments, BlockPlan blocks) {}

  /** What was counted of the rows written. */
  private record Counts(LabelCounts labels, List<SegmentCount> segments) {}

  /**
   * @throws io.dailysegments.core.problem.InputException if input data is missing or refused
   */
  Computed compute() {
    new DataSize(session).expectLittle();
    Plan plan = plan();
    UserTables users = begin(day.metrics(plan.segments()));
    inputs.digest(users);
    Source activity = history.source(dataDate);
    day.fit(users, activity.bytes());
    try (Aside<KeptRows> measuring =
        Aside.start(session, () -> keptUsers(users, activity, plan), KeptRows::close)) {
      Map<InputName, Long> tableRows = inputs.check(users);
      try (KeptRows kept = measuring.result()) {
        Computed computed = write(users, kept.rows(), plan, tableRows);
        keep(activity, kept.rows());
        return computed;
      }
    }
  }

  private Plan plan() {
    warnings.addSaid(deployment.warnings().stream().map(Problem::toString).toList());
    List<CompiledSegment> segments = day.compile();
    segments.forEach(
        segment -> warnings.add(segment.warnings().stream().map(Problem::toString).toList()));
    return new Plan(segments, day.blocks(segments));
  }

  /** Says that the day is computed, and meanwhile looks at what it is computed of. */
  private UserTables begin(MetricPlan plan) {
    try (Aside<Void> begun = Aside.toItsEnd(session, begin)) {
      UserTables users =
          stages.stage(dataDate + ": look at inputs", () -> inputs.open(plan), any -> "all there");
      begun.result();
      return users;
    }
  }

  /** Labels and segments are all made of them. */
  private KeptRows keptUsers(UserTables users, Source activity, Plan plan) {
    return stages.stage(
        dataDate + ": measure users",
        () -> KeptRows.of(measure(users, activity, plan.blocks().metrics())),
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

  private Computed write(
      UserTables users, Dataset<Row> measured, Plan plan, Map<InputName, Long> tableRows) {
    List<PublishedDay> earlier = baseline();
    Optional<PublishedDay> before = dayBefore(earlier);
    // Before this day's counts are written: Delta looks through a table anew after each commit.
    Map<String, SizeBefore> sizes = earlier.isEmpty() ? Map.of() : published.sizes(earlier.get(0));
    Counts counts = write(measured, plan, before);
    UnknownUsers unknown = UnknownUsers.of(measured);
    warnings.add(unknown.warning().stream().toList());
    SortedMap<String, Double> measures =
        DayGates.measures(
            counts.labels(), ledger.days().get(dataDate).rowsKept(), unknown, tableRows);
    SortedMap<String, Long> rows = WriteDay.rowCounts(counts.labels(), counts.segments());
    PublishedDay row = row(inputs(users, before), day.hashes(plan.segments()), rows, measures);
    forgotten.requireSame();
    ledger.requireUnchanged(settings.events().retained(dataDate));
    List<CheckResult> checks = new ArrayList<>(List.of(inputs.result()));
    checks.addAll(
        new DayGates(settings.quality(), earlier)
            .check(measures, row.hashes().get("catalog"), counts.segments(), sizes));
    return new Computed(row, checks);
  }

  private Counts write(Dataset<Row> measured, Plan plan, Optional<PublishedDay> before) {
    WriteDay write = new WriteDay(session, tables, dataDate, request.runId());
    try (KeptRows labels = keptLabels(measured)) {
      LabelCounts ofLabels = writeLabels(write, labels.rows(), plan);
      List<SegmentCount> ofSegments = writeMembers(write, labels.rows(), plan, ofLabels, before);
      write.counts(ofSegments);
      return new Counts(ofLabels, ofSegments);
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

  private LabelCounts writeLabels(WriteDay write, Dataset<Row> labels, Plan plan) {
    List<LabelDefinition> definitions = deployment.catalog().labels();
    return stages.stage(
        dataDate + ": write labels",
        () -> LabelCounts.of(write.labels(labels, definitions), definitions, plan.segments()),
        counts -> counts.accounts() + " accounts");
  }

  private List<SegmentCount> writeMembers(
      WriteDay write,
      Dataset<Row> labels,
      Plan plan,
      LabelCounts ofLabels,
      Optional<PublishedDay> before) {
    return stages.stage(
        dataDate + ": assign and count members",
        () ->
            new Changes(tables)
                .count(
                    write.members(labels, plan.blocks().program()),
                    plan.segments(),
                    ofLabels,
                    before),
        found -> found.stream().mapToLong(SegmentCount::members).sum() + " members");
  }

  private SortedMap<String, String> inputs(UserTables users, Optional<PublishedDay> before) {
    SortedMap<String, String> versions = day.versions(users);
    versions.put(Neighbours.DAY_BEFORE, before.map(Neighbours::name).orElse(Neighbours.NONE));
    return versions;
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
        warnings.all(),
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
}
