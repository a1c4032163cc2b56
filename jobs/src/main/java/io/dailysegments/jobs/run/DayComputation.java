package io.dailysegments.jobs.run;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.block.BlockPlan;
import io.dailysegments.core.input.InputName;
import io.dailysegments.core.metric.MetricPlan;
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
import io.dailysegments.jobs.table.InputTables;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a day is computed of: its inputs, and the plans made of them. Writes nothing. */
final class DayComputation {

  /** The key of the digest among a day's inputs. */
  static final String DIGEST = "activity_digest";

  private final SparkSession session;
  private final Deployment deployment;
  private final Settings settings;
  private final OutputTables tables;
  private final DigestLedger ledger;
  private final LocalDate dataDate;
  private boolean isFitted;

  DayComputation(
      SparkSession session,
      Deployment deployment,
      OutputTables tables,
      DigestLedger ledger,
      LocalDate dataDate) {
    this.session = session;
    this.deployment = deployment;
    this.settings = deployment.settings();
    this.tables = tables;
    this.ledger = ledger;
    this.dataDate = dataDate;
  }

  List<CompiledSegment> compile() {
    return SegmentCompiler.compile(
        deployment.segments(), deployment.catalog(), settings.zone(), dataDate);
  }

  /** How the members of some segments are found. */
  BlockPlan blocks(List<CompiledSegment> segments) {
    List<String> ids = segments.stream().map(CompiledSegment::id).toList();
    return BlockPlan.of(deployment.segments(), ids, settings.zone(), dataDate);
  }

  /**
   * The user tables of the day.
   *
   * @param recorded what an earlier run of the day read, by input
   */
  UserTables open(int staleDays, Map<String, String> recorded) {
    return UserTables.open(
        new InputTables(session, settings),
        dataDate,
        staleDays,
        recorded,
        new ForgottenUsers(tables));
  }

  /** Every metric that a label or one of some segments reads. */
  MetricPlan metrics(List<CompiledSegment> segments) {
    List<Metric> metrics = new ArrayList<>();
    deployment.catalog().labels().forEach(label -> metrics.addAll(label.metrics().values()));
    segments.forEach(segment -> metrics.addAll(segment.metrics()));
    return MetricPlan.of(metrics, deployment.catalog().events(), dataDate);
  }

  /** What was read of each input, once the log date is in the digest. */
  SortedMap<String, String> versions(UserTables users) {
    SortedMap<String, String> versions = users.versions();
    versions.put(InputName.APP_EVENTS.key(), ledger.days().get(dataDate).source());
    versions.put(DIGEST, ledger.version(retained()));
    return versions;
  }

  private DayRange retained() {
    return settings.events().retained(dataDate);
  }

  /**
   * Sets what Spark should know of the size of what is read.
   *
   * @param bytes the size of what is read beside the user tables
   */
  void fit(UserTables users, long bytes) {
    isFitted = new DataSize(session).fit(users.rows(), bytes, Width.WIDE);
  }

  /** The readable rows of the digest. */
  Dataset<Row> digest() {
    return new Digest(ledger, tables).rows(dataDate);
  }

  /** Their size. */
  long digestBytes() {
    return new Digest(ledger, tables).bytes(dataDate);
  }

  /** Every metric, made of the rows of the digest. */
  Dataset<Row> activity(Dataset<Row> digest, MetricPlan plan) {
    return MeasureActivity.measure(digest, plan, retained());
  }

  /**
   * Every user with all that labels and segments are made of.
   *
   * @param activity every metric by user
   */
  Dataset<Row> measure(UserTables users, Dataset<Row> activity, MetricPlan plan) {
    LabelSql sql = new LabelSql(settings.zone(), dataDate);
    Map<String, Dataset<Row>> relations =
        new HashMap<>(users.visible(settings.zone().endOf(dataDate)));
    relations.put("countries", Countries.relation(session, deployment.countries()));
    Map<String, Dataset<Row>> sources =
        new ResolveSources(deployment.catalog().sources(), sql).resolve(relations);
    return new MeasureUsers(deployment.catalog().labels(), sql, isFitted)
        .measure(relations.get(InputName.USERS.key()), activity, plan, sources);
  }

  /** The accounts among measured users with their labels, and all that segments read. */
  Dataset<Row> labels(Dataset<Row> measured) {
    LabelSql sql = new LabelSql(settings.zone(), dataDate);
    return new DeriveLabels(deployment.catalog().labels(), sql).derive(measured);
  }

  /** Hashes of all that the deployment declares and a result depends on. */
  SortedMap<String, String> hashes(List<CompiledSegment> segments) {
    SortedMap<String, String> definitions = new TreeMap<>();
    segments.forEach(segment -> definitions.put(segment.id(), segment.definitionHash()));
    SortedMap<String, String> hashes = new TreeMap<>();
    hashes.put("catalog", deployment.catalog().fingerprint());
    hashes.put("settings", settings.fingerprint());
    hashes.put("definitions", DefinitionsHash.of(definitions));
    return hashes;
  }
}
