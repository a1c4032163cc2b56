package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.sum;

import io.dailysegments.jobs.rows.InternalRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Counts the members of segments by the bits of the users. */
public final class CountMembers {

  private static final StructType COUNTS =
      new StructType()
          .add("segment_id", DataTypes.StringType, false)
          .add("members", DataTypes.LongType, false);

  private CountMembers() {}

  /**
   * @return {@code segment_id}, {@code members}; segments without members may be missing
   */
  public static Dataset<Row> count(UserSegments segments) {
    List<String> ids = segments.segmentIds();
    return InternalRows.mapPartitions(
            segments.users().select("bits"), COUNTS, users -> count(ids, users))
        .repartition(1) // a few rows of each partition
        .groupBy("segment_id")
        .agg(sum("members").as("members"));
  }

  private static Iterator<InternalRow> count(List<String> ids, Iterator<UnsafeRow> users) {
    long[] members = new long[ids.size()];
    while (users.hasNext()) {
      SegmentBits.forEach(users.next().getBinary(0), segment -> members[segment]++);
    }
    List<InternalRow> rows = new ArrayList<>();
    for (int i = 0; i < members.length; i++) {
      Object[] row = {UTF8String.fromString(ids.get(i)), members[i]};
      rows.add(new GenericInternalRow(row));
    }
    return rows.iterator();
  }
}
