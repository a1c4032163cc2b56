package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.dailysegments.core.canonical.Canonical;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.jobs.run.Changes.Change;
import io.dailysegments.jobs.run.DailyRun.Request;
import io.dailysegments.jobs.stage.AssignMembership;
import io.dailysegments.jobs.stage.CountMembers;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.OutputTables.Unmatched;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Writes what a run computed for its day; nothing of it is readable before {@link #publish}. */
final class WriteDay {

  private final SparkSession session;
  private final Deployment deployment;
  private final OutputTables tables;
  private final PublishedDays published;
  private final Request request;
  private final LocalDate dataDate;

  WriteDay(SparkSession session, Deployment deployment, OutputTables tables, Request request) {
    this.session = session;
    this.deployment = deployment;
    this.tables = tables;
    this.published = new PublishedDays(session, tables);
    this.request = request;
    this.dataDate = request.dataDate();
  }

  /** Appends the labels of every account. */
  void labels(Dataset<Row> labels) {
    List<Column> columns = new ArrayList<>(List.of(day(), col("user_id")));
    for (LabelDefinition label : deployment.catalog().labels()) {
      columns.add(col(label.name()));
    }
    columns.add(runId());
    tables.append(OutputTable.USER_LABELS, labels.select(columns.toArray(Column[]::new)));
  }

  /**
   * Appends the members and counts of every segment.
   *
   * @return the rows written, by table
   */
  SortedMap<String, Long> segments(
      Dataset<Row> labels, List<CompiledSegment> segments, Optional<PublishedDay> before) {
    Dataset<Row> members =
        AssignMembership.assign(labels, segments)
            .repartitionByRange(col("segment_id"), col("user_id"))
            .sortWithinPartitions(col("segment_id"), col("user_id"))
            .select(day(), col("segment_id"), col("user_id"), runId());
    tables.append(OutputTable.SEGMENT_MEMBERSHIP, members);
    Dataset<Row> written = own(OutputTable.SEGMENT_MEMBERSHIP);
    Map<String, Long> counts = new HashMap<>();
    CountMembers.count(written)
        .collectAsList() // one row a segment
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    Set<String> ids = segments.stream().map(CompiledSegment::id).collect(Collectors.toSet());
    SortedMap<String, Change> changes =
        before
            .map(day -> new Changes(session, tables).compare(written, ids, day))
            .orElseGet(TreeMap::new);
    Map<String, Long> populations = populations(segments);
    List<Row> rows = new ArrayList<>();
    for (CompiledSegment segment : segments) {
      rows.add(
          CountsRow.of(
              dataDate,
              segment,
              counts.getOrDefault(segment.id(), 0L),
              Optional.ofNullable(changes.get(segment.id())),
              populations.get(segment.populationSql()),
              request.runId()));
    }
    tables.append(OutputTable.SEGMENT_COUNTS, session.createDataFrame(rows, CountsRow.SCHEMA));
    return rowCounts(counts, populations);
  }

  private static final String EVERYBODY = "true";

  /** How many accounts satisfy each distinct population of the segments, and how many there are. */
  private Map<String, Long> populations(List<CompiledSegment> segments) {
    List<String> distinct =
        new ArrayList<>(
            segments.stream()
                .map(CompiledSegment::populationSql)
                .collect(Collectors.toCollection(TreeSet::new)));
    Column[] columns = distinct.stream().map(sql -> count_if(expr(sql))).toArray(Column[]::new);
    Row counts = own(OutputTable.USER_LABELS).agg(count(lit(1)), columns).head();
    Map<String, Long> populations = new HashMap<>();
    for (int i = 0; i < distinct.size(); i++) {
      populations.put(distinct.get(i), counts.getLong(i + 1));
    }
    populations.put(EVERYBODY, counts.getLong(0));
    return populations;
  }

  private static SortedMap<String, Long> rowCounts(
      Map<String, Long> members, Map<String, Long> populations) {
    SortedMap<String, Long> rows = new TreeMap<>();
    rows.put(OutputTable.USER_LABELS.key(), populations.get(EVERYBODY));
    rows.put(
        OutputTable.SEGMENT_MEMBERSHIP.key(),
        members.values().stream().mapToLong(Long::longValue).sum());
    return rows;
  }

  /** Makes the day readable: its definitions, then its row in {@code runs}. */
  PublishedDay publish(
      List<CompiledSegment> segments,
      SortedMap<String, String> inputs,
      SortedMap<String, Long> rowCounts,
      List<String> warnings) {
    definitions(segments);
    SortedMap<String, Long> outputs = new TreeMap<>();
    for (OutputTable table : OutputTable.values()) {
      tables.version(table).ifPresent(version -> outputs.put(table.key(), version));
    }
    PublishedDay day =
        new PublishedDay(
            dataDate,
            request.runId(),
            List.of(request.runId()),
            request.clock().instant(),
            inputs,
            outputs,
            hashes(deployment, segments),
            request.engineVersion(),
            rowCounts,
            warnings);
    published.publish(day);
    return day;
  }

  private void definitions(List<CompiledSegment> segments) {
    List<Row> rows = segments.stream().map(segment -> DefinitionRow.of(dataDate, segment)).toList();
    tables.merge(
        OutputTable.SEGMENT_DEFINITIONS,
        session.createDataFrame(rows, DefinitionRow.SCHEMA),
        "old.segment_id = new.segment_id AND old.definition_hash = new.definition_hash",
        "new.first_dt < old.first_dt",
        Map.of("first_dt", "new.first_dt"),
        Unmatched.INSERT);
  }

  /** Hashes of all that the deployment declares and a result depends on. */
  static SortedMap<String, String> hashes(Deployment deployment, List<CompiledSegment> segments) {
    SortedMap<String, String> hashes = new TreeMap<>();
    hashes.put("catalog", deployment.catalog().fingerprint());
    hashes.put("settings", deployment.settings().fingerprint());
    hashes.put(
        "definitions",
        Canonical.sha256(
            segments.stream()
                .map(segment -> segment.id() + " " + segment.definitionHash())
                .collect(Collectors.joining("\n"))));
    return hashes;
  }

  private Dataset<Row> own(OutputTable table) {
    return tables
        .find(table)
        .orElseThrow()
        .filter(col("dt").equalTo(lit(dataDate)).and(col("run_id").equalTo(request.runId())));
  }

  private Column day() {
    return lit(dataDate).as("dt");
  }

  private Column runId() {
    return lit(request.runId()).as("run_id");
  }
}
