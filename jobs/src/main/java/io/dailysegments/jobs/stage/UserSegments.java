package io.dailysegments.jobs.stage;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which segments users are in: rows of the table {@code user_segments}.
 *
 * @param users {@code user_id} and {@code bits}: that of segment i is bit i % 8 of byte i / 8;
 *     users who are in none may be missing
 * @param segmentIds the segments, ascending
 */
public record UserSegments(Dataset<Row> users, List<String> segmentIds) {
  public UserSegments {
    segmentIds = List.copyOf(segmentIds);
  }
}
