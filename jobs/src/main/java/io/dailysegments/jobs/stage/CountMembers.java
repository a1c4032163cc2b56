package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts members and compares two days. */
public final class CountMembers {

  private CountMembers() {}

  /**
   * @param membership {@code segment_id}, {@code user_id}
   * @return {@code segment_id}, {@code members}; segments without members are not in it
   */
  public static Dataset<Row> count(Dataset<Row> membership) {
    return membership.groupBy("segment_id").agg(count_if(lit(true)).as("members"));
  }

  /**
   * @param membership of a day: {@code segment_id}, {@code user_id}
   * @param before the same of the day before
   * @return {@code segment_id}, {@code entered}, {@code exited} of each segment that has members on
   *     either day
   */
  public static Dataset<Row> compare(Dataset<Row> membership, Dataset<Row> before) {
    Dataset<Row> now = mark(membership, true);
    return now.union(mark(before, false))
        .groupBy("segment_id", "user_id")
        .agg(max("now").as("now"), max("before").as("before"))
        .groupBy("segment_id")
        .agg(
            count_if(col("now").and(not(col("before")))).as("entered"),
            count_if(col("before").and(not(col("now")))).as("exited"));
  }

  private static Dataset<Row> mark(Dataset<Row> membership, boolean now) {
    return membership.select(
        col("segment_id"), col("user_id"), lit(now).as("now"), lit(!now).as("before"));
  }
}
