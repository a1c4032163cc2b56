package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.rule.SegmentCompiler;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a definition gives on a published day, without writing anything.
 *
 * @param members how many
 * @param population those that the segment chooses from
 * @param change against the published members of the segment on that day; empty if there are none
 * @param sample some members, by id
 * @param warnings of the definition, by itself and for that day
 */
public record Preview(
    PublishedDay day,
    long members,
    long population,
    Optional<Change> change,
    List<String> sample,
    List<Problem> warnings) {

  private static final int SAMPLE = 10;

  public Preview {
    sample = List.copyOf(sample);
    warnings = List.copyOf(warnings);
  }

  /**
   * Another version against the published one.
   *
   * @param published members of the published version
   * @param added members of the new version that the published one does not have
   * @param removed the other way round
   */
  public record Change(long published, long added, long removed) {}

  /**
   * Evaluates a segment on a day.
   *
   * @param segment one of the deployment's
   */
  public static Preview of(
      SparkSession session, Deployment deployment, BoundSegment segment, PublishedDay day) {
    OutputTables tables = new OutputTables(session, deployment.settings().warehouse());
    CompiledSegment compiled =
        SegmentCompiler.compile(
            segment,
            deployment.segments(),
            deployment.catalog(),
            deployment.settings().zone(),
            day.dataDate());
    Dataset<Row> users =
        new PublishedUsers(session, deployment, tables)
            .of(day, List.of(compiled), Optional.empty());
    Row sizes =
        users
            .agg(count_if(expr(compiled.filterSql())), count_if(expr(compiled.populationSql())))
            .head();
    Dataset<Row> members = users.filter(expr(compiled.filterSql())).select("user_id");
    List<String> sample =
        members.orderBy("user_id").limit(SAMPLE).collectAsList().stream()
            .map(row -> row.getString(0))
            .toList();
    return new Preview(
        day,
        sizes.getLong(0),
        sizes.getLong(1),
        change(new PublishedDays(tables), segment.id(), day, members),
        sample,
        deployment.warnings(segment, compiled));
  }

  private static Optional<Change> change(
      PublishedDays published, String id, PublishedDay day, Dataset<Row> members) {
    boolean computed =
        published
            .rows(OutputTable.SEGMENT_COUNTS, day)
            .map(counts -> !counts.filter(col("segment_id").equalTo(id)).isEmpty())
            .orElse(false);
    return computed
        ? published
            .rows(OutputTable.SEGMENT_MEMBERSHIP, day)
            .map(rows -> rows.filter(col("segment_id").equalTo(id)).select("user_id"))
            .map(before -> change(before, members))
        : Optional.empty();
  }

  private static Change change(Dataset<Row> before, Dataset<Row> after) {
    Row counts =
        before
            .withColumn("old", lit(true))
            .join(after.withColumn("new", lit(true)), new String[] {"user_id"}, "full_outer")
            .agg(count(col("old")), count_if(col("old").isNull()), count_if(col("new").isNull()))
            .head();
    return new Change(counts.getLong(0), counts.getLong(1), counts.getLong(2));
  }
}
