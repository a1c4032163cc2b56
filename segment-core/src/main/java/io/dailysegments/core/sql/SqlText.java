package io.dailysegments.core.sql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Literals and names of Spark SQL. Whatever a value holds, what is returned is one token or one
 * call that Spark reads back as that value: no value can end the literal, start a comment or name a
 * variable.
 *
 * <p>Holds while {@code spark.sql.parser.escapedStringLiterals} and {@code
 * spark.sql.ansi.doubleQuotedIdentifiers} have their default, false.
 */
public final class SqlText {
  private static final DateTimeFormatter DAY =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4, 6, SignStyle.EXCEEDS_PAD)
          .appendPattern("-MM-dd")
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private SqlText() {}

  /** A string literal in single quotes; what can't be seen is written by its number. */
  public static String string(String value) {
    StringBuilder sql = new StringBuilder(value.length() + 2).append('\'');
    value.chars().forEach(unit -> appendEscaped(sql, (char) unit));
    return sql.append('\'').toString();
  }

  /**
   * A name in back-ticks: of a column, a function's argument or a table.
   *
   * @throws IllegalArgumentException if the name is empty or has a control character or {@code $},
   *     for which back-ticks have no escape
   */
  public static String identifier(String name) {
    boolean unsafe = name.chars().anyMatch(unit -> unit == '$' || isControl((char) unit));
    if (name.isEmpty() || unsafe) {
      throw new IllegalArgumentException("Cannot write an SQL name: " + string(name));
    }
    return '`' + name.replace("`", "``") + '`';
  }

  /** {@code DATE '2026-01-31'}. */
  public static String date(LocalDate day) {
    return "DATE '" + DAY.format(day) + '\'';
  }

  /**
   * {@code TIMESTAMP '2026-01-31T23:59:59.000001Z'}, in UTC; what is below a microsecond is cut
   * off.
   */
  public static String timestamp(Instant instant) {
    LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    int micros = utc.get(ChronoField.MICRO_OF_SECOND);
    String fraction = micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros);
    return "TIMESTAMP '" + DAY.format(utc) + 'T' + TIME.format(utc) + fraction + "Z'";
  }

  /** A whole number or decimal in plain digits, never with an exponent, without needless zeros. */
  public static String number(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** A double: the one nearest to the value. */
  public static String doubleNumber(BigDecimal value) {
    return number(value) + 'D';
  }

  /** {@code true} or {@code false}. */
  public static String bool(boolean value) {
    return String.valueOf(value);
  }

  /**
   * {@code array('a', 'b')}: an array of strings; {@code CAST(array() AS ARRAY<STRING>)} without
   * any.
   */
  public static String array(List<String> values) {
    if (values.isEmpty()) {
      return "CAST(array() AS ARRAY<STRING>)";
    }
    return values.stream().map(SqlText::string).collect(Collectors.joining(", ", "array(", ")"));
  }

  private static void appendEscaped(StringBuilder sql, char unit) {
    if (unit == '\\' || unit == '\'') {
      sql.append('\\').append(unit);
    } else if (isControl(unit) || unit == '$' || Character.getType(unit) == Character.FORMAT) {
      sql.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
    } else {
      sql.append(unit);
    }
  }

  private static boolean isControl(char unit) {
    return Character.isISOControl(unit) || unit == '\u2028' || unit == '\u2029';
  }
}
