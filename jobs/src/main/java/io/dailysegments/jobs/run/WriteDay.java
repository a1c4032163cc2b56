package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.dailysegments.core.block.BlockProgram;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.jobs.session.DataSize;
import io.dailysegments.jobs.stage.AssignMembership;
import io.dailysegments.jobs.stage.EvaluateSegments;
import io.dailysegments.jobs.stage.UserSegments;
import io.dailysegments.jobs.table.Merge;
import io.dailysegments.jobs.table.Merge.Takes;
import io.dailysegments.jobs.table.Merge.Unmatched;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Writes the rows of a run for its day; nothing of it is readable before it is published. */
final class WriteDay {

  private static final StructType KNOWN =
      new StructType()
          .add("segment_id", StringType)
          .add("definition_hash", StringType)
          .add("first_dt", DateType);

  private static final Merge FIRST_DAY_STAYS =
      new Merge(
          List.of("segment_id", "definition_hash"),
          List.of("first_dt"),
          Takes.SMALLER,
          Unmatched.INSERT);

  private final SparkSession session;
  private final OutputTables tables;
  private final LocalDate dataDate;
  private final String runId;

  WriteDay(SparkSession session, OutputTables tables, LocalDate dataDate, String runId) {
    this.session = session;
    this.tables = tables;
    this.dataDate = dataDate;
    this.runId = runId;
  }

  /**
   * Appends the labels of every account. Each file is by user.
   *
   * @return the rows written
   */
  Dataset<Row> labels(Dataset<Row> labels, List<LabelDefinition> definitions) {
    List<Column> columns = new ArrayList<>(List.of(day(), col("user_id")));
    definitions.forEach(label -> columns.add(col(label.name())));
    columns.add(runId());
    tables.append(OutputTable.USER_LABELS, byUser(labels.select(columns.toArray(Column[]::new))));
    return own(OutputTable.USER_LABELS);
  }

  /**
   * Appends the segments of every user and the members of every segment. Each file of segments is
   * by user, each of members as {@link AssignMembership} gives them.
   *
   * @return the segments as written
   */
  UserSegments members(Dataset<Row> labels, BlockProgram blocks) {
    UserSegments found = EvaluateSegments.evaluate(labels, blocks);
    tables.append(
        OutputTable.USER_SEGMENTS,
        byUser(found.users().select(day(), col("user_id"), col("bits"), runId())));
    UserSegments written = new UserSegments(own(OutputTable.USER_SEGMENTS), found.segmentIds());
    tables.append(
        OutputTable.SEGMENT_MEMBERSHIP,
        AssignMembership.assign(written).select(day(), col("segment_id"), col("user_id"), runId()));
    return written;
  }

  /** Appends the counts of every segment, and the versions of definitions not seen before. */
  void counts(List<SegmentCount> counts) {
    List<Row> rows = counts.stream().map(count -> CountsRow.of(dataDate, count, runId)).toList();
    tables.append(OutputTable.SEGMENT_COUNTS, rows, CountsRow.SCHEMA);
    definitions(counts);
  }

  /** Most nights have no version that was not computed before. */
  private void definitions(List<SegmentCount> counts) {
    Set<String> known = knownDefinitions();
    List<Row> definitions =
        counts.stream()
            .map(SegmentCount::segment)
            .filter(segment -> !known.contains(segment.id() + " " + segment.definitionHash()))
            .map(segment -> DefinitionRow.of(dataDate, segment))
            .toList();
    if (!definitions.isEmpty()) {
      tables.merge(
          OutputTable.SEGMENT_DEFINITIONS, definitions, DefinitionRow.SCHEMA, FIRST_DAY_STAYS);
    }
  }

  /** The versions first computed for this day or an earlier one; a text for each. */
  private Set<String> knownDefinitions() {
    return tables.collect(OutputTable.SEGMENT_DEFINITIONS, KNOWN, Where.ANY).stream()
        .filter(row -> !row.getDate(2).toLocalDate().isAfter(dataDate))
        .map(row -> row.getString(0) + " " + row.getString(1))
        .collect(Collectors.toSet());
  }

  /** How many rows each table has got. */
  static SortedMap<String, Long> rowCounts(LabelCounts labels, List<SegmentCount> counts) {
    SortedMap<String, Long> rows = new TreeMap<>();
    rows.put(OutputTable.USER_LABELS.key(), labels.accounts());
    rows.put(
        OutputTable.SEGMENT_MEMBERSHIP.key(),
        counts.stream().mapToLong(SegmentCount::members).sum());
    return rows;
  }

  private Dataset<Row> byUser(Dataset<Row> users) {
    return new DataSize(session).inLargeFiles(users).sortWithinPartitions("user_id");
  }

  private Dataset<Row> own(OutputTable table) {
    Where own = Where.is("dt", dataDate).and("run_id", List.of(runId));
    return tables.find(table, own).orElseThrow();
  }

  private Column day() {
    return lit(dataDate).as("dt");
  }

  private Column runId() {
    return lit(runId).as("run_id");
  }
}
