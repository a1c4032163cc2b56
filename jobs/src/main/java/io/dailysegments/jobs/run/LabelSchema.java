package io.dailysegments.jobs.run;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.problem.DefinitionException;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Compares the catalog with the label table that is there already. */
final class LabelSchema {

  private final OutputTables tables;

  LabelSchema(OutputTables tables) {
    this.tables = tables;
  }

  /**
   * @throws DefinitionException if a label has another type than its column; new labels are fine
   */
  void requireCompatible(Catalog catalog) {
    StructType schema = tables.schema(OutputTable.USER_LABELS);
    List<Problem> problems =
        catalog.labels().stream().flatMap(label -> problem(label, schema).stream()).toList();
    if (!problems.isEmpty()) {
      throw new DefinitionException(problems);
    }
  }

  private Optional<Problem> problem(LabelDefinition label, StructType schema) {
    return Arrays.stream(schema.fields())
        .filter(field -> field.name().equalsIgnoreCase(label.name()))
        .map(StructField::dataType)
        .filter(type -> !type.simpleString().equals(label.type().sqlName()))
        .findFirst()
        .map(
            type ->
                new Problem(
                    label.position(),
                    ("label '%s' is %s and its column in %s is %s; a changed type needs a label of"
                            + " another name")
                        .formatted(
                            label.name(),
                            label.type().sqlName(),
                            tables.place(OutputTable.USER_LABELS),
                            type.simpleString())));
  }
}
