package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.canonical.Canonical;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.history.HistoryPlan;
import io.dailysegments.core.history.UserHistory;
import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.metric.MetricSql;
import io.dailysegments.core.settings.Settings.EventSettings;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.stage.MeasureActivity;
import io.dailysegments.jobs.stage.MeasureUsers;
import io.dailysegments.jobs.stage.RollHistory;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each user did in the retained days, packed, as a run leaves it for that of the next day: the
 * table {@code activity_history}. No result depends on it. Each history says of which state of the
 * digest it was made, and is used only while the digest is in that state; where none is, the digest
 * itself is read. A small digest is always read itself, which is faster.
 */
final class ActivityHistory {

  private static final String DIGEST_VERSION = "digest_version";
  private static final long BYTES_PER_MEGABYTE = 1L << 20;

  private final OutputTables tables;
  private final DigestLedger ledger;
  private final EventSettings settings;
  private final ForgottenUsers forgotten;

  ActivityHistory(
      OutputTables tables, DigestLedger ledger, EventSettings settings, ForgottenUsers forgotten) {
    this.tables = tables;
    this.ledger = ledger;
    this.settings = settings;
    this.forgotten = forgotten;
  }

  /**
   * What a data date is measured of.
   *
   * @param before the histories of the day before; empty if the digest is read instead
   * @param digest the rows of the digest that {@code before} does not hold
   * @param bytes the size of the files of both, and of other histories of the same day
   * @param isKept whether the histories of the data date are kept
   */
  record Source(
      LocalDate dataDate,
      Optional<Dataset<Row>> before,
      Dataset<Row> digest,
      long bytes,
      boolean isKept) {}

  /** What a data date, whose log date is in the digest, can be measured of. */
  Source source(LocalDate dataDate) {
    Digest digest = new Digest(ledger, tables);
    Dataset<Row> rows = digest.rows(dataDate);
    long bytes = digest.bytes(dataDate);
    if (bytes < settings.historyFromMegabytes() * BYTES_PER_MEGABYTE) {
      return new Source(dataDate, Optional.empty(), rows, bytes, false);
    }
    LocalDate dayBefore = dataDate.minusDays(1);
    Optional<Dataset<Row>> before = find(dayBefore).map(forgotten::without);
    if (before.isEmpty()) {
      return new Source(dataDate, before, rows, bytes, true);
    }
    Dataset<Row> arrived = rows.filter(col("log_date").equalTo(lit(dataDate)));
    long read =
        tables.bytes(OutputTable.ACTIVITY_HISTORY, Set.of(dayBefore))
            + tables.bytes(OutputTable.ACTIVITY_DIGEST, Set.of(dataDate));
    return new Source(dataDate, before, arrived, read, true);
  }

  /**
   * Every metric of a plan, a column each, and others in one.
   *
   * @param packed what is given in {@link RollHistory#METRICS}
   * @return as {@link RollHistory} gives it
   */
  Dataset<Row> measure(
      Source source, MetricPlan metrics, List<Metric> packed, EventCatalog events) {
    DayRange retained = settings.retained(source.dataDate());
    HistoryPlan plan =
        HistoryPlan.of(
            metrics.metrics().stream().map(MetricSql::metric).toList(), packed, events, retained);
    Dataset<Row> rolled =
        source
            .before()
            .map(before -> RollHistory.roll(before, source.digest(), plan))
            .orElseGet(() -> RollHistory.build(source.digest(), plan));
    if (plan.unsupported().isEmpty()) {
      return rolled;
    }
    Dataset<Row> digest = new Digest(ledger, tables).rows(source.dataDate());
    MetricPlan others = MetricPlan.of(plan.unsupported(), events, source.dataDate());
    Dataset<Row> measured =
        MeasureActivity.measure(digest, others, retained).drop(MeasureActivity.EVENTS_ARRIVED);
    return rolled.join(measured, MeasureUsers.usingUser(), "left_outer");
  }

  /**
   * Keeps the histories of a data date, and removes those older than the day before it.
   *
   * @param source that is kept
   * @param measured with what {@link #measure} gave
   * @return false if the same are there
   */
  boolean keep(Source source, Dataset<Row> measured) {
    LocalDate dataDate = source.dataDate();
    if (find(dataDate).isPresent()) {
      return false;
    }
    Dataset<Row> rows =
        measured
            .filter(col(RollHistory.PACKED).isNotNull())
            .select(
                lit(dataDate).as("dt"),
                lit(version(dataDate)).as(DIGEST_VERSION),
                col("user_id"),
                col(RollHistory.PACKED));
    tables.replace(OutputTable.ACTIVITY_HISTORY, Where.is("dt", dataDate), rows);
    forgotten.requireSame(OutputTable.ACTIVITY_HISTORY);
    SortedSet<LocalDate> old =
        tables.days(OutputTable.ACTIVITY_HISTORY).headSet(dataDate.minusDays(1));
    tables.delete(OutputTable.ACTIVITY_HISTORY, Where.in("dt", old));
    return true;
  }

  /** Removes the histories that were made of another state of the digest. */
  void dropStale() {
    tables
        .find(OutputTable.ACTIVITY_HISTORY, Where.ANY)
        .ifPresent(
            rows ->
                rows.select(col("dt"), col(DIGEST_VERSION)).distinct().collectAsList().stream()
                    .filter(row -> !row.getString(1).equals(version(day(row))))
                    .forEach(row -> remove(day(row), row.getString(1))));
  }

  private static LocalDate day(Row row) {
    return row.getDate(0).toLocalDate();
  }

  private void remove(LocalDate dataDate, String version) {
    tables.delete(OutputTable.ACTIVITY_HISTORY, where(dataDate, version));
  }

  /** The histories of a data date; empty if there are none of the digest as it is. */
  private Optional<Dataset<Row>> find(LocalDate dataDate) {
    Where same = where(dataDate, version(dataDate));
    if (!tables.mayHold(OutputTable.ACTIVITY_HISTORY, same)) {
      return Optional.empty();
    }
    return tables
        .find(OutputTable.ACTIVITY_HISTORY, same)
        .map(rows -> rows.select("user_id", RollHistory.PACKED));
  }

  private static Where where(LocalDate dataDate, String version) {
    return Where.is("dt", dataDate).and(DIGEST_VERSION, List.of(version));
  }

  /** Names the state of all that the histories of a data date are made of, and their form. */
  private String version(LocalDate dataDate) {
    String form =
        "%d days, form %d".formatted(settings.retentionDays(), UserHistory.FORMAT_VERSION);
    return Canonical.sha256(ledger.version(settings.retained(dataDate)) + " " + form)
        .substring(0, 16);
  }
}
