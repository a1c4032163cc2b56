package io.dailysegments.core.explain;

import io.dailysegments.core.condition.FlagCondition;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.explain.Predicate.Verb;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.rule.WrittenComparison;
import java.util.List;
import java.util.Map;

/** Comparisons in English, with the operands of their author. */
final class ComparisonWords {
  /** How many operands of a list are named. */
  private static final int NAMED = 10;

  /** The operators that ask for a value which is another, with those that ask for this one. */
  private static final Map<String, String> POSITIVE =
      Map.of(
          "not_equals", "equals",
          "not_in", "in",
          "not_contains", "contains",
          "not_in_last_days", "in_last_days");

  private ComparisonWords() {}

  /** What a criterion says of its label. */
  static String says(BoundRule.OfLabel rule) {
    return predicate(written(rule)).says();
  }

  /** What a filter says of the property of an event. */
  static String says(TextCondition condition) {
    List<String> operands =
        condition instanceof TextCondition.Compare compare
            ? compare.operands().stream().map(ComparisonWords::quoted).toList()
            : List.of(String.valueOf(((TextCondition.IsEmpty) condition).empty()));
    return predicate(new WrittenComparison(condition.operatorName(), operands)).says();
  }

  /** What has to be the case for the criterion to hold. */
  static String toHold(BoundRule.OfLabel rule) {
    return predicate(written(rule)).must();
  }

  /** What has to be the case for the criterion not to hold, of a user for whom it does. */
  static String toFail(BoundRule.OfLabel rule) {
    WrittenComparison written = written(rule);
    String operator = written.operator();
    if (operator.equals("is_empty")) {
      return emptiness(written.operands().get(0).equals("false")).must();
    }
    return POSITIVE.containsKey(operator)
        ? predicate(new WrittenComparison(POSITIVE.get(operator), written.operands())).must()
        : predicate(written).mustNot();
  }

  /** Some operands; of many, the first. */
  static String named(List<String> operands) {
    return operands.size() <= NAMED
        ? String.join(", ", operands)
        : String.join(", ", operands.subList(0, NAMED))
            + ", … (%d in all)".formatted(operands.size());
  }

  private static WrittenComparison written(BoundRule.OfLabel rule) {
    WrittenComparison written = rule.written();
    if (rule.condition() instanceof FlagCondition flag) {
      return new WrittenComparison("equals", List.of(String.valueOf(flag.wanted())));
    }
    boolean quotes = rule.condition() instanceof TextCondition.Compare;
    return new WrittenComparison(
        written.operator(),
        written.operands().stream().map(quotes ? ComparisonWords::quoted : Shown::of).toList());
  }

  private static String quoted(String text) {
    return '"' + Shown.of(text) + '"';
  }

  private static Predicate predicate(WrittenComparison written) {
    String first = written.operands().get(0);
    String all = named(written.operands());
    return switch (written.operator()) {
      case "equals" -> new Predicate(Verb.IS, first);
      case "not_equals" -> new Predicate(Verb.HAS, "a value other than " + first);
      case "in" -> new Predicate(Verb.IS, "one of " + all);
      case "not_in" -> new Predicate(Verb.HAS, "a value that is none of " + all);
      case "contains" -> new Predicate(Verb.CONTAINS, first);
      case "not_contains" -> new Predicate(Verb.HAS, "a value without " + first + " in it");
      case "starts_with" -> new Predicate(Verb.BEGINS, first);
      case "ends_with" -> new Predicate(Verb.ENDS, first);
      case "is_empty" -> emptiness(first.equals("true"));
      case "greater_than" -> new Predicate(Verb.IS, "more than " + first);
      case "at_least" -> new Predicate(Verb.IS, "at least " + first);
      case "less_than" -> new Predicate(Verb.IS, "less than " + first);
      case "at_most" -> new Predicate(Verb.IS, "at most " + first);
      case "between" -> new Predicate(Verb.IS, "from " + first + " to " + last(written));
      default -> time(written);
    };
  }

  private static Predicate time(WrittenComparison written) {
    String first = written.operands().get(0);
    return switch (written.operator()) {
      case "before" -> new Predicate(Verb.IS, "before " + first);
      case "after" -> new Predicate(Verb.IS, "after " + first);
      case "on" -> new Predicate(Verb.IS, "on " + first);
      case "in_last_days" -> new Predicate(Verb.IS, "in the last " + DayWords.count(first));
      case "not_in_last_days" ->
          new Predicate(Verb.HAS, "a value that is not in the last " + DayWords.count(first));
      case "in_next_days" -> new Predicate(Verb.IS, "in the next " + DayWords.count(first));
      case "days_ago" -> new Predicate(Verb.IS, DayWords.ago(first, last(written)));
      default ->
          throw new IllegalArgumentException("Cannot word the operator " + written.operator());
    };
  }

  private static Predicate emptiness(boolean empty) {
    return new Predicate(Verb.HAS, empty ? "no value" : "a value");
  }

  private static String last(WrittenComparison written) {
    return written.operands().get(written.operands().size() - 1);
  }
}
