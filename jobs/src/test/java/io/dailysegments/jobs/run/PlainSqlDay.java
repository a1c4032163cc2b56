package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.settings.SettingsLoader;
import io.dailysegments.jobs.session.DataSize;
import io.dailysegments.jobs.session.DataSize.Width;
import io.dailysegments.jobs.stage.CheckEvents;
import io.dailysegments.jobs.stage.CheckRows;
import io.dailysegments.jobs.stage.DigestActivity;
import io.dailysegments.jobs.stage.MeasureActivity;
import io.dailysegments.jobs.stage.MeasureUsers;
import io.dailysegments.jobs.table.EventLog;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A published day computed again in plain Spark SQL, which the program must agree with to the last
 * row: each metric by a conditional aggregate over the digest, members by the filter of each
 * segment that {@code explain} shows, counts by joins of members. No history, block, bit or kept
 * row takes part. For a day that was just published and not with an older snapshot: inputs, digest,
 * definitions and the day before are those of now. Checks of rows, folding, the SQL of labels and
 * of metrics, and the compiler of rules are the program's own.
 */
public final class PlainSqlDay {

  /** In one query; each brings conditional aggregates of its own. */
  private static final int SEGMENTS_AT_ONCE = 50;

  private static final StructType POPULATIONS =
      new StructType()
          .add("segment_id", DataTypes.StringType, false)
          .add("population", DataTypes.LongType, false);

  private final SparkSession session;
  private final Deployment deployment;
  private final OutputTables tables;
  private final PublishedDays published;
  private final PublishedDay day;
  private final DayComputation computation;
  private final List<CompiledSegment> segments;
  private final UserTables users;

  private PlainSqlDay(SparkSession session, Deployment deployment, LocalDate date) {
    this.session = session;
    this.deployment = deployment;
    this.tables = new OutputTables(session, deployment.settings().warehouse());
    this.published = new PublishedDays(tables);
    this.day = published.find(date).orElseThrow();
    this.computation =
        new DayComputation(session, deployment, tables, new DigestLedger(tables), date);
    this.segments = computation.compile();
    this.users = computation.open(0, day.inputs());
  }

  /**
   * A day that is published.
   *
   * @param settings the file; all folders that it names are on the local disk
   */
  public static PlainSqlDay of(SparkSession session, Path settings, LocalDate date) {
    Settings read = SettingsLoader.load(settings);
    Path catalog = Path.of(read.catalog());
    Path segments = Path.of(read.segments());
    Path lists = Path.of(read.lists());
    Deployment deployment = Deployment.load(read, catalog, segments, lists, Optional.empty());
    return new PlainSqlDay(session, deployment, date);
  }

  /** The rows of the day's log date as they are in the digest, made of the log once more. */
  public Dataset<Row> digest() {
    LocalDate date = day.dataDate();
    Settings settings = deployment.settings();
    SortedSet<LocalDate> read = new DigestRun(session, deployment).rules().daysBefore(date);
    read.add(date);
    Dataset<Row> events =
        new ForgottenUsers(tables).without(new EventLog(session, settings).read(read));
    new DataSize(session).fit(List.of(events), 0, Width.NARROW);
    Dataset<Row> used =
        new CheckEvents(settings.zone(), settings.events())
            .check(events)
            .filter(col("log_date").equalTo(lit(date)).and(col(CheckRows.REASON).isNull()));
    return new DigestActivity(deployment.catalog().events()).digest(used);
  }

  /** The accounts: {@code user_id} and every label. */
  public Dataset<Row> labels() {
    fit();
    MetricPlan plan = computation.metrics(List.of());
    Dataset<Row> activity = computation.activity(computation.digest(), plan);
    Dataset<Row> derived = computation.labels(computation.measure(users, activity, plan));
    List<LabelDefinition> labels = deployment.catalog().labels();
    return derived.select(
        "user_id", labels.stream().map(LabelDefinition::name).toArray(String[]::new));
  }

  /** As many tasks as a night has; users are joined by sorting, as Spark does by itself. */
  private void fit() {
    new DataSize(session).fit(users.rows(), computation.digestBytes(), Width.WIDE);
  }

