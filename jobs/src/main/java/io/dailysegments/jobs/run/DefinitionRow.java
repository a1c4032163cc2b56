package io.dailysegments.jobs.run;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.dailysegments.core.rule.CompiledSegment;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A row of {@code segment_definitions}. */
final class DefinitionRow {

  static final StructType SCHEMA =
      new StructType()
          .add("definition_hash", StringType)
          .add("segment_id", StringType)
          .add("name", StringType)
          .add("definition", StringType)
          .add("filter_sql", StringType)
          .add("first_dt", DateType);

  private DefinitionRow() {}

  static Row of(LocalDate dataDate, CompiledSegment segment) {
    return RowFactory.create(
        segment.definitionHash(),
        segment.id(),
        segment.name(),
        segment.definition(),
        segment.filterSql(),
        Date.valueOf(dataDate));
  }
}
