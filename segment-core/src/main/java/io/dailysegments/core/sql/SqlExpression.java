package io.dailysegments.core.sql;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts Spark SQL together from parts. A <em>value</em> is a name, a literal or a call; a
 * <em>condition</em> can stand in a call, in {@code CASE WHEN}, and as an operand of the conditions
 * made here, as it is.
 */
public final class SqlExpression {
  /** How two values are compared. */
  public enum Comparison {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String symbol;

    Comparison(String symbol) {
      this.symbol = symbol;
    }
  }

  private SqlExpression() {}

  /** True where all hold; {@code true} without any. */
  public static String and(Collection<String> conditions) {
    return joined(conditions, " AND ", "true");
  }

  /** True where all hold. */
  public static String and(String... conditions) {
    return and(List.of(conditions));
  }

  /** True where any holds; {@code false} without any. */
  public static String or(Collection<String> conditions) {
    return joined(conditions, " OR ", "false");
  }

  /** True where any holds. */
  public static String or(String... conditions) {
    return or(List.of(conditions));
  }

  /** True where the condition is false. */
  public static String not(String condition) {
    return condition.startsWith("(") ? "NOT " + condition : "NOT (" + condition + ")";
  }

  /** Compares two values; null if either is. */
  public static String compare(String left, Comparison comparison, String right) {
    return left + " " + comparison.symbol + " " + right;
  }

  /** Between both ends, which are included; null if the value is. */
  public static String between(String value, String low, String high) {
    return value + " BETWEEN " + low + " AND " + high;
  }

  /**
   * Whether the value is one of the others, null if it is null; {@code false} without any other.
   */
  public static String in(String value, Collection<String> others) {
    return others.isEmpty() ? "false" : value + " IN " + list(others);
  }

  /**
   * Whether the value is none of the others, null if it is null; {@code true} without any other.
   */
  public static String notIn(String value, Collection<String> others) {
    return others.isEmpty() ? "true" : value + " NOT IN " + list(others);
  }

  /** Whether there is no value. */
  public static String isNull(String value) {
    return value + " IS NULL";
  }

  /** Whether there is a value. */
  public static String isNotNull(String value) {
    return value + " IS NOT NULL";
  }

  /** A value: the one given where the condition holds, else null. */
  public static String when(String condition, String value) {
    return "CASE WHEN " + condition + " THEN " + value + " END";
  }

  /** The condition, with null taken as false. */
  public static String orFalse(String condition) {
    return call("coalesce", condition, SqlText.bool(false));
  }

  /** The condition, with null taken as true. */
  public static String orTrue(String condition) {
    return call("coalesce", condition, SqlText.bool(true));
  }

  /** {@code function(a, b)}. */
  public static String call(String function, String... arguments) {
    return function + "(" + String.join(", ", arguments) + ")";
  }

  /** {@code CAST(value AS TYPE)}. */
  public static String cast(String value, String type) {
    return "CAST(" + value + " AS " + type + ")";
  }

  /** The value of a map under a key; null without the key. */
  public static String element(String map, String key) {
    return map + "[" + SqlText.string(key) + "]";
  }

  /** The sum of values; {@code 0} without any. */
  public static String plus(Collection<String> values) {
    return joined(values, " + ", "0");
  }

  private static String joined(Collection<String> parts, String separator, String none) {
    return switch (parts.size()) {
      case 0 -> none;
      case 1 -> parts.iterator().next();
      default -> parts.stream().collect(Collectors.joining(separator, "(", ")"));
    };
  }

  private static String list(Collection<String> values) {
    return values.stream().collect(Collectors.joining(", ", "(", ")"));
  }
}
