package io.dailysegments.jobs.derivation;

import io.dailysegments.core.catalog.ParameterValue;
import io.dailysegments.core.catalog.SourceDefinition;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Makes the relation of a source block. */
public interface SourceDerivation {

  /**
   * @param relations every relation that the block names as an input, and others
   * @return a relation with a column {@code user_id}
   */
  Dataset<Row> derive(SourceDefinition source, Map<String, Dataset<Row>> relations);

  /** What is wrong with the parameters; empty if they can be used. */
  Optional<String> fault(Map<String, ParameterValue> parameters);
}
