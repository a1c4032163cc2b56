package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;

import io.dailysegments.jobs.run.DayGates.SizeBefore;
import io.dailysegments.jobs.stage.UserSegments;
import io.dailysegments.jobs.table.Merge;
import io.dailysegments.jobs.table.Merge.Takes;
import io.dailysegments.jobs.table.Merge.Unmatched;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The published days. A day is published by its one row in {@code runs}; readable of the dated
 * tables are the rows whose {@code run_id} that row names.
 */
public final class PublishedDays {

  /** The tables that hold the rows of published days. */
  static final List<OutputTable> DATED =
      List.of(OutputTable.USER_LABELS, OutputTable.SEGMENT_MEMBERSHIP, OutputTable.SEGMENT_COUNTS);

  /** The tables that a run of a day writes its rows to. */
  static final List<OutputTable> WRITTEN =
      List.of(
          OutputTable.USER_LABELS,
          OutputTable.SEGMENT_MEMBERSHIP,
          OutputTable.USER_SEGMENTS,
          OutputTable.SEGMENT_COUNTS);

  private final OutputTables tables;

  public PublishedDays(OutputTables tables) {
    this.tables = tables;
  }

  /** The row of a day; empty if the day is not published. */
  public Optional<PublishedDay> find(LocalDate day) {
    return days(Where.is("dt", day)).findFirst();
  }

  /** The row of a day of which retention removed nothing; empty if there is none. */
  Optional<PublishedDay> findWhole(LocalDate day) {
    return find(day).filter(PublishedDay::isWhole);
  }

  /** The rows of some days, as far as they are published and retention removed nothing of them. */
  List<PublishedDay> findWhole(Collection<LocalDate> days) {
    return days(Where.in("dt", days)).filter(PublishedDay::isWhole).toList();
  }

  /** The rows of all published days. */
  List<PublishedDay> all() {
    return days(Where.ANY).toList();
  }

  /** The newest published day; empty without any. */
  public Optional<PublishedDay> newest() {
    return days(Where.ANY).reduce((older, newer) -> newer);
  }

  /** The newest published days before a day, newest first. */
  public List<PublishedDay> before(LocalDate day, int days) {
    return days(Where.ANY)
        .filter(other -> other.dataDate().isBefore(day))
        .sorted(Comparator.comparing(PublishedDay::dataDate).reversed())
        .limit(days)
        .toList();
  }

  /** Ascending. */
  private Stream<PublishedDay> days(Where where) {
    return tables.collect(OutputTable.RUNS, PublishedDay.SCHEMA, where).stream()
        .map(PublishedDay::of)
        .sorted(Comparator.comparing(PublishedDay::dataDate));
  }

  /**
   * The readable rows of a published day in a dated table; empty if nothing was ever written to it.
   */
  public Optional<Dataset<Row>> rows(OutputTable table, PublishedDay day) {
    return tables.find(table, Where.is("dt", day.dataDate()).and("run_id", day.runIds()));
  }

  /**
   * The segments of the users of a published day, by the run that computed them; none if it was
   * published before there was a table of them. One row a segment is collected.
   */
  SortedMap<String, UserSegments> segments(PublishedDay day) {
    SortedMap<String, UserSegments> segments = new TreeMap<>();
    SortedMap<String, SortedSet<String>> ids = segmentIds(day);
    rows(OutputTable.USER_SEGMENTS, day)
        .ifPresent(
            users -> ids.forEach((run, own) -> segments.put(run, segments(users, run, own))));
    return segments;
  }

  /** The ids of the segments of a published day, by the run that computed them. */
  private SortedMap<String, SortedSet<String>> segmentIds(PublishedDay day) {
    SortedMap<String, SortedSet<String>> ids = new TreeMap<>();
    counts(day)
        .forEach(
            row ->
                ids.computeIfAbsent(row.getAs("run_id"), any -> new TreeSet<>())
                    .add(row.getAs("segment_id")));
    return ids;
  }

  /** The readable rows of a published day in {@code segment_counts}. */
  List<Row> counts(PublishedDay day) {
    return tables.collect(
        OutputTable.SEGMENT_COUNTS,
        CountsRow.SCHEMA,
        Where.is("dt", day.dataDate()).and("run_id", day.runIds()));
  }

  private static UserSegments segments(Dataset<Row> users, String runId, SortedSet<String> ids) {
    return new UserSegments(
        users.filter(col("run_id").equalTo(runId)).select("user_id", "bits"), List.copyOf(ids));
  }

  /** The size of each segment on a published day. */
  Map<String, SizeBefore> sizes(PublishedDay day) {
    Map<String, SizeBefore> sizes = new HashMap<>();
    counts(day)
        .forEach(
            row ->
                sizes.put(
                    row.getAs("segment_id"),
                    new SizeBefore(row.<Long>getAs("members"), row.getAs("definition_hash"))));
    return sizes;
  }

  /** Makes the rows of a run readable, in one commit, and removes all others of the day. */
  void publish(PublishedDay day) {
    Where same = Where.is("dt", day.dataDate());
    tables.replace(OutputTable.RUNS, same, List.of(day.toRow()), PublishedDay.SCHEMA);
    dropUnreadable(day.dataDate(), day.runIds());
  }

  /** The runs whose rows of a day are readable; none if it is not published. */
  List<String> runIds(LocalDate day) {
    return find(day).map(PublishedDay::runIds).orElse(List.of());
  }

  /** Removes what a run of a day wrote, unless it is readable. */
  void dropUnpublished(LocalDate day, String runId) {
    if (!runIds(day).contains(runId)) {
      Where own = Where.is("dt", day).and("run_id", List.of(runId));
      WRITTEN.forEach(table -> tables.delete(table, own));
    }
  }

  /** Removes what runs of a day left that are not readable: stopped, held or failed ones. */
  void dropUnreadable(LocalDate day) {
    dropUnreadable(day, runIds(day));
  }

  private void dropUnreadable(LocalDate day, List<String> readable) {
    Where superseded = Where.is("dt", day).butNot("run_id", readable);
    WRITTEN.forEach(table -> tables.delete(table, superseded));
  }

  /** Changes what a published day says it was made of, unless it was published again meanwhile. */
  void updateInputs(PublishedDay day, Map<String, String> inputs) {
    update(day.withInputs(inputs), "inputs");
  }

  /**
   * Says which tables no longer hold rows of the day.
   *
   * @param rows by table, and {@link ErasedUsers#USERS_KEPT}
   */
  void updatePruned(PublishedDay day, List<String> pruned, SortedMap<String, Long> rows) {
    update(
        day.withPruned(pruned).withRuns(day.runIds(), day.hashes(), rows), "pruned", "row_counts");
  }

  private void update(PublishedDay day, String... columns) {
    List<Row> updated = List.of(day.toRow());
    tables.merge(
        OutputTable.RUNS, updated, PublishedDay.SCHEMA, merging(Takes.ALWAYS, List.of(columns)));
  }

  /** How columns of days change that are published by the same run as before. */
  static Merge merging(Takes takes, List<String> columns) {
    return new Merge(List.of("dt", "run_id"), columns, takes, Unmatched.PASS_OVER);
  }

  /** Makes a day unreadable. */
  void remove(LocalDate day) {
    tables.delete(OutputTable.RUNS, Where.is("dt", day));
  }
}
