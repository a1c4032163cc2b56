package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.run.DailyRun.Gaps;
import io.dailysegments.jobs.stage.MeasureActivity;
import io.dailysegments.jobs.stage.MeasureUsers;
import io.dailysegments.jobs.table.EventLog;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The accounts of a published day with all that filters of segments read. Writes nothing. */
final class PublishedUsers {

  private final SparkSession session;
  private final Deployment deployment;
  private final OutputTables tables;
  private final DigestLedger ledger;

  PublishedUsers(SparkSession session, Deployment deployment, OutputTables tables) {
    this.session = session;
    this.deployment = deployment;
    this.tables = tables;
    this.ledger = new DigestLedger(tables);
  }

  /**
   * The published labels of a day, and the metrics and lists that segments read.
   *
   * @param user only this one; empty: all
   * @throws io.dailysegments.core.problem.InputException if the digest lacks a property that a
   *     segment needs
   */
  Dataset<Row> of(PublishedDay day, List<CompiledSegment> segments, Optional<String> user) {
    Dataset<Row> labels = only(user, labels(day));
    List<Metric> metrics = new ArrayList<>();
    segments.forEach(segment -> metrics.addAll(segment.metrics()));
    Dataset<Row> measured = metrics.isEmpty() ? labels : measured(labels, day, metrics, user);
    return ListedUsers.relation(session, segments)
        .map(listed -> measured.join(listed, MeasureUsers.usingUser(), "left_outer"))
        .orElse(measured);
  }

  /** Labels that the catalog has got since the day was published have no value. */
  private Dataset<Row> labels(PublishedDay day) {
    Dataset<Row> rows = new PublishedDays(tables).rows(OutputTable.USER_LABELS, day).orElseThrow();
    List<String> there = Arrays.asList(rows.columns());
    List<Column> columns = new ArrayList<>(List.of(col("user_id")));
    for (LabelDefinition label : deployment.catalog().labels()) {
      Column column = there.contains(label.name()) ? col(label.name()) : lit(null);
      columns.add(column.cast(label.type().sqlName()).as(label.name()));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> measured(
      Dataset<Row> labels, PublishedDay day, List<Metric> metrics, Optional<String> user) {
    Settings settings = deployment.settings();
    MetricPlan plan = MetricPlan.of(metrics, deployment.catalog().events(), day.dataDate());
    new DigestCheck(ledger, settings, new EventLog(session, settings))
        .check(plan, day.dataDate(), Gaps.ALLOW, List.of());
    DayRange retained = settings.events().retained(day.dataDate());
    Dataset<Row> digest = only(user, new Digest(ledger, tables).rows(day.dataDate()));
    Dataset<Row> activity = MeasureActivity.measure(digest, plan, retained);
    return MeasureUsers.withDefaults(
        labels.join(activity, MeasureUsers.usingUser(), "left_outer"), plan);
  }

  private static Dataset<Row> only(Optional<String> user, Dataset<Row> rows) {
    return user.map(id -> rows.filter(col("user_id").equalTo(lit(id)))).orElse(rows);
  }
}
