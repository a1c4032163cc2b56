package io.dailysegments.jobs.stage;

import io.dailysegments.jobs.rows.InternalRows;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Turns the segments of each user into the members of each segment, without a shuffle. */
public final class AssignMembership {

  private static final StructType MEMBERS =
      new StructType()
          .add("segment_id", DataTypes.StringType, false)
          .add("user_id", DataTypes.StringType, false);

  private AssignMembership() {}

  /**
   * @return one row per segment and member: {@code segment_id}, {@code user_id}; the rows of a
   *     partition are by segment and user, unless it has so many users that they come in chunks,
   *     each of which is
   */
  public static Dataset<Row> assign(UserSegments segments) {
    List<String> ids = segments.segmentIds();
    return InternalRows.mapPartitions(
        segments.users().select("user_id", "bits"),
        MEMBERS,
        users -> new MemberIterator(ids, users));
  }
}
