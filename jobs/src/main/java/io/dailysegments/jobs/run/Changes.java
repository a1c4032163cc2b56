package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;

import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.jobs.stage.CountMembers;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.OutputTables.Unmatched;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Who entered and left segments from one day to the next. */
final class Changes {

  private static final StructType SCHEMA =
      new StructType()
          .add("dt", DataTypes.DateType)
          .add("segment_id", DataTypes.StringType)
          .add("entered", DataTypes.LongType)
          .add("exited", DataTypes.LongType);

  private final SparkSession session;
  private final OutputTables tables;
  private final PublishedDays published;

  Changes(SparkSession session, OutputTables tables) {
    this.session = session;
    this.tables = tables;
    this.published = new PublishedDays(session, tables);
  }

  /** Members that came and went. */
  record Change(long entered, long exited) {}

  /**
   * The change of each segment that was computed on both days; one row a segment is collected.
   *
   * @param membership of the later day
   * @param segments the ids computed on the later day
   */
  SortedMap<String, Change> compare(
      Dataset<Row> membership, Set<String> segments, PublishedDay before) {
    Set<String> both = new TreeSet<>(segmentsOf(before));
    both.retainAll(segments);
    SortedMap<String, Change> changes = new TreeMap<>();
    if (both.isEmpty()) {
      return changes;
    }
    both.forEach(segment -> changes.put(segment, new Change(0, 0)));
    Dataset<Row> earlier = published.rows(OutputTable.SEGMENT_MEMBERSHIP, before).orElseThrow();
    CountMembers.compare(among(membership, both), among(earlier, both))
        .collectAsList()
        .forEach(row -> changes.put(row.getString(0), new Change(row.getLong(1), row.getLong(2))));
    return changes;
  }

  /**
   * Counts segments on a day, with what changed since the day before.
   *
   * @param before empty if it is not published
   */
  List<SegmentCount> count(
      Dataset<Row> membership,
      List<CompiledSegment> segments,
      LabelCounts labels,
      Optional<PublishedDay> before) {
    Set<String> ids = segments.stream().map(CompiledSegment::id).collect(Collectors.toSet());
    SortedMap<String, Change> changes =
        before.map(day -> compare(membership, ids, day)).orElseGet(TreeMap::new);
    return SegmentCount.of(membership, segments, labels, changes);
  }

  /** Writes the changes of a published day anew because the day before it was published again. */
  void compareAgain(PublishedDay day, PublishedDay before) {
    Dataset<Row> membership = published.rows(OutputTable.SEGMENT_MEMBERSHIP, day).orElseThrow();
    Set<String> segments = segmentsOf(day);
    SortedMap<String, Change> changes = compare(membership, segments, before);
    List<Row> rows = new ArrayList<>();
    for (String segment : segments) {
      Change change = changes.get(segment);
      rows.add(
          RowFactory.create(
              java.sql.Date.valueOf(day.dataDate()),
              segment,
              change == null ? null : change.entered(),
              change == null ? null : change.exited()));
    }
    tables.merge(
        OutputTable.SEGMENT_COUNTS,
        session.createDataFrame(rows, SCHEMA),
        "old.dt = new.dt AND old.segment_id = new.segment_id",
        "NOT (old.entered <=> new.entered AND old.exited <=> new.exited)",
        Map.of("entered", "new.entered", "exited", "new.exited"),
        Unmatched.PASS_OVER);
  }

  /** The ids of the segments that were computed on a published day. */
  private Set<String> segmentsOf(PublishedDay day) {
    Set<String> ids = new TreeSet<>();
    published
        .rows(OutputTable.SEGMENT_COUNTS, day)
        .ifPresent(
            rows ->
                rows.select("segment_id")
                    .collectAsList()
                    .forEach(row -> ids.add(row.getString(0))));
    return ids;
  }

  private static Dataset<Row> among(Dataset<Row> membership, Set<String> segments) {
    return membership
        .select(col("segment_id"), col("user_id"))
        .filter(col("segment_id").isin(segments.toArray()));
  }
}
