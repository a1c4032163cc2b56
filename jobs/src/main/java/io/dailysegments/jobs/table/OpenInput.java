package io.dailysegments.jobs.table;

import io.dailysegments.core.input.InputName;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An input as it is read for one day: the contract's columns with the types of the source, not yet
 * checked.
 *
 * @param rows for events with {@code dt} in front
 * @param isEmpty whether it is known to have no row; the columns have the contract's types then
 * @param version what was read: file names with sizes and times as a hash, the version of a Delta
 *     table, or {@code none}
 * @param warnings what the user should know of it
 */
public record OpenInput(
    InputName name, Dataset<Row> rows, boolean isEmpty, String version, List<String> warnings) {

  /** An input that may have rows. */
  OpenInput(InputName name, Dataset<Row> rows, String version, List<String> warnings) {
    this(name, rows, false, version, warnings);
  }

  public OpenInput {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(version, "version");
    warnings = List.copyOf(warnings);
  }

  /** The same input with other rows. */
  public OpenInput with(Dataset<Row> others) {
    return new OpenInput(name, others, isEmpty, version, warnings);
  }
}
