package io.dailysegments.jobs.benchmark;

import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TimeCondition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Conditions as DuckDB SQL that is true or false, never null. */
final class PeerSql {

  private PeerSql() {}

  static String string(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String strings(Collection<String> texts) {
    return texts.stream().map(PeerSql::string).collect(Collectors.joining(", "));
  }

  static String date(LocalDate day) {
    return "DATE '" + day + "'";
  }

  static String timestamp(LocalDate day) {
    return "TIMESTAMP '" + day + " 00:00:00'";
  }

  private static String orFalse(String condition) {
    return "coalesce(" + condition + ", false)";
  }

  /** A condition on a flag. */
  static String flag(String value, boolean wanted) {
    return orFalse(wanted ? value : "NOT " + value);
  }

  /** A condition on a text. */
  static String text(String value, TextCondition condition) {
    return condition.accept(
        new TextCondition.Visitor<>() {
          @Override
          public String compare(TextCondition.Compare compare) {
            return orFalse(value + " <> '' AND " + comparison(value, compare));
          }

          @Override
          public String isEmpty(TextCondition.IsEmpty isEmpty) {
            String empty = "coalesce(" + value + " = '', true)";
            return isEmpty.empty() ? empty : "NOT " + empty;
          }
        });
  }

  private static String comparison(String value, TextCondition.Compare compare) {
    String all = strings(compare.operands());
    String first = string(compare.operands().get(0));
    return switch (compare.operator()) {
      case EQUALS, IN -> "%s IN (%s)".formatted(value, all);
      case NOT_EQUALS, NOT_IN -> "%s NOT IN (%s)".formatted(value, all);
      case CONTAINS -> "contains(%s, %s)".formatted(value, first);
      case NOT_CONTAINS -> "NOT contains(%s, %s)".formatted(value, first);
      case STARTS_WITH -> "starts_with(%s, %s)".formatted(value, first);
      case ENDS_WITH -> "suffix(%s, %s)".formatted(value, first);
    };
  }

  /**
   * A condition on a number.
   *
   * @param literal how an operand is written
   */
  static String number(
      String value, NumberCondition condition, Function<BigDecimal, String> literal) {
    return condition.accept(
        new NumberCondition.Visitor<>() {
          @Override
          public String compare(NumberCondition.Compare compare) {
            return orFalse(comparison(value, compare, literal));
          }

          @Override
          public String isEmpty(NumberCondition.IsEmpty isEmpty) {
            return value + (isEmpty.empty() ? " IS NULL" : " IS NOT NULL");
          }
        });
  }

  private static String comparison(
      String value, NumberCondition.Compare compare, Function<BigDecimal, String> literal) {
    List<String> operands = compare.operands().stream().map(literal).toList();
    String first = operands.get(0);
    return switch (compare.operator()) {
      case EQUALS, IN -> "%s IN (%s)".formatted(value, String.join(", ", operands));
      case NOT_EQUALS, NOT_IN -> "%s NOT IN (%s)".formatted(value, String.join(", ", operands));
      case GREATER_THAN -> value + " > " + first;
      case AT_LEAST -> value + " >= " + first;
      case LESS_THAN -> value + " < " + first;
      case AT_MOST -> value + " <= " + first;
      case BETWEEN -> "%s BETWEEN %s AND %s".formatted(value, first, operands.get(1));
    };
  }

  /** A condition on a time in UTC. */
  static String time(String value, TimeCondition condition, LocalDate dataDate) {
    return condition.accept(
        new TimeCondition.Visitor<>() {
          @Override
          public String dates(TimeCondition.Dates dates) {
            List<String> parts = new ArrayList<>();
            dates.from().ifPresent(from -> parts.add(value + " >= " + timestamp(from)));
            dates.to().ifPresent(to -> parts.add(value + " < " + timestamp(to.plusDays(1))));
            return orFalse(String.join(" AND ", parts));
          }

          @Override
          public String daysAgo(TimeCondition.DaysAgo ago) {
            String from = timestamp(dataDate.minusDays(ago.from()));
            String end = timestamp(dataDate.minusDays(ago.to()).plusDays(1));
            return orFalse("%1$s >= %2$s AND %1$s < %3$s".formatted(value, from, end));
          }

          @Override
          public String notInLastDays(TimeCondition.NotInLastDays last) {
            String from = timestamp(dataDate.minusDays(last.days() - 1L));
            String end = timestamp(dataDate.plusDays(1));
            return orFalse("(%1$s < %2$s OR %1$s >= %3$s)".formatted(value, from, end));
          }

          @Override
          public String isEmpty(TimeCondition.IsEmpty isEmpty) {
            return value + (isEmpty.empty() ? " IS NULL" : " IS NOT NULL");
          }
        });
  }
}
