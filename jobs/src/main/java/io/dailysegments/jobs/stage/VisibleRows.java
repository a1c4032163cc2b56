package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.dailysegments.core.input.InputColumn;
import io.dailysegments.core.input.InputSchema;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of a checked user table that are used and began before the end of the data date. */
public final class VisibleRows {

  private VisibleRows() {}

  /**
   * @param checked what {@link CheckRows} gives
   * @param dayEnd the exclusive end of the data date
   * @return the contract's columns of the visible rows; a row without a first time is visible
   */
  public static Dataset<Row> of(InputSchema schema, Dataset<Row> checked, Instant dayEnd) {
    Column used = col(CheckRows.REASON).isNull();
    Column visible =
        schema
            .firstTime()
            .map(first -> col(first).isNull().or(col(first).lt(lit(dayEnd))))
            .map(used::and)
            .orElse(used);
    return checked
        .filter(visible)
        .select(
            schema.columns().stream()
                .map(InputColumn::name)
                .map(org.apache.spark.sql.functions::col)
                .toArray(Column[]::new));
  }
}
