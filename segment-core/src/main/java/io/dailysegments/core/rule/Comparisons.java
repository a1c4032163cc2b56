package io.dailysegments.core.rule;

import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.condition.NumberCondition.Operator;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads operators with their operands. */
final class Comparisons {
  private Comparisons() {}

  /**
   * The one operator among the entries; without one, or with two, reports that at the position and
   * is empty.
   */
  static Optional<Rule.Comparison> only(
      List<YamlEntry> entries, SourcePosition position, Problems problems) {
    if (entries.isEmpty()) {
      problems.error(position, "an operator is missing, such as equals");
      return Optional.empty();
    }
    if (entries.size() > 1) {
      problems.error(position, several(entries));
      return Optional.empty();
    }
    YamlEntry entry = entries.get(0);
    Named operator = new Named(entry.position(), entry.key());
    return Optional.of(new Rule.Comparison(operator, entry.value()));
  }

  private static String several(List<YamlEntry> entries) {
    List<String> keys = entries.stream().map(entry -> Shown.of(entry.key())).toList();
    String cure =
        range(entries).map(range -> ": write between: " + range).orElse("; join criteria by 'all'");
    return "exactly one operator is allowed, found '" + String.join("', '", keys) + "'" + cure;
  }

  /** Both ends, if the operators are those of a range. */
  private static Optional<String> range(List<YamlEntry> entries) {
    Map<String, String> ends = new HashMap<>();
    for (YamlEntry entry : entries) {
      ends.put(entry.key(), Operands.described(entry.value()));
    }
    return ends.keySet().equals(Set.of("at_least", "at_most"))
        ? Optional.of("[%s, %s]".formatted(ends.get("at_least"), ends.get("at_most")))
        : Optional.empty();
  }

  /**
   * A comparison of a number by one of the operators; reports any other operator or operand and is
   * then empty.
   */
  static Optional<NumberCondition.Compare> number(
      Rule.Comparison comparison, Collection<String> allowed, Problems problems) {
    if (!isAllowed(comparison.operator(), allowed, problems)) {
      return Optional.empty();
    }
    Operator operator = Operator.valueOf(comparison.operator().text().toUpperCase(Locale.ROOT));
    Operands operands = new Operands(problems);
    YamlNode operand = comparison.operand();
    return switch (operator) {
      case BETWEEN ->
          operands
              .pair(operand, operands::number)
              .flatMap(ends -> between(operand, ends, problems));
      case IN, NOT_IN -> someNumbers(operand, problems).map(n -> compare(operator, n));
      default -> operands.number(operand).map(n -> compare(operator, List.of(n)));
    };
  }

  /** Whether the operator is one of those; reports it otherwise. */
  static boolean isAllowed(Named operator, Collection<String> allowed, Problems problems) {
    if (allowed.contains(operator.text())) {
      return true;
    }
    problems.error(
        operator.position(),
        String.format("operator '%s' can't be used here.", operator.shown())
            + NearestName.hint(operator.text(), allowed)
            + " Allowed: "
            + String.join(", ", allowed));
    return false;
  }

  /** The items of a list that is not empty; reports anything else. */
  static Optional<List<YamlNode>> some(YamlNode node, Problems problems) {
    Optional<List<YamlNode>> items = new Operands(problems).list(node);
    if (items.isPresent() && items.get().isEmpty()) {
      problems.error(node.position(), "the list is empty: name at least one value");
      return Optional.empty();
    }
    return items;
  }

  private static Optional<List<BigDecimal>> someNumbers(YamlNode node, Problems problems) {
    Operands operands = new Operands(problems);
    return some(node, problems).flatMap(items -> operands.each(items, operands::number));
  }

  private static Optional<NumberCondition.Compare> between(
      YamlNode node, List<BigDecimal> ends, Problems problems) {
    if (ends.get(0).compareTo(ends.get(1)) > 0) {
      problems.error(
          node.position(),
          String.format(
              "can never be true: between %s and %s is nothing; the smaller number comes first",
              Shown.of(ends.get(0).toPlainString()), Shown.of(ends.get(1).toPlainString())));
      return Optional.empty();
    }
    return Optional.of(compare(Operator.BETWEEN, ends));
  }

  private static NumberCondition.Compare compare(Operator operator, List<BigDecimal> operands) {
    return new NumberCondition.Compare(operator, operands);
  }
}
