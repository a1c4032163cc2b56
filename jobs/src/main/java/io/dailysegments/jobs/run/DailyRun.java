package io.dailysegments.jobs.run;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.input.InputName;
import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.rule.SegmentCompiler;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.session.DataSize;
import io.dailysegments.jobs.session.DataSize.Width;
import io.dailysegments.jobs.stage.DeriveLabels;
import io.dailysegments.jobs.stage.LabelSql;
import io.dailysegments.jobs.stage.MeasureActivity;
import io.dailysegments.jobs.stage.MeasureUsers;
import io.dailysegments.jobs.stage.ResolveSources;
import io.dailysegments.jobs.table.EventLog;
import io.dailysegments.jobs.table.InputTables;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** The daily run: from the raw tables of a data date to its published labels and segments. */
public final class DailyRun {

  private final SparkSession session;
  private final Deployment deployment;
  private final Settings settings;
  private final Request request;
  private final LocalDate dataDate;
  private final OutputTables tables;
  private final PublishedDays published;
  private final StageLog stages;
  private final EventLog log;
  private final DigestLedger ledger;
  private final List<String> warnings = new ArrayList<>();

  public DailyRun(SparkSession session, Deployment deployment, Request request) {
    this.session = session;
    this.deployment = deployment;
    this.settings = deployment.settings();
    this.request = request;
    this.dataDate = request.dataDate();
    this.tables = new OutputTables(session, settings.warehouse());
    this.published = new PublishedDays(session, tables);
    this.stages = new StageLog(session);
    this.log = new EventLog(session, settings);
    this.ledger = new DigestLedger(session, tables);
  }

  /** What to do about log dates that the input has and the digest lacks. */
  public enum Gaps {
    REFUSE,
    ALLOW
  }

  /**
   * What is asked for.
   *
   * @param staleDays how many days older than the data date a user table's snapshot may be
   * @param runId names the rows that this run writes
   * @param engineVersion version and commit of this program
   * @param clock tells when the run has finished; nothing else depends on it
   */
  public record Request(
      LocalDate dataDate,
      int staleDays,
      Gaps gaps,
      String runId,
      String engineVersion,
      Clock clock) {}

  /**
   * Whether the day is published and was made of the same inputs, definitions and settings.
   *
   * @throws io.dailysegments.core.problem.InputException if input data is missing
   */
  public boolean isUpToDate() {
    Optional<PublishedDay> before = published.find(dataDate);
    if (before.isEmpty() || !log.days(DayRange.of(dataDate)).contains(dataDate)) {
      return false;
    }
    SortedMap<String, String> inputs = open(before).versions();
    inputs.put(InputName.APP_EVENTS.key(), log.version(dataDate));
    return before.get().inputs().equals(inputs)
        && before.get().hashes().equals(WriteDay.hashes(deployment, compile()));
  }

