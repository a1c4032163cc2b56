package io.dailysegments.core.rule;

import io.dailysegments.core.condition.TimeCondition;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads comparisons of timestamps. */
final class TimeBinder {
  private static final List<String> OPERATORS =
      List.of(
          "before",
          "after",
          "on",
          "between",
          "in_last_days",
          "not_in_last_days",
          "days_ago",
          "in_next_days",
          "is_empty");

  /** More days than lie between the years 1 and 9999, few enough for timestamps of Spark. */
  private static final int ALL_DAYS = 4_000_000;

  private final Problems problems;
  private final Operands operands;

  TimeBinder(Problems problems) {
    this.problems = problems;
    this.operands = new Operands(problems);
  }

  /** The condition; reports what is wrong and is then empty. */
  Optional<TimeCondition> bind(Rule.Comparison comparison) {
    if (!Comparisons.isAllowed(comparison.operator(), OPERATORS, problems)) {
      return Optional.empty();
    }
    YamlNode operand = comparison.operand();
    return switch (comparison.operator().text()) {
      case "before" -> operands.date(operand).map(day -> until(day.minusDays(1)));
      case "after" -> operands.date(operand).map(day -> since(day.plusDays(1)));
      case "on" -> operands.date(operand).map(day -> days(day, day));
      case "between" -> between(operand);
      case "in_last_days" -> count(operand).map(n -> new TimeCondition.DaysAgo(n - 1, 0));
      case "not_in_last_days" -> count(operand).map(TimeCondition.NotInLastDays::new);
      case "in_next_days" -> count(operand).map(n -> new TimeCondition.DaysAgo(-1, -n));
      case "days_ago" -> daysAgo(operand);
      default -> operands.flag(operand).map(TimeCondition.IsEmpty::new);
    };
  }

  private Optional<TimeCondition> between(YamlNode operand) {
    Optional<List<LocalDate>> ends = operands.pair(operand, operands::date);
    if (ends.isPresent() && ends.get().get(1).isBefore(ends.get().get(0))) {
      return operands.refuse(
          operand.position(),
          String.format(
              "can never be true: %s is after %s; the earlier day comes first",
              ends.get().get(0), ends.get().get(1)));
    }
    return ends.map(days -> days(days.get(0), days.get(1)));
  }

  private Optional<TimeCondition> daysAgo(YamlNode operand) {
    Optional<List<Integer>> ends = operands.pair(operand, operands::whole);
    if (ends.isEmpty()) {
      return Optional.empty();
    }
    int from = Math.min(ends.get().get(0), ALL_DAYS);
    int to = Math.min(ends.get().get(1), ALL_DAYS);
    if (ends.get().get(0) < ends.get().get(1)) {
      return operands.refuse(
          operand.position(),
          String.format(
              "can never be true: days_ago begins with the earlier day: [%d, %d]", to, from));
    }
    if (to < 0) {
      return operands.refuse(
          operand.position(), "days_ago can't be less than 0: use in_next_days for days to come");
    }
    return Optional.of(new TimeCondition.DaysAgo(from, to));
  }

  private Optional<Integer> count(YamlNode operand) {
    Optional<Integer> days = operands.whole(operand);
    if (days.isPresent() && days.get() < 1) {
      return operands.refuse(
          operand.position(),
          "expected a number of days, at least 1, found " + Operands.described(operand));
    }
    return days.map(n -> Math.min(n, ALL_DAYS));
  }

  private static TimeCondition until(LocalDate last) {
    return new TimeCondition.Dates(Optional.empty(), Optional.of(last));
  }

  private static TimeCondition since(LocalDate first) {
    return new TimeCondition.Dates(Optional.of(first), Optional.empty());
  }

  private static TimeCondition days(LocalDate first, LocalDate last) {
    return new TimeCondition.Dates(Optional.of(first), Optional.of(last));
  }
}
