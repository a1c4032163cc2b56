package io.dailysegments.core.condition;

import java.util.List;
import java.util.Objects;

/**
 * A condition on a text value, two-valued: a missing value (null or empty) satisfies none but {@code is_empty: true}.
 * Comparison is exact, by code point.
 */
public sealed interface TextCondition {

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

  /**
   * A comparison with operands; one operand, but for {@code IN} and {@code NOT_IN}, which have at least one, each once,
   * ascending by code point.
   */
  record Compare(Operator operator, List<String> operands) implements TextCondition {
    public Compare {
      Objects.requireNonNull(operator, "operator");
      operands = List.copyOf(operands);
    }
  }

  /** Whether there is no value, or ({@code empty} false) there is one. */
  record IsEmpty(boolean empty) implements TextCondition {}
}
