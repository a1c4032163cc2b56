package io.dailysegments.jobs.run;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.jobs.run.Changes.Change;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A row of {@code segment_counts}. */
final class CountsRow {

  static final StructType SCHEMA =
      new StructType()
          .add("dt", DateType)
          .add("segment_id", StringType)
          .add("name", StringType)
          .add("kind", StringType)
          .add("members", LongType)
          .add("entered", LongType)
          .add("exited", LongType)
          .add("population", LongType)
          .add("definition_hash", StringType)
          .add("run_id", StringType);

  private CountsRow() {}

  static Row of(LocalDate dataDate, SegmentCount count, String runId) {
    CompiledSegment segment = count.segment();
    return RowFactory.create(
        Date.valueOf(dataDate),
        segment.id(),
        segment.name(),
        segment.kind(),
        count.members(),
        count.change().map(Change::entered).orElse(null),
        count.change().map(Change::exited).orElse(null),
        count.population(),
        segment.definitionHash(),
        runId);
  }
}
