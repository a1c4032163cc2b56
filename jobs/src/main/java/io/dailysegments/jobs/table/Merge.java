package io.dailysegments.jobs.table;

import io.dailysegments.core.sql.SqlExpression;
import io.dailysegments.core.sql.SqlText;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * How rows that have the key of others change these.
 *
 * @param keys the columns of the key, dates or texts that are never null
 * @param columns what the rows of a table take of the others
 * @param takes when they take it
 * @param unmatched what becomes of rows whose key no row of the table has
 */
public record Merge(List<String> keys, List<String> columns, Takes takes, Unmatched unmatched) {

  public Merge {
    keys = List.copyOf(keys);
    columns = List.copyOf(columns);
    if (columns.isEmpty() || (takes != Takes.ALWAYS && columns.size() > 1)) {
      throw new IllegalArgumentException(takes + " of " + columns);
    }
  }

  /**
   * When a row of the table takes the values of another; all but always only of one column, which
   * each of the other rows has a value of.
   */
  public enum Takes {
    ALWAYS,
    /** Where the other has the smaller value, and the table's has one. */
    SMALLER,
    /** Where the other has the larger value, or the table's has none. */
    LARGER
  }

  /** What a merge does with rows that match none of the table's. */
  public enum Unmatched {
    INSERT,
    PASS_OVER
  }

  /** Whether two rows have the same key, in Spark SQL over {@code old} and {@code new}. */
  String matchSql() {
    return SqlExpression.and(keys.stream().map(key -> old(key) + " = " + other(key)).toList());
  }

  /**
   * When a row of the table changes, likewise.
   *
   * @param schema of the other rows
   */
  String takesSql(StructType schema) {
    String before = old(columns.get(0));
    String now = other(columns.get(0));
    return switch (takes) {
      case ALWAYS -> differsSql(schema);
      case SMALLER -> now + " < " + before;
      case LARGER -> "coalesce(" + before + " < " + now + ", true)";
    };
  }

  /** Spark compares no maps: where there is one, a row that stays the same changes, too. */
  private String differsSql(StructType schema) {
    if (columns.stream().anyMatch(column -> schema.apply(column).dataType() instanceof MapType)) {
      return "true";
    }
    return SqlExpression.not(
        SqlExpression.and(
            columns.stream().map(column -> old(column) + " <=> " + other(column)).toList()));
  }

  /** The new value of each column that changes, likewise. */
  Map<String, String> updatesSql() {
    return valuesSql(columns);
  }

  /** The value that each of some columns has in the other row, likewise. */
  static Map<String, String> valuesSql(List<String> columns) {
    return columns.stream().collect(Collectors.toMap(Function.identity(), Merge::other));
  }

  private static String old(String column) {
    return "old." + SqlText.identifier(column);
  }

  private static String other(String column) {
    return "new." + SqlText.identifier(column);
  }

  /** The key of a row that has its columns. */
  List<Object> key(Row row) {
    return keys.stream().<Object>map(row::getAs).toList();
  }

  /** Whether a row of the table takes the values of another with the same key. */
  boolean changes(Row old, Row other) {
    return takes == Takes.ALWAYS
        ? !values(old).equals(values(other))
        : isTaken(old.getAs(columns.get(0)), other.getAs(columns.get(0)));
  }

  private List<Object> values(Row row) {
    return columns.stream().<Object>map(row::getAs).toList();
  }

  private boolean isTaken(Comparable<Object> before, Object now) {
    if (takes == Takes.LARGER) {
      return before == null || before.compareTo(now) < 0;
    }
    return before != null && before.compareTo(now) > 0;
  }
}
