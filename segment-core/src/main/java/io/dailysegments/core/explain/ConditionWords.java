package io.dailysegments.core.explain;

import io.dailysegments.core.condition.FlagCondition;
import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TimeCondition;
import io.dailysegments.core.condition.ValueCondition;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions on a value as the predicate of an English sentence, such as {@code is at least 3}. */
final class ConditionWords {
  private ConditionWords() {}

  static String of(ValueCondition condition) {
    if (condition instanceof FlagCondition flag) {
      return "is " + flag.wanted();
    }
    if (condition instanceof TextCondition text) {
      return text.accept(new TextWords());
    }
    if (condition instanceof NumberCondition number) {
      return number.accept(new NumberWords());
    }
    return ((TimeCondition) condition).accept(new TimeWords());
  }

  /** A comparison of a number without its verb, such as {@code at least 3}. */
  static String amount(NumberCondition.Compare compare) {
    String first = compare.first().toPlainString();
    return switch (compare.operator()) {
      case EQUALS -> "exactly " + first;
      case NOT_EQUALS -> "any number but " + first;
      case IN -> "one of " + numbers(compare.operands());
      case NOT_IN -> "none of " + numbers(compare.operands());
      case GREATER_THAN -> "more than " + first;
      case AT_LEAST -> "at least " + first;
      case LESS_THAN -> "less than " + first;
      case AT_MOST -> "at most " + first;
      case BETWEEN -> "from " + first + " to " + compare.last().toPlainString();
    };
  }

  private static String numbers(List<BigDecimal> numbers) {
    return numbers.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(", "));
  }

  private static String value(boolean empty) {
    return empty ? "has no value" : "has a value";
  }

  private static final class TextWords implements TextCondition.Visitor<String> {
    @Override
    public String compare(TextCondition.Compare condition) {
      String texts =
          condition.operands().stream()
              .map(text -> '"' + text + '"')
              .collect(Collectors.joining(", "));
      return switch (condition.operator()) {
        case EQUALS -> "is " + texts;
        case NOT_EQUALS -> "has a value other than " + texts;
        case IN -> "is one of " + texts;
        case NOT_IN -> "has a value that is none of " + texts;
        case CONTAINS -> "contains " + texts;
        case NOT_CONTAINS -> "has a value without " + texts + " in it";
        case STARTS_WITH -> "begins with " + texts;
        case ENDS_WITH -> "ends with " + texts;
      };
    }

    @Override
    public String isEmpty(TextCondition.IsEmpty condition) {
      return value(condition.empty());
    }
  }

  private static final class NumberWords implements NumberCondition.Visitor<String> {
    @Override
    public String compare(NumberCondition.Compare condition) {
      return "is " + amount(condition);
    }

    @Override
    public String isEmpty(NumberCondition.IsEmpty condition) {
      return value(condition.empty());
    }
  }

  private static final class TimeWords implements TimeCondition.Visitor<String> {
    @Override
    public String dates(TimeCondition.Dates condition) {
      if (condition.from().equals(condition.to())) {
        return "is on " + condition.from().orElseThrow();
      }
      String from = condition.from().map(day -> "from " + day + " on").orElse("");
      String to = condition.to().map(day -> "until the end of " + day).orElse("");
      return ("is " + from + " " + to).replace("  ", " ").strip();
    }

    @Override
    public String daysAgo(TimeCondition.DaysAgo condition) {
      if (condition.from() < 0) {
        return condition.from() == -1
            ? "is in the next " + DayWords.count(-condition.to())
            : "is %d to %d days ahead".formatted(-condition.from(), -condition.to());
      }
      return "is " + DayWords.ago(condition.from(), condition.to());
    }

    @Override
    public String notInLastDays(TimeCondition.NotInLastDays condition) {
      return "has a value that is not in the last " + DayWords.count(condition.days());
    }

    @Override
    public String isEmpty(TimeCondition.IsEmpty condition) {
      return value(condition.empty());
    }
  }
}
