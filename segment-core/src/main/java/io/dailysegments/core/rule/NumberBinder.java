package io.dailysegments.core.rule;

import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.condition.NumberCondition.Compare;
import io.dailysegments.core.condition.NumberDomain;
import io.dailysegments.core.condition.NumberDomain.Outcome;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import java.util.List;
import java.util.Optional;

/** Reads comparisons of numbers. */
final class NumberBinder {
  private static final List<String> OPERATORS =
      List.of(
          "equals",
          "not_equals",
          "in",
          "not_in",
          "greater_than",
          "at_least",
          "less_than",
          "at_most",
          "between",
          "is_empty");

  private final Problems problems;

  NumberBinder(Problems problems) {
    this.problems = problems;
  }

  /** The condition on a label of a number type; reports what is wrong and is then empty. */
  Optional<NumberCondition> bind(Rule.Comparison comparison, LabelType type) {
    if (comparison.operator().text().equals("is_empty")) {
      return new Operands(problems).flag(comparison.operand()).map(NumberCondition.IsEmpty::new);
    }
    NumberDomain domain = domain(type);
    return Comparisons.number(comparison, OPERATORS, problems)
        .flatMap(compare -> fitted(comparison.operator().position(), compare, domain, type));
  }

  private Optional<NumberCondition> fitted(
      SourcePosition position, Compare compare, NumberDomain domain, LabelType type) {
    Outcome outcome = domain.outcome(compare);
    if (outcome == Outcome.NEVER) {
      problems.error(position, "can never be true: " + described(type));
      return Optional.empty();
    }
    if (outcome == Outcome.ALWAYS) {
      problems.warn(position, "is true for everybody who has a value: " + described(type));
      return Optional.of(new NumberCondition.IsEmpty(false));
    }
    return Optional.of(domain.fit(compare));
  }

  private static String described(LabelType type) {
    return switch (type.kind()) {
      case INT -> "the label is a whole number from -2147483648 to 2147483647";
      case BIGINT -> "the label is a whole number of at most 19 digits";
      case DECIMAL ->
          "the label has at most %d digits before the point and %d behind it"
              .formatted(type.precision() - type.scale(), type.scale());
      case DOUBLE -> "the label is at most 1.8e308, and at least -1.8e308";
      case STRING, BOOLEAN, TIMESTAMP -> throw notANumber(type);
    };
  }

  private static IllegalArgumentException notANumber(LabelType type) {
    return new IllegalArgumentException("Cannot compare as a number: " + type.sqlName());
  }

  private static NumberDomain domain(LabelType type) {
    return switch (type.kind()) {
      case INT -> NumberDomain.whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> NumberDomain.whole(Long.MIN_VALUE, Long.MAX_VALUE);
      case DECIMAL -> NumberDomain.decimal(type.precision(), type.scale());
      case DOUBLE -> NumberDomain.doubles();
      case STRING, BOOLEAN, TIMESTAMP -> throw notANumber(type);
    };
  }
}
