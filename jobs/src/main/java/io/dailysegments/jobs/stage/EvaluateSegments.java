package io.dailysegments.jobs.stage;

import io.dailysegments.core.block.BlockColumn;
import io.dailysegments.core.block.BlockColumn.Origin;
import io.dailysegments.core.block.BlockProgram;
import io.dailysegments.jobs.rows.InternalRows;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Evaluates all segments in one pass over the labels, block by block. */
public final class EvaluateSegments {

  private static final StructType BITS =
      new StructType()
          .add("user_id", DataTypes.StringType, false)
          .add("bits", DataTypes.BinaryType, false);

  private EvaluateSegments() {}

  /**
   * @param labels the accounts with their labels and metrics, each metric in a column of its own,
   *     or all in {@link RollHistory#METRICS}, measured for the plan of this program; that is
   *     looked for first
   * @return the segments of every user who is in one
   */
  public static UserSegments evaluate(Dataset<Row> labels, BlockProgram program) {
    Dataset<Row> read = read(labels, program);
    StructType schema = read.schema();
    Dataset<Row> users =
        InternalRows.mapPartitions(
            read, BITS, program, (shared, rows) -> new EvaluatedUsers(shared, schema, rows));
    return new UserSegments(users, program.segmentIds());
  }

  /**
   * What the program reads of them. Where that is most of rows that are kept, they are taken as
   * they are: leaving a column out takes making a new row.
   */
  private static Dataset<Row> read(Dataset<Row> labels, BlockProgram program) {
    List<String> there = Arrays.asList(labels.columns());
    boolean arePacked = there.contains(RollHistory.METRICS);
    Set<String> names = new LinkedHashSet<>();
    names.add(BlockColumn.USER_ID_NAME);
    for (BlockColumn column : program.columns()) {
      boolean isPacked = arePacked && column.origin() == Origin.METRIC;
      names.add(isPacked ? RollHistory.METRICS : column.name());
    }
    boolean isMost = there.containsAll(names) && names.size() * 2 > there.size();
    if (isMost && InternalRows.areAtHand(labels)) {
      return labels;
    }
    return labels.select(
        names.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new));
  }
}
