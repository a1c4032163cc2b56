package io.dailysegments.core.condition;

import io.dailysegments.core.canonical.Canonical;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** A condition on a number. Numbers are compared by value: 5 and 5.00 are one. */
public sealed interface NumberCondition extends ValueCondition {
  /** How a number is compared. */
  enum Operator {
    EQUALS,
    NOT_EQUALS,
    IN,
    NOT_IN,
    GREATER_THAN,
    AT_LEAST,
    LESS_THAN,
    AT_MOST,
    /** Both ends included. */
    BETWEEN
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

  /**
   * A comparison with operands: one, but for {@code BETWEEN} (first and last) and {@code IN} and
   * {@code NOT_IN}, which have at least one, each once, ascending.
   */
  record Compare(Operator operator, List<BigDecimal> operands) implements NumberCondition {
    public Compare {
      Objects.requireNonNull(operator, "operator");
      operands = arranged(operator, operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compare(this);
    }

    /** The first operand. */
    public BigDecimal first() {
      return operands.get(0);
    }

    /** The last operand. */
    public BigDecimal last() {
      return operands.get(operands.size() - 1);
    }

    @Override
    public String canonical() {
      return Canonical.list(single(operator).name(), operands.stream().map(BigDecimal::toString));
    }

    private static List<BigDecimal> arranged(Operator operator, List<BigDecimal> operands) {
      List<BigDecimal> plain = operands.stream().map(Compare::plain).toList();
      boolean list = operator == Operator.IN || operator == Operator.NOT_IN;
      int wanted = operator == Operator.BETWEEN ? 2 : 1;
      if (list ? plain.isEmpty() : plain.size() != wanted) {
        throw new IllegalArgumentException("Cannot compare by " + operator + " with " + plain);
      }
      return list ? plain.stream().distinct().sorted().toList() : plain;
    }

    private static BigDecimal plain(BigDecimal number) {
      return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
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
  record IsEmpty(boolean empty) implements NumberCondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.isEmpty(this);
    }

    @Override
    public String canonical() {
      return Canonical.list("IS_EMPTY", String.valueOf(empty));
    }
  }
}
