package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.col;
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

/** Counts who came into segments and who left them between two days, by the bits of the users. */
public final class CompareSegments {

  private static final StructType CHANGES =
      new StructType()
          .add("segment_id", DataTypes.StringType, false)
          .add("entered", DataTypes.LongType, false)
          .add("exited", DataTypes.LongType, false);

  private CompareSegments() {}

  /**
   * @return {@code segment_id}, {@code entered}, {@code exited} of each segment that both days have
   */
  public static Dataset<Row> compare(UserSegments now, UserSegments before) {
    List<String> ids = now.segmentIds();
    int[] placesBefore = places(ids, before.segmentIds());
    int[] placesNow = places(before.segmentIds(), ids);
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
    return InternalRows.mapPartitions(
            both, CHANGES, users -> new Tally(placesBefore, placesNow).count(users).rows(ids))
        .repartition(1) // a few rows of each partition
        .groupBy("segment_id")
        .agg(sum("entered").as("entered"), sum("exited").as("exited"));
  }

  /** Where segments are among others; -1 if they are not. */
  private static int[] places(List<String> segments, List<String> others) {
    return segments.stream().mapToInt(others::indexOf).toArray();
  }

  /**
   * The changes of some users, by the segment's place on the later day. {@code placesBefore} is by
   * the place on the later day, {@code placesNow} by that on the earlier one.
   */
  private static final class Tally {

    private final int[] placesBefore;
    private final int[] placesNow;
    private final byte[] inNoneBefore;
    private final byte[] inNoneNow;
    private final long[] entered;
    private final long[] exited;

    Tally(int[] placesBefore, int[] placesNow) {
      this.placesBefore = placesBefore;
      this.placesNow = placesNow;
      this.inNoneBefore = new byte[SegmentBits.bytes(placesNow.length)];
      this.inNoneNow = new byte[SegmentBits.bytes(placesBefore.length)];
      this.entered = new long[placesBefore.length];
      this.exited = new long[placesBefore.length];
    }

    Tally count(Iterator<UnsafeRow> users) {
      while (users.hasNext()) {
        UnsafeRow user = users.next();
        byte[] now = user.isNullAt(0) ? inNoneNow : user.getBinary(0);
        byte[] before = user.isNullAt(1) ? inNoneBefore : user.getBinary(1);
        SegmentBits.forEach(now, segment -> enter(segment, before));
        SegmentBits.forEach(before, segment -> exit(segment, now));
      }
      return this;
    }

    private void enter(int segment, byte[] before) {
      int place = placesBefore[segment];
      if (place >= 0 && !SegmentBits.isSet(before, place)) {
        entered[segment]++;
      }
    }

    private void exit(int segment, byte[] now) {
      int place = placesNow[segment];
      if (place >= 0 && !SegmentBits.isSet(now, place)) {
        exited[place]++;
      }
    }

    Iterator<InternalRow> rows(List<String> ids) {
      List<InternalRow> rows = new ArrayList<>();
      for (int i = 0; i < entered.length; i++) {
        if (placesBefore[i] >= 0) {
          UTF8String id = UTF8String.fromString(ids.get(i));
          rows.add(new GenericInternalRow(new Object[] {id, entered[i], exited[i]}));
        }
      }
      return rows.iterator();
    }
  }
}
