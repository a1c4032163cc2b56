package io.dailysegments.core.rule;

import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TextCondition.Operator;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.yaml.YamlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads comparisons of texts: of string labels, and of string properties of events. */
final class TextBinder {
  private static final List<String> OPERATORS =
      List.of(
          "equals",
          "not_equals",
          "in",
          "not_in",
          "contains",
          "not_contains",
          "starts_with",
          "ends_with",
          "is_empty");
  private static final Set<Operator> CLOSED =
      Set.of(Operator.EQUALS, Operator.NOT_EQUALS, Operator.IN, Operator.NOT_IN);

  private final Problems problems;
  private final Operands operands;

  TextBinder(Problems problems) {
    this.problems = problems;
    this.operands = new Operands(problems);
  }

  /**
   * The condition; reports what is wrong and is then empty.
   *
   * @param closedSet the values that there are; empty: any
   */
  Optional<TextCondition> bind(Rule.Comparison comparison, List<String> closedSet) {
    Named operator = comparison.operator();
    if (!Comparisons.isAllowed(operator, OPERATORS, problems)) {
      return Optional.empty();
    }
    if (operator.text().equals("is_empty")) {
      return operands.flag(comparison.operand()).map(TextCondition.IsEmpty::new);
    }
    Operator parsed = Operator.valueOf(operator.text().toUpperCase(Locale.ROOT));
    List<String> known = CLOSED.contains(parsed) ? closedSet : List.of();
    return values(parsed, comparison.operand(), known)
        .map(values -> new TextCondition.Compare(parsed, values))
        .flatMap(compare -> possible(comparison, compare, known));
  }

  private Optional<List<String>> values(Operator operator, YamlNode operand, List<String> known) {
    if (operator == Operator.IN || operator == Operator.NOT_IN) {
      return Comparisons.some(operand, problems)
          .flatMap(items -> operands.each(items, item -> value(item, known)));
    }
    return value(operand, known).map(List::of);
  }

  private Optional<String> value(YamlNode node, List<String> known) {
    Optional<String> text = operands.text(node);
    if (text.isPresent() && text.get().isEmpty()) {
      return operands.refuse(
          node.position(), "an empty text is no value: write is_empty: true for users without one");
    }
    if (text.isPresent() && !known.isEmpty() && !known.contains(text.get())) {
      return operands.refuse(
          node.position(),
          String.format("there is no value '%s'.", Shown.of(text.get()))
              + NearestName.hint(text.get(), known)
              + " Allowed: "
              + String.join(", ", known));
    }
    return text;
  }

  private Optional<TextCondition> possible(
      Rule.Comparison comparison, TextCondition.Compare compare, List<String> known) {
    boolean every = !known.isEmpty() && new HashSet<>(compare.operands()).containsAll(known);
    boolean negative =
        compare.operator() == Operator.NOT_IN || compare.operator() == Operator.NOT_EQUALS;
    if (every && negative) {
      return operands.refuse(
          comparison.operator().position(),
          "can never be true: every value that there is is excluded");
    }
    if (every) {
      problems.warn(
          comparison.operator().position(),
          "is true for everybody who has a value: every value that there is is named");
    }
    return Optional.of(compare);
  }
}
