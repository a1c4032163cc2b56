package io.dailysegments.core.condition;

import io.dailysegments.core.canonical.Canonical;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A condition on a text value, two-valued: a missing value (null or empty) satisfies none but
 * {@code is_empty: true}. Comparison is exact, by code point.
 */
public sealed interface TextCondition extends ValueCondition {
  /** How a text is compared. */
  enum Operator {
    EQUALS,
    NOT_EQUALS,
    IN,
    NOT_IN,
    CONTAINS,
    NOT_CONTAINS,
    STARTS_WITH,
    ENDS_WITH
  }

  /** What can be done with each kind of condition. */
  interface Visitor<R> {
    /** For a comparison. */
    R compare(Compare condition);

    /** For {@code is_empty}. */
    R isEmpty(IsEmpty condition);
  }

  /** Hands the condition to its method of the visitor. */
  <R> R accept(Visitor<R> visitor);

  /** The operator, as it is written in a rule. */
  String operatorName();

  /**
   * A comparison with operands; one operand, but for {@code IN} and {@code NOT_IN}, which have at
   * least one, each once, ascending by code point.
   */
  record Compare(Operator operator, List<String> operands) implements TextCondition {
    public Compare {
      Objects.requireNonNull(operator, "operator");
      operands = CodePoints.sorted(operands);
      boolean list = operator == Operator.IN || operator == Operator.NOT_IN;
      if (operands.isEmpty() || (!list && operands.size() > 1)) {
        throw new IllegalArgumentException("Cannot compare by " + operator + " with " + operands);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compare(this);
    }

    @Override
    public String operatorName() {
      return operator.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String canonical() {
      return Canonical.list(single(operator).name(), operands.stream().map(Canonical::text));
    }

    private static Operator single(Operator operator) {
      return switch (operator) {
        case EQUALS -> Operator.IN;
        case NOT_EQUALS -> Operator.NOT_IN;
        default -> operator;
      };
    }
  }

  /** Whether there is no value, or ({@code empty} false) there is one. */
  record IsEmpty(boolean empty) implements TextCondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.isEmpty(this);
    }

    @Override
    public String operatorName() {
      return "is_empty";
    }

    @Override
    public String canonical() {
      return Canonical.list("IS_EMPTY", String.valueOf(empty));
    }
  }
}
