package io.dailysegments.jobs.oracle;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.dailysegments.core.rule.CompiledSegment;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The members of every segment by its SQL filter, the plain way: what blocks must agree with. */
final class FilterMembership {

  private FilterMembership() {}

  /**
   * @param labels the accounts with their labels and metrics
   * @return one row per segment and member: {@code segment_id}, {@code user_id}
   */
  static Dataset<Row> assign(Dataset<Row> labels, List<CompiledSegment> segments) {
    Column[] memberships =
        segments.stream()
            .map(segment -> when(expr(segment.filterSql()), lit(segment.id())))
            .toArray(Column[]::new);
    Column none = array().cast("array<string>");
    Column ids = segments.isEmpty() ? none : array_compact(array(memberships));
    return labels.select(explode(ids).as("segment_id"), col("user_id"));
  }
}
