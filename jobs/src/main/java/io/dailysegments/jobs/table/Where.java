package io.dailysegments.jobs.table;

import io.dailysegments.core.sql.SqlExpression;
import io.dailysegments.core.sql.SqlText;
import io.delta.kernel.expressions.AlwaysFalse;
import io.delta.kernel.expressions.AlwaysTrue;
import io.delta.kernel.expressions.And;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Or;
import io.delta.kernel.expressions.Predicate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Rows of an output table, told by the values of some of its columns.
 *
 * @param among the values that a column may have, dates or texts, by column
 * @param not values that it may not have
 */
public record Where(SortedMap<String, List<?>> among, SortedMap<String, List<?>> not) {

  /** All rows. */
  public static final Where ANY = new Where(new TreeMap<>(), new TreeMap<>());

  /** No row. */
  static final Where NONE = in("", List.of());

  public Where {
    among = new TreeMap<>(among);
    not = new TreeMap<>(not);
  }

  /** The rows with a day in a column. */
  public static Where is(String column, LocalDate day) {
    return in(column, List.of(day));
  }

  /** The rows with one of some values, dates or texts, in a column. */
  public static Where in(String column, Collection<?> values) {
    return ANY.and(column, values);
  }

  /** Those of these rows with one of some values in another column. */
  public Where and(String column, Collection<?> values) {
    return new Where(with(among, column, values), not);
  }

  /** Those of these rows with none of some values in another column. */
  public Where butNot(String column, Collection<?> values) {
    return new Where(among, with(not, column, values));
  }

  private static SortedMap<String, List<?>> with(
      SortedMap<String, List<?>> columns, String column, Collection<?> values) {
    SortedMap<String, List<?>> more = new TreeMap<>(columns);
    more.put(column, List.copyOf(values));
    return more;
  }

  /** Whether no row can be one of these, because a column has no value to be among. */
  boolean isNone() {
    return among.values().stream().anyMatch(List::isEmpty);
  }

  /** Whether these are all the rows of some partitions of a table. */
  boolean isOf(List<String> partitionColumns) {
    return partitionColumns.containsAll(among.keySet())
        && partitionColumns.containsAll(not.keySet());
  }

  /** The condition in Spark SQL. */
  String sql() {
    List<String> conditions = new ArrayList<>();
    among.forEach((column, values) -> conditions.add(SqlExpression.in(name(column), sql(values))));
    not.forEach((column, values) -> conditions.add(SqlExpression.notIn(name(column), sql(values))));
    return SqlExpression.and(conditions);
  }

  private static String name(String column) {
    return SqlText.identifier(column);
  }

  private static List<String> sql(List<?> values) {
    return values.stream()
        .map(value -> value instanceof LocalDate day ? SqlText.date(day) : text(value))
        .toList();
  }

  private static String text(Object value) {
    return SqlText.string((String) value);
  }

  /** A condition of Delta Kernel that holds for these rows, and may hold for others. */
  Predicate kernel() {
    if (isNone()) {
      return AlwaysFalse.ALWAYS_FALSE;
    }
    Stream<Predicate> is = among.entrySet().stream().map(Where::kernel);
    Stream<Predicate> isNot =
        not.entrySet().stream()
            .filter(column -> !column.getValue().isEmpty())
            .map(column -> new Predicate("NOT", kernel(column)));
    return Stream.concat(is, isNot).reduce(And::new).orElse(AlwaysTrue.ALWAYS_TRUE);
  }

  private static Predicate kernel(Map.Entry<String, List<?>> column) {
    var name = new io.delta.kernel.expressions.Column(column.getKey());
    return any(
        column.getValue().stream().map(value -> new Predicate("=", name, literal(value))).toList());
  }

  /** Halved again and again: Kernel goes down a condition by recursion. */
  private static Predicate any(List<Predicate> conditions) {
    if (conditions.size() == 1) {
      return conditions.get(0);
    }
    int half = conditions.size() / 2;
    return new Or(
        any(conditions.subList(0, half)), any(conditions.subList(half, conditions.size())));
  }

  private static Literal literal(Object value) {
    return value instanceof LocalDate day
        ? Literal.ofDate(Math.toIntExact(day.toEpochDay()))
        : Literal.ofString((String) value);
  }

  /** Whether a row that has these columns is one of these. */
  boolean holdsFor(Row row) {
    return holds(column -> text(row, column));
  }

  private static String text(Row row, String column) {
    Object value = row.getAs(column);
    return value == null ? null : value.toString(); // of a date as of a LocalDate
  }

  /** Whether rows of a partition, told by its values as texts, are all of these. */
  boolean holdsFor(Map<String, String> partition) {
    return holds(partition::get);
  }

  private boolean holds(UnaryOperator<String> value) {
    return among.entrySet().stream().allMatch(column -> isAmong(value, column, true))
        && not.entrySet().stream().allMatch(column -> isAmong(value, column, false));
  }

  /** As SQL has it: what has no value is neither among others nor not. */
  private static boolean isAmong(
      UnaryOperator<String> value, Map.Entry<String, List<?>> column, boolean among) {
    String found = value.apply(column.getKey());
    return found == null
        ? !among && column.getValue().isEmpty()
        : column.getValue().stream().anyMatch(one -> one.toString().equals(found)) == among;
  }
}
