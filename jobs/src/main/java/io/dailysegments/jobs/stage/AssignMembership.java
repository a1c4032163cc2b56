package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.col;

import io.dailysegments.core.block.BlockColumn;
import io.dailysegments.core.block.BlockProgram;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Finds the members of every segment in one pass over the labels, block by block. */
public final class AssignMembership {

  private static final StructType MEMBERS =
      new StructType()
          .add("segment_id", DataTypes.StringType, false)
          .add("user_id", DataTypes.StringType, false);

  private AssignMembership() {}

  /**
   * @param labels the accounts with their labels and metrics
   * @return one row per segment and member: {@code segment_id}, {@code user_id}; the rows of a
   *     partition are by segment and user, unless it has so many users that they come in chunks,
   *     each of which is
   */
  public static Dataset<Row> assign(Dataset<Row> labels, BlockProgram program) {
    Set<String> names = new LinkedHashSet<>();
    names.add(BlockColumn.USER_ID_NAME);
    program.columns().forEach(column -> names.add(column.name()));
    Column[] columns =
        names.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
    Dataset<Row> read = labels.filter(col(BlockColumn.USER_ID_NAME).isNotNull()).select(columns);
    StructType schema = read.schema();
    return InternalRows.mapPartitions(
        read, MEMBERS, users -> new MemberIterator(program, schema, users));
  }
}