  /**
   * The members of every segment, some segments in each query.
   *
   * @param labels as {@link #labels} gives them
   * @return rows of {@code segment_id}, {@code user_id}
   */
  public List<Dataset<Row>> members(Dataset<Row> labels) {
    fit();
    List<Dataset<Row>> members = new ArrayList<>();
    for (int from = 0; from < segments.size(); from += SEGMENTS_AT_ONCE) {
      List<CompiledSegment> some =
          segments.subList(from, Math.min(segments.size(), from + SEGMENTS_AT_ONCE));
      members.add(filtered(measured(labels, some), some));
    }
    return members;
  }

  private Dataset<Row> measured(Dataset<Row> labels, List<CompiledSegment> some) {
    List<Metric> metrics = new ArrayList<>();
    some.forEach(segment -> metrics.addAll(segment.metrics()));
    MetricPlan plan = MetricPlan.of(metrics, deployment.catalog().events(), day.dataDate());
    Dataset<Row> activity =
        computation.activity(computation.digest(), plan).drop(MeasureActivity.EVENTS_ARRIVED);
    Dataset<Row> measured =
        MeasureUsers.withDefaults(
            labels.join(activity, MeasureUsers.usingUser(), "left_outer"), plan);
    return ListedUsers.relation(session, some)
        .map(listed -> measured.join(listed, MeasureUsers.usingUser(), "left_outer"))
        .orElse(measured);
  }

  /**
   * The users who satisfy the filters of segments.
   *
   * @param users the accounts with all that the filters read
   * @return rows of {@code segment_id}, {@code user_id}
   */
  public static Dataset<Row> filtered(Dataset<Row> users, List<CompiledSegment> segments) {
    Column[] memberships =
        segments.stream()
            .map(segment -> when(expr(segment.filterSql()), lit(segment.id())))
            .toArray(Column[]::new);
    Column none = array().cast("array<string>");
    Column ids = segments.isEmpty() ? none : array_compact(array(memberships));
    return users.select(explode(ids).as("segment_id"), col("user_id"));
  }

  /**
   * The counts of every segment.
   *
   * @return rows of {@code segment_id}, {@code members}, {@code entered}, {@code exited}, which are
   *     null for a segment that the day before does not have, and {@code population}
   */
  public Dataset<Row> counts(Dataset<Row> labels, Dataset<Row> members) {
    Column isNow = coalesce(col("now"), lit(false));
    Column wasBefore = coalesce(col("before"), lit(false));
    Dataset<Row> changes =
        members
            .withColumn("now", lit(true))
            .join(
                before(OutputTable.SEGMENT_MEMBERSHIP, "user_id"),
                new String[] {"segment_id", "user_id"},
                "full_outer")
            .groupBy("segment_id")
            .agg(
                count("now").as("members"),
                count_if(not(wasBefore)).as("entered"),
                count_if(not(isNow)).as("exited"));
    return populations(labels)
        .join(changes, new String[] {"segment_id"}, "left_outer")
        .join(before(OutputTable.SEGMENT_COUNTS), new String[] {"segment_id"}, "left_outer")
        .select(
            col("segment_id"),
            coalesce(col("members"), lit(0L)).as("members"),
            when(col("before"), coalesce(col("entered"), lit(0L))).as("entered"),
            when(col("before"), coalesce(col("exited"), lit(0L))).as("exited"),
            col("population"));
  }

  /** Segments, or members, of the day before, with true in {@code before}. */
  private Dataset<Row> before(OutputTable table, String... more) {
    Optional<PublishedDay> dayBefore = published.findWhole(day.dataDate().minusDays(1));
    Dataset<Row> rows =
        dayBefore
            .flatMap(found -> published.rows(table, found))
            .orElseGet(() -> tables.find(table, Where.ANY).orElseThrow().limit(0));
    return rows.select("segment_id", more).withColumn("before", lit(true));
  }

  private Dataset<Row> populations(Dataset<Row> labels) {
    Map<String, Long> accounts = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    for (CompiledSegment segment : segments) {
      String sql = segment.populationSql();
      accounts.computeIfAbsent(sql, any -> labels.filter(expr(sql)).count());
      rows.add(RowFactory.create(segment.id(), accounts.get(sql)));
    }
    return session.createDataFrame(rows, POPULATIONS);
  }
}
