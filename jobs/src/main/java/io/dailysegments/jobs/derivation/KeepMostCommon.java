package io.dailysegments.jobs.derivation;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.catalog.ParameterValue;
import io.dailysegments.core.catalog.ParameterValue.NumberValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps the most common values of a label and calls the others {@code Others}, no value {@code NA}.
 * Counted are the accounts that are not deleted; of equally common values the smallest by code
 * point is kept.
 *
 * <p>Parameter {@code keep}: how many values are kept.
 */
final class KeepMostCommon implements LabelDerivation {

  private static final String KEPT = "_kept";

  @Override
  public Optional<String> fault(Map<String, ParameterValue> parameters) {
    boolean sound =
        parameters.get("keep") instanceof NumberValue number
            && number.value().signum() >= 0
            && number.value().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
            && number.value().stripTrailingZeros().scale() <= 0;
    return sound
        ? Optional.empty()
        : Optional.of("parameter 'keep' must be a whole number from 0 to " + Integer.MAX_VALUE);
  }

  @Override
  public Dataset<Row> derive(LabelDefinition label, Dataset<Row> rows) {
    int keep = ((NumberValue) label.parameters().get("keep")).value().intValueExact();
    Column value = col(label.name());
    Dataset<Row> kept =
        rows.filter(value.isNotNull())
            .filter(col("user_type").notEqual(lit("deleted")))
            .groupBy(value.as(KEPT))
            .agg(count(lit(1)).as("accounts"))
            .orderBy(col("accounts").desc(), col(KEPT))
            .limit(keep)
            .select(KEPT);
    Column named =
        when(value.isNull(), lit("NA")).when(col(KEPT).isNull(), lit("Others")).otherwise(value);
    return rows.join(broadcast(kept), value.equalTo(col(KEPT)), "left_outer")
        .withColumn(label.name(), named)
        .drop(KEPT);
  }
}
