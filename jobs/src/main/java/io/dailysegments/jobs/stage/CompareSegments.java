package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

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

/** Counts who came into segments and who left them between two days, by the bits of the users. */
public final class CompareSegments {

  private static final StructType CHANGES =
      new StructType()
          .add("segment_id", DataTypes.StringType, false)
          .add("entered", DataTypes.LongType, false)
          .add("exited", DataTypes.LongType, false);

  private CompareSegments() {}

  /** A segment, and which it is on either day. */
  private record Pair(String segmentId, int now, int before) implements java.io.Serializable {}

  /**
   * @return {@code segment_id}, {@code entered}, {@code exited} of each segment that both days have
   */
  public static Dataset<Row> compare(UserSegments now, UserSegments before) {
    List<Pair> pairs = pairs(now.segmentIds(), before.segmentIds());
    Dataset<Row> both = // by hash tables: they hold an id and some bytes of each user
        now.users()
            .select(col("user_id"), col("bits").as("now"))
            .join(
                before
                    .users()
                    .select(col("user_id"), col("bits").as("before"))
                    .hint("shuffle_hash"),
                new String[] {"user_id"},
                "full_outer")
            .select("now", "before");
    return InternalRows.mapPartitions(both, CHANGES, users -> count(pairs, users))
        .groupBy("segment_id")
        .agg(sum("entered").as("entered"), sum("exited").as("exited"));
  }

  private static List<Pair> pairs(List<String> now, List<String> before) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      int other = before.indexOf(now.get(i));
      if (other >= 0) {
        pairs.add(new Pair(now.get(i), i, other));
      }
    }
    return pairs;
  }

  private static Iterator<InternalRow> count(List<Pair> pairs, Iterator<UnsafeRow> users) {
    long[] entered = new long[pairs.size()];
    long[] exited = new long[pairs.size()];
    while (users.hasNext()) {
      UnsafeRow user = users.next();
      byte[] now = user.isNullAt(0) ? null : user.getBinary(0);
      byte[] before = user.isNullAt(1) ? null : user.getBinary(1);
      for (int i = 0; i < entered.length; i++) {
        boolean is = now != null && SegmentBits.isSet(now, pairs.get(i).now());
        boolean was = before != null && SegmentBits.isSet(before, pairs.get(i).before());
        entered[i] += is && !was ? 1 : 0;
        exited[i] += was && !is ? 1 : 0;
      }
    }
    return rows(pairs, entered, exited).iterator();
  }

  private static List<InternalRow> rows(List<Pair> pairs, long[] entered, long[] exited) {
    List<InternalRow> rows = new ArrayList<>();
    for (int i = 0; i < entered.length; i++) {
      UTF8String id = UTF8String.fromString(pairs.get(i).segmentId());
      rows.add(new GenericInternalRow(new Object[] {id, entered[i], exited[i]}));
    }
    return rows;
  }
}