  /**
   * Computes and publishes the day.
   *
   * @throws io.dailysegments.core.problem.InputException if input data is missing or refused; then
   *     nothing is published
   */
  public PublishedDay run() {
    warnings.addAll(deployment.warnings());
    List<CompiledSegment> segments = compile();
    segments.forEach(segment -> warn(segment.warnings().stream().map(Problem::toString).toList()));
    MetricPlan plan = metrics(segments);
    UserTables users =
        stages.stage(dataDate + ": look at inputs", () -> checkBefore(plan), any -> "all there");
    digest();
    List<Dataset<Row>> read = users.rows();
    read.add(new Digest(ledger, tables).rows(dataDate));
    new DataSize(session).fit(read, Width.WIDE);
    checkUserTables(users);
    Dataset<Row> measured =
        stages
            .stage(dataDate + ": plan", () -> measure(users, plan, segments), any -> "planned")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return publish(users, measured, segments);
    } finally {
      measured.unpersist();
    }
  }

  private List<CompiledSegment> compile() {
    return SegmentCompiler.compile(
        deployment.segments(), deployment.catalog(), settings.zone(), dataDate);
  }

  private UserTables open(Optional<PublishedDay> before) {
    return UserTables.open(
        new InputTables(session, settings),
        dataDate,
        request.staleDays(),
        before.map(PublishedDay::inputs).orElseGet(TreeMap::new));
  }

  private MetricPlan metrics(List<CompiledSegment> segments) {
    List<Metric> metrics = new ArrayList<>();
    deployment.catalog().labels().forEach(label -> metrics.addAll(label.metrics().values()));
    segments.forEach(segment -> metrics.addAll(segment.metrics()));
    return MetricPlan.of(metrics, deployment.catalog().events(), dataDate);
  }

  /** Everything that can stop the run before anything is written. */
  private UserTables checkBefore(MetricPlan plan) {
    if (log.days(DayRange.of(dataDate)).isEmpty()) {
      throw log.missing(dataDate);
    }
    new LabelSchema(tables).requireCompatible(deployment.catalog());
    UserTables users = open(published.find(dataDate));
    warn(new DigestCheck(ledger, settings, log).check(plan, dataDate, request.gaps()));
    warn(users.warnings());
    return users;
  }

  private void digest() {
    DigestRun digest = new DigestRun(session, deployment, ledger);
    digest.digest(DayRange.of(dataDate), DigestRun.Again.CHANGED);
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
          requireQuality(counts);
          return counts.stream().mapToLong(InputCounts::rows).sum();
        },
        rows -> rows + " rows");
  }

  private void requireQuality(List<InputCounts> counts) {
    QualityGate gate = new QualityGate(settings.quality().maxRejectedShare());
    for (InputCounts input : counts) {
      gate.admits("input " + input.name().key(), input.rows(), input.refused());
      warn(input.warnings());
    }
    gate.throwIfAnyFailed();
  }

  private Dataset<Row> measure(UserTables users, MetricPlan plan, List<CompiledSegment> segments) {
    LabelSql sql = new LabelSql(settings.zone(), dataDate);
    Map<String, Dataset<Row>> relations =
        new HashMap<>(users.visible(settings.zone().endOf(dataDate)));
    relations.put("countries", Countries.relation(session, deployment.countries()));
    Map<String, Dataset<Row>> sources =
        new ResolveSources(deployment.catalog().sources(), sql).resolve(relations);
    DayRange retained = DayRange.last(settings.events().retentionDays(), dataDate);
    Dataset<Row> digest = new Digest(ledger, tables).rows(dataDate);
    Dataset<Row> metrics = MeasureActivity.measure(digest, plan, retained);
    Dataset<Row> measured =
        new MeasureUsers(deployment.catalog().labels(), sql)
            .measure(relations.get(InputName.USERS.key()), metrics, plan, sources);
    return ListedUsers.relation(session, segments)
        .map(listed -> measured.join(listed, MeasureUsers.usingUser(), "left_outer"))
        .orElse(measured);
  }

  /**
   * Measured users are kept until all is written: labels, rankings and segments are all made of
   * them.
   */
  private PublishedDay publish(
      UserTables users, Dataset<Row> measured, List<CompiledSegment> segments) {
    LabelSql sql = new LabelSql(settings.zone(), dataDate);
    Dataset<Row> labels = new DeriveLabels(deployment.catalog().labels(), sql).derive(measured);
    WriteDay write = new WriteDay(session, deployment, tables, request);
    stages.stage(
        dataDate + ": derive labels",
        () -> {
          write.labels(labels);
          return "written";
        },
        result -> result);
    SortedMap<String, Long> rows =
        stages.stage(
            dataDate + ": assign and count members",
            () -> write.segments(labels, segments, published.find(dataDate.minusDays(1))),
            SortedMap::toString);
    UnknownUsers.count(measured).ifPresent(warning -> warn(List.of(warning)));
    PublishedDay day =
        stages.stage(
            dataDate + ": publish",
            () -> write.publish(segments, inputs(users), rows, warnings),
            PublishedDay::runId);
    published
        .find(dataDate.plusDays(1))
        .ifPresent(next -> new Changes(session, tables).compareAgain(next, day));
    return day;
  }

  private SortedMap<String, String> inputs(UserTables users) {
    SortedMap<String, String> versions = users.versions();
    versions.put(InputName.APP_EVENTS.key(), ledger.days().get(dataDate).source());
    return versions;
  }

  private void warn(List<String> messages) {
    warnings.addAll(messages);
    messages.forEach(stages::warn);
  }

  /** The names of the tables that a run writes, for messages. */
  public List<String> places() {
    return List.of(
            OutputTable.USER_LABELS, OutputTable.SEGMENT_MEMBERSHIP, OutputTable.SEGMENT_COUNTS)
        .stream()
        .map(tables::place)
        .toList();
  }
}
