package io.dailysegments.jobs.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/** A few rows that are merged into those of a table, which come one by one. */
final class MergedRows {

  private final Merge merge;
  private final Map<List<Object>, Row> others = new HashMap<>();
  private final Set<List<Object>> matched = new HashSet<>();

  /**
   * @param others rows with names and keys of their own
   */
  MergedRows(Merge merge, List<Row> others) {
    this.merge = merge;
    others.forEach(row -> this.others.put(merge.key(row), row));
  }

  /**
   * @throws IllegalArgumentException if two rows have the same key, or one has none, or no value to
   *     be compared with the table's
   */
  static void requireWhole(Merge merge, List<Row> rows) {
    Set<List<Object>> keys = new HashSet<>();
    for (Row row : rows) {
      List<Object> key = merge.key(row);
      if (key.contains(null) || !keys.add(key)) {
        throw new IllegalArgumentException("No key, or one that another row has: " + key);
      }
      if (merge.takes() != Merge.Takes.ALWAYS && row.getAs(merge.columns().get(0)) == null) {
        throw new IllegalArgumentException("No value of " + merge.columns() + ": " + key);
      }
    }
  }

  /** The rows of the table that may change, of which there may be some. */
  Where candidates() {
    Where where = Where.ANY;
    for (int i = 0; i < merge.keys().size(); i++) {
      int place = i;
      Set<Object> values =
          others.keySet().stream().map(key -> key.get(place)).collect(Collectors.toSet());
      where = where.and(merge.keys().get(i), values.stream().map(MergedRows::value).toList());
    }
    return where;
  }

  private static Object value(Object key) {
    return key instanceof java.sql.Date day ? day.toLocalDate() : key;
  }

  /** What a row of the table becomes; the same object if it stays as it is. */
  Row merged(Row old, StructType schema) {
    List<Object> key = merge.key(old);
    Row other = others.get(key);
    if (other == null) {
      return old;
    }
    matched.add(key);
    return merge.changes(old, other) ? changed(old, other, schema) : old;
  }

  private Row changed(Row old, Row other, StructType schema) {
    Object[] values = new Object[schema.length()];
    Arrays.setAll(values, old::get);
    merge.columns().forEach(column -> values[schema.fieldIndex(column)] = other.getAs(column));
    return new GenericRowWithSchema(values, schema);
  }

  /** The rows to be inserted once all of the table have come. */
  List<Row> inserted() {
    if (merge.unmatched() == Merge.Unmatched.PASS_OVER) {
      return List.of();
    }
    return others.entrySet().stream()
        .filter(other -> !matched.contains(other.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
