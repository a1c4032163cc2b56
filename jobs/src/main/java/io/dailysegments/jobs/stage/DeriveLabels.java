package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;

import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.jobs.derivation.Derivations;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Computes every label of the catalog: one row per account. */
public final class DeriveLabels {

  private final List<LabelDefinition> labels;
  private final LabelSql sql;

  public DeriveLabels(List<LabelDefinition> labels, LabelSql sql) {
    this.labels = List.copyOf(labels);
    this.sql = sql;
  }

  /**
   * @param measured what {@link MeasureUsers} gives; it is read several times
   * @return the accounts with the columns of {@code measured} and a column per label
   */
  public Dataset<Row> derive(Dataset<Row> measured) {
    Map<String, String> bound = new HashMap<>();
    labels.forEach(label -> bound.put(label.name(), sql.value(label)));
    Dataset<Row> rows = measured.filter(col(MeasureUsers.ACCOUNT).isNotNull());
    for (List<LabelDefinition> level : LabelOrder.levels(labels, bound)) {
      Map<String, Column> columns = new LinkedHashMap<>();
      level.forEach(label -> columns.put(label.name(), value(label, bound.get(label.name()))));
      rows = rows.withColumns(columns);
      rows = finish(level, rows);
    }
    return rows;
  }

  private static Dataset<Row> finish(List<LabelDefinition> level, Dataset<Row> rows) {
    Dataset<Row> finished = rows;
    for (LabelDefinition label : level) {
      if (label.derivation().isPresent()) {
        finished = Derivations.label(label.derivation().get()).derive(label, finished);
      }
    }
    return finished;
  }

  private static Column value(LabelDefinition label, String bound) {
    Column value = expr(bound).cast(label.type().sqlName());
    return label.type().kind() == LabelType.Kind.STRING ? nullif(value, lit("")) : value;
  }
}
