package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.rule.CompiledSegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one pass over the labels of a day counts.
 *
 * @param accounts how many there are
 * @param populations how many accounts satisfy each distinct population of segments, by its SQL
 * @param missing for how many accounts each label has no value or one that says so
 */
record LabelCounts(long accounts, Map<String, Long> populations, SortedMap<String, Long> missing) {

  /** Values of text labels that stand for no value. */
  private static final Object[] PLACEHOLDERS = {"", "Unknown", "NA", "Others"};

  /** Labels that are counted, beside the SQL of the population that is everybody. */
  private static final String EVERYBODY = "true";

  static LabelCounts of(
      Dataset<Row> rows, List<LabelDefinition> labels, List<CompiledSegment> segments) {
    List<String> populations =
        new ArrayList<>(
            segments.stream()
                .map(CompiledSegment::populationSql)
                .collect(Collectors.toCollection(TreeSet::new)));
    List<Column> columns = new ArrayList<>();
    populations.forEach(sql -> columns.add(count_if(expr(sql))));
    labels.forEach(label -> columns.add(count_if(isMissing(label))));
    Row counts = rows.agg(count_if(lit(true)), columns.toArray(Column[]::new)).head();
    Map<String, Long> found = new HashMap<>();
    for (int i = 0; i < populations.size(); i++) {
      found.put(populations.get(i), counts.getLong(1 + i));
    }
    found.put(EVERYBODY, counts.getLong(0));
    SortedMap<String, Long> missing = new TreeMap<>();
    for (int i = 0; i < labels.size(); i++) {
      missing.put(labels.get(i).name(), counts.getLong(1 + populations.size() + i));
    }
    return new LabelCounts(counts.getLong(0), found, missing);
  }

  private static Column isMissing(LabelDefinition label) {
    Column value = col(label.name());
    return label.type().kind() == LabelType.Kind.STRING
        ? value.isNull().or(value.isin(PLACEHOLDERS))
        : value.isNull();
  }
}
