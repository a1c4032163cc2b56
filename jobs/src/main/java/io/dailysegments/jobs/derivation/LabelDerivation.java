package io.dailysegments.jobs.derivation;

import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.catalog.ParameterValue;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Turns the value that a label block's SQL gives into the value of the label. */
public interface LabelDerivation {

  /**
   * @param rows one row per account; the column named like the label holds the value of its SQL
   * @return the same rows and columns, that column replaced
   */
  Dataset<Row> derive(LabelDefinition label, Dataset<Row> rows);

  /** What is wrong with the parameters; empty if they can be used. */
  Optional<String> fault(Map<String, ParameterValue> parameters);
}
