package io.dailysegments.core.block;

import static io.dailysegments.core.block.Rules.number;
import static io.dailysegments.core.block.Rules.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.condition.FlagCondition;
import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.condition.NumberCondition.Operator;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TimeCondition;
import io.dailysegments.core.condition.ValueCondition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operator of every type, by hand. In the tables {@code -} is a missing value; the data date
 * is 2026-03-10, the zone six hours ahead of UTC.
 */
class OperatorsTest {
  private static final String MISSING = "-";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // operator | operands | members | others
        "EQUALS      | 3    | 3             | 2 4 -3 -",
        "NOT_EQUALS  | 3    | 2 4 -3        | 3 -",
        "IN          | 1 3 4| 1 3 4         | 0 2 5 -",
        "NOT_IN      | 1 3 4| 0 2 5 -1      | 1 3 4 -",
        "GREATER_THAN| 3    | 4 2147483647  | 3 2 -",
        "AT_LEAST    | 3    | 3 4           | 2 -2147483648 -",
        "LESS_THAN   | 3    | 2 -2147483648 | 3 4 -",
        "AT_MOST     | 3    | 3 2           | 4 -",
        "BETWEEN     | -1 3 | -1 0 3        | -2 4 -",
        "BETWEEN     | 5 3  |               | 3 4 5 -",
      })
  void ints(Operator operator, String operands, String members, String others) {
    check(Rules.INT, number(operator, words(operands)), members, others, Integer::valueOf);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EQUALS      | 9223372036854775807  | 9223372036854775807  | 9223372036854775806 -",
        "NOT_EQUALS  | 9223372036854775807  | 9223372036854775806  | 9223372036854775807 -",
        "EQUALS      | -9223372036854775808 | -9223372036854775808 | -9223372036854775807 -",
        "NOT_EQUALS  | -9223372036854775808 | -9223372036854775807 | -9223372036854775808 -",
        "GREATER_THAN| 9223372036854775806  | 9223372036854775807  | 9223372036854775806 -",
        "LESS_THAN   | -9223372036854775807 | -9223372036854775808 | -9223372036854775807 -",
        "AT_LEAST    | 9007199254740993     | 9007199254740993     | 9007199254740992 -",
        "AT_MOST     | 0                    | 0 -1                 | 1 -",
        "IN          | 0 9223372036854775807| 0 9223372036854775807| 1 -1 -",
        "NOT_IN      | 0 9223372036854775807| 1 -1                 | 0 9223372036854775807 -",
        "BETWEEN     | 0 9223372036854775807| 0 9223372036854775807| -1 -",
      })
  void bigints(Operator operator, String operands, String members, String others) {
    check(Rules.BIGINT, number(operator, words(operands)), members, others, Long::valueOf);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EQUALS      | 33.3     | 33.3                | 33.300000000000004 NaN -",
        "EQUALS      | 0        | 0.0 -0.0            | 4.9E-324 NaN -",
        "NOT_EQUALS  | 0        | 4.9E-324 NaN        | 0.0 -0.0 -",
        "IN          | 0 0.1    | -0.0 0.1            | 0.10000000000000002 NaN -",
        "NOT_IN      | 0 0.1    | 0.10000000000000002 NaN -Infinity | 0.0 -0.0 0.1 -",
        "GREATER_THAN| 0        | 4.9E-324 Infinity NaN | 0.0 -0.0 -1.0 -Infinity -",
        "AT_LEAST    | 0        | 0.0 -0.0 NaN        | -4.9E-324 -",
        "LESS_THAN   | 0        | -4.9E-324 -Infinity | 0.0 -0.0 1.0 NaN -",
        "AT_MOST     | 0        | 0.0 -0.0 -1.0       | 4.9E-324 NaN Infinity -",
        "AT_LEAST    | -1.5     | -1.5 0.0 NaN        | -1.5000000000000002 -",
        "BETWEEN     | -1 66.6  | -1.0 66.6 -0.0      | -1.0000000000000002 66.60000000000001 NaN -",
        "EQUALS      | 1e-400   | 0.0 -0.0            | 4.9E-324 -",
        "AT_LEAST    | -1e-400  | 0.0 -0.0            | -4.9E-324 -",
      })
  void doubles(Operator operator, String operands, String members, String others) {
    check(Rules.DOUBLE, number(operator, words(operands)), members, others, Double::valueOf);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EQUALS      | 5.1       | 5.10       | 5.11 5.09 -5.10 -",
        "NOT_EQUALS  | 5.1       | 5.11       | 5.10 -",
        "GREATER_THAN| 5.1       | 5.11       | 5.10 -",
        "AT_LEAST    | 5.1       | 5.10       | 5.09 -",
        "LESS_THAN   | -5.1      | -5.11      | -5.10 -",
        "AT_MOST     | 5.1       | 5.10       | 5.11 -",
        "BETWEEN     | -0.01 0.01| -0.01 0.01 | 0.02 -0.02 -",
        "IN          | 1 2       | 1.00 2.00  | 1.01 -",
        "NOT_IN      | 1 2       | 1.01       | 1.00 2.00 -",
        "AT_LEAST    | 9999999999999999.99 | 9999999999999999.99 | 9999999999999999.98 -",
      })
  void narrowDecimals(Operator operator, String operands, String members, String others) {
    LabelType type = Rules.decimal(18, 2);
    check(type, number(operator, words(operands)), members, others, BigDecimal::new);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 92233720368547758.07 is the greatest that fits a long
        "EQUALS      | 92233720368547758.07 | 92233720368547758.07 | 92233720368547758.08 -",
        "EQUALS      | 92233720368547758.08 | 92233720368547758.08 | 92233720368547758.07"
            + " 92233720368547758.09 0 -",
        "NOT_EQUALS  | 92233720368547758.08 | 92233720368547758.07 0 -92233720368547758.08 |"
            + " 92233720368547758.08 -",
        "GREATER_THAN| 92233720368547758.07 | 92233720368547758.08"
            + " 99999999999999999999999999.99 | 92233720368547758.07 0"
            + " -99999999999999999999999999.99 -",
        "AT_LEAST    | 0 | 0 99999999999999999999999999.99 | -99999999999999999999999999.99 -",
        "LESS_THAN   | -92233720368547758.08 | -92233720368547758.09 | -92233720368547758.08 0 -",
        "AT_MOST     | 92233720368547758.08 | 92233720368547758.08 0"
            + " -99999999999999999999999999.99 | 92233720368547758.09 -",
        "BETWEEN     | 92233720368547758.09 99999999999999999999999999.99 |"
            + " 92233720368547758.09 99999999999999999999999999.99 | 92233720368547758.08 -",
        "IN          | 1 92233720368547758.09 | 1.00 92233720368547758.09 | 2"
            + " 92233720368547758.10 -",
        "NOT_IN      | 1 92233720368547758.09 | 2 92233720368547758.10 | 1.00"
            + " 92233720368547758.09 -",
      })
  void wideDecimals(Operator operator, String operands, String members, String others) {
    LabelType type = Rules.decimal(28, 2);
    check(type, number(operator, words(operands)), members, others, BigDecimal::new);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EQUALS      | ab   | ab          | AB a abc b -",
        "NOT_EQUALS  | ab   | AB a abc    | ab -",
        "IN          | ab c | ab c        | a abc -",
        "NOT_IN      | ab c | a abc       | ab c -",
        "CONTAINS    | ab   | ab xabx aab | a b axb ba -",
        "NOT_CONTAINS| ab   | a b axb ba  | ab xabx aab -",
        "STARTS_WITH | ab   | ab abx      | xab a -",
        "ENDS_WITH   | ab   | ab xab aab  | abx b -",
        "EQUALS      | é    | é           | e\u0301 É e -",
        "CONTAINS    | 😀   | x😀y 😀     | 😁 x -",
        "STARTS_WITH | 家   | 家族        | 族家 -",
        "ENDS_WITH   | ß    | aß          | ss SS -",
        "CONTAINS    | aab  | aaab        | aaa ab -",
      })
  void texts(TextCondition.Operator operator, String operands, String members, String others) {
    check(Rules.STRING, text(operator, words(operands)), members, others, word -> word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "before 2026-03-01   | 2026-02-28T17:59:59.999999Z | 2026-02-28T18:00:00Z -",
        "after 2026-03-01    | 2026-03-01T18:00:00Z        | 2026-03-01T17:59:59.999999Z -",
        "on 2026-03-01       | 2026-02-28T18:00:00Z 2026-03-01T17:59:59.999999Z |"
            + " 2026-02-28T17:59:59.999999Z 2026-03-01T18:00:00Z -",
        "last 1              | 2026-03-09T18:00:00Z 2026-03-10T17:59:59.999999Z |"
            + " 2026-03-09T17:59:59.999999Z 2026-03-10T18:00:00Z -",
        "notlast 30          | 2026-02-08T17:59:59.999999Z 2026-03-10T18:00:00Z |"
            + " 2026-02-08T18:00:00Z 2026-03-10T17:59:59.999999Z -",
        "next 2              | 2026-03-10T18:00:00Z 2026-03-12T17:59:59.999999Z |"
            + " 2026-03-10T17:59:59.999999Z 2026-03-12T18:00:00Z -",
        "last 4000000        | 1969-12-31T23:59:59.999999Z 0001-01-01T00:00:00Z |"
            + " 2026-03-10T18:00:00Z -",
        "next 4000000        | 9999-12-31T23:59:59Z        | 2026-03-10T17:59:59Z -",
        "before 1970-01-01   | 1969-12-31T17:59:59.999999Z | 1969-12-31T18:00:00Z -",
        "empty true          | -                           | 2026-03-10T18:00:00Z",
        "empty false         | 2026-03-10T18:00:00Z        | -",
      })
  void times(String condition, String members, String others) {
    check(Rules.TIMESTAMP, time(words(condition)), members, others, Instant::parse);
  }

  private static TimeCondition time(String[] words) {
    String operand = words[1];
    return switch (words[0]) {
      case "before" -> dates(Optional.empty(), Optional.of(LocalDate.parse(operand).minusDays(1)));
      case "after" -> dates(Optional.of(LocalDate.parse(operand).plusDays(1)), Optional.empty());
      case "on" -> dates(Optional.of(operand), Optional.of(operand), LocalDate::parse);
      case "last" -> new TimeCondition.DaysAgo(Integer.parseInt(operand) - 1, 0);
      case "notlast" -> new TimeCondition.NotInLastDays(Integer.parseInt(operand));
      case "next" -> new TimeCondition.DaysAgo(-1, -Integer.parseInt(operand));
      default -> new TimeCondition.IsEmpty(Boolean.parseBoolean(operand));
    };
  }

  private static TimeCondition dates(
      Optional<String> from, Optional<String> to, Function<String, LocalDate> parsed) {
    return dates(from.map(parsed), to.map(parsed));
  }

  private static TimeCondition dates(Optional<LocalDate> from, Optional<LocalDate> to) {
    return new TimeCondition.Dates(from, to);
  }

  static Stream<LabelType> numberTypes() {
    return Stream.of(
        Rules.INT, Rules.BIGINT, Rules.DOUBLE, Rules.decimal(18, 2), Rules.decimal(38, 10));
  }

  @ParameterizedTest
  @MethodSource("numberTypes")
  void numbersAreMissingOrNot(LabelType type) {
    Function<String, Object> value =
        switch (type.kind()) {
          case DOUBLE -> Double::valueOf;
          case DECIMAL -> BigDecimal::new;
          default -> Long::valueOf;
        };
    check(type, new NumberCondition.IsEmpty(true), "-", "0 1 -1", value);
    check(type, new NumberCondition.IsEmpty(false), "0 1 -1", "-", value);
  }

  @Test
  void theGreatestDecimalsAreThere() {
    String greatest = "9".repeat(28) + "." + "9".repeat(10);
    check(
        Rules.decimal(38, 10),
        new NumberCondition.IsEmpty(false),
        greatest + " -" + greatest,
        "-",
        BigDecimal::new);
  }

  @Test
  void flags() {
    check(Rules.BOOLEAN, new FlagCondition(true), "true", "false -", Boolean::valueOf);
    check(Rules.BOOLEAN, new FlagCondition(false), "false", "true -", Boolean::valueOf);
  }

  @Test
  void anEmptyTextIsMissing() {
    Function<String, Object> quoted = word -> word.equals("''") ? "" : word;
    check(Rules.STRING, new TextCondition.IsEmpty(true), "- ''", "a", quoted);
    check(Rules.STRING, new TextCondition.IsEmpty(false), "a", "- ''", quoted);
    check(Rules.STRING, text(TextCondition.Operator.NOT_EQUALS, "a"), "b", "- '' a", quoted);
    check(Rules.STRING, text(TextCondition.Operator.NOT_CONTAINS, "a"), "b", "- '' a", quoted);
    check(Rules.STRING, text(TextCondition.Operator.NOT_IN, "a"), "b", "- '' a", quoted);
  }

  /** The condition holds for the members, and not for the others; its complement the reverse. */
  private static void check(
      LabelType type,
      ValueCondition condition,
      String members,
      String others,
      Function<String, Object> value) {
    List<Map<String, Object>> rows = new ArrayList<>();
    Stream.concat(Stream.of(words(members)), Stream.of(words(others)))
        .forEach(word -> rows.add(row(word, value)));
    List<Integer> numbers = Stream.iterate(0, n -> n + 1).limit(rows.size()).toList();
    int count = words(members).length;
    BlockPlan plan =
        Rules.plan(
            List.of(
                Rules.everyAccount("it", Rules.label("x", type, condition)),
                Rules.everyAccount("not", Rules.not(Rules.label("x", type, condition)))));

    assertThat(Rows.members(plan, "it", rows)).isEqualTo(numbers.subList(0, count));
    assertThat(Rows.members(plan, "not", rows)).isEqualTo(numbers.subList(count, rows.size()));
  }

  private static Map<String, Object> row(String word, Function<String, Object> value) {
    return word.equals(MISSING) ? Map.of() : Map.of("x", value.apply(word));
  }

  private static String[] words(String text) {
    return text == null ? new String[0] : text.trim().split(" +");
  }
}
