package io.dailysegments.jobs.stage;

import io.dailysegments.core.catalog.SourceDefinition;
import io.dailysegments.jobs.derivation.Derivations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the relations that labels aggregate from the visible rows of inputs, by the source blocks
 * of the catalog.
 */
public final class ResolveSources {

  private final List<SourceDefinition> definitions;
  private final LabelSql sql;

  public ResolveSources(List<SourceDefinition> definitions, LabelSql sql) {
    this.definitions = List.copyOf(definitions);
    this.sql = sql;
  }

  /**
   * @param inputs the visible rows of every input but the events, by name, and other given
   *     relations
   * @return these and every source of the catalog, by name
   */
  public Map<String, Dataset<Row>> resolve(Map<String, Dataset<Row>> inputs) {
    Map<String, Dataset<Row>> relations = new HashMap<>(inputs);
    List<SourceDefinition> open = new ArrayList<>(definitions);
    while (!open.isEmpty()) {
      SourceDefinition next =
          open.stream()
              .filter(source -> relations.keySet().containsAll(source.inputs()))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("unresolvable sources: " + open));
      relations.put(next.name(), make(next, relations));
      open.remove(next);
    }
    return relations;
  }

  private Dataset<Row> make(SourceDefinition source, Map<String, Dataset<Row>> relations) {
    if (source.derivation().isPresent()) {
      return Derivations.source(source.derivation().get()).derive(source, relations);
    }
    SparkSession session = relations.values().iterator().next().sparkSession();
    Map<String, String> views = new HashMap<>();
    for (String input : source.inputs()) {
      String view = "source_" + input + "_" + UUID.randomUUID().toString().replace('-', '_');
      relations.get(input).createOrReplaceTempView(view);
      views.put(input, view);
    }
    Dataset<Row> rows = session.sql(sql.query(source, views));
    views.values().forEach(view -> session.catalog().dropTempView(view));
    return rows;
  }
}
