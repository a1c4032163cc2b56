package io.dailysegments.jobs.run;

import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.jobs.stage.CompareSegments;
import io.dailysegments.jobs.stage.UserSegments;
import io.dailysegments.jobs.table.Merge;
import io.dailysegments.jobs.table.Merge.Takes;
import io.dailysegments.jobs.table.Merge.Unmatched;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Who entered and left segments from one day to the next. */
final class Changes {

  private static final StructType SCHEMA =
      new StructType()
          .add("dt", DataTypes.DateType)
          .add("run_id", DataTypes.StringType)
          .add("segment_id", DataTypes.StringType)
          .add("entered", DataTypes.LongType)
          .add("exited", DataTypes.LongType);

  private static final Merge CHANGES =
      new Merge(
          List.of("dt", "run_id", "segment_id"),
          List.of("entered", "exited"),
          Takes.ALWAYS,
          Unmatched.PASS_OVER);

  private final OutputTables tables;
  private final PublishedDays published;

  Changes(OutputTables tables) {
    this.tables = tables;
    this.published = new PublishedDays(tables);
  }

  /** Members that came and went. */
  record Change(long entered, long exited) {}

  /**
   * The change of each segment that was computed on both days; one row a segment is collected.
   *
   * @param now the segments of the later day
   */
  SortedMap<String, Change> compare(Collection<UserSegments> now, PublishedDay before) {
    SortedMap<String, Change> changes = new TreeMap<>();
    for (UserSegments earlier : published.segments(before).values()) {
      for (UserSegments later : now) {
        later.segmentIds().stream()
            .filter(earlier.segmentIds()::contains)
            .forEach(segment -> changes.put(segment, new Change(0, 0)));
        CompareSegments.compare(later, earlier)
            .collectAsList()
            .forEach(
                row -> changes.put(row.getString(0), new Change(row.getLong(1), row.getLong(2))));
      }
    }
    return changes;
  }

  /**
   * Counts segments on a day, with what changed since the day before.
   *
   * @param before empty if it is not published
   */
  List<SegmentCount> count(
      UserSegments users,
      List<CompiledSegment> segments,
      LabelCounts labels,
      Optional<PublishedDay> before) {
    SortedMap<String, Change> changes =
        before.map(day -> compare(List.of(users), day)).orElseGet(TreeMap::new);
    return SegmentCount.of(users, segments, labels, changes);
  }

  /**
   * Writes the changes of a published day anew because the day before it was published again; not
   * if the day itself is by now.
   */
  void compareAgain(PublishedDay day, PublishedDay before) {
    SortedMap<String, UserSegments> now = published.segments(day);
    SortedMap<String, Change> changes = compare(now.values(), before);
    List<Row> rows = new ArrayList<>();
    now.forEach(
        (run, segments) ->
            segments.segmentIds().forEach(id -> rows.add(row(day, run, id, changes.get(id)))));
    tables.merge(OutputTable.SEGMENT_COUNTS, rows, SCHEMA, CHANGES);
  }

  private static Row row(PublishedDay day, String run, String segment, Change change) {
    return RowFactory.create(
        java.sql.Date.valueOf(day.dataDate()),
        run,
        segment,
        change == null ? null : change.entered(),
        change == null ? null : change.exited());
  }
}
