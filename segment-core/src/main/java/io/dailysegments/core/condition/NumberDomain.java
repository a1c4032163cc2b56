package io.dailysegments.core.condition;

import io.dailysegments.core.condition.NumberCondition.Compare;
import io.dailysegments.core.condition.NumberCondition.Operator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalInt;

/**
 * The numbers that a value can be: those from {@code min} to {@code max} with at most {@code scale}
 * decimals.
 *
 * @param scale empty: any number of decimals
 */
public record NumberDomain(BigDecimal min, BigDecimal max, OptionalInt scale) {
  private static final BigDecimal MAX_DOUBLE = new BigDecimal(Double.MAX_VALUE);

  /** What a comparison can be for values of a domain. */
  public enum Outcome {
    NEVER,
    SOMETIMES,
    ALWAYS
  }

  /** Whole numbers, both ends included. */
  public static NumberDomain whole(long min, long max) {
    return new NumberDomain(BigDecimal.valueOf(min), BigDecimal.valueOf(max), OptionalInt.of(0));
  }

  /** Decimals of {@code precision} digits in all, {@code scale} of them behind the point. */
  public static NumberDomain decimal(int precision, int scale) {
    BigDecimal step = BigDecimal.ONE.movePointLeft(scale);
    BigDecimal max = BigDecimal.ONE.movePointRight(precision - scale).subtract(step);
    return new NumberDomain(max.negate(), max, OptionalInt.of(scale));
  }

  /** Doubles. */
  public static NumberDomain doubles() {
    return new NumberDomain(MAX_DOUBLE.negate(), MAX_DOUBLE, OptionalInt.empty());
  }

  /** Whether the comparison holds for none, some or all of these numbers. */
  public Outcome outcome(Compare compare) {
    return switch (compare.operator()) {
      case EQUALS, IN ->
          compare.operands().stream().anyMatch(this::has) ? Outcome.SOMETIMES : Outcome.NEVER;
      case NOT_EQUALS, NOT_IN ->
          compare.operands().stream().anyMatch(this::has) ? Outcome.SOMETIMES : Outcome.ALWAYS;
      case AT_LEAST -> outcome(up(compare.first()), max);
      case GREATER_THAN -> above(down(compare.first()));
      case AT_MOST -> outcome(min, down(compare.first()));
      case LESS_THAN -> below(up(compare.first()));
      case BETWEEN -> outcome(up(compare.first()), down(compare.last()));
    };
  }

  /**
   * The comparison with operands that are numbers of this domain, holding for the same of its
   * numbers. Only for one whose outcome is {@code SOMETIMES}.
   */
  public Compare fit(Compare compare) {
    Operator operator = compare.operator();
    return switch (operator) {
      case EQUALS, IN, NOT_EQUALS, NOT_IN ->
          new Compare(operator, compare.operands().stream().filter(this::has).toList());
      case AT_LEAST, LESS_THAN -> new Compare(operator, List.of(up(compare.first())));
      case AT_MOST, GREATER_THAN -> new Compare(operator, List.of(down(compare.first())));
      case BETWEEN ->
          new Compare(
              operator, List.of(up(compare.first()).max(min), down(compare.last()).min(max)));
    };
  }

  private Outcome outcome(BigDecimal low, BigDecimal high) {
    if (low.compareTo(high) > 0 || low.compareTo(max) > 0 || high.compareTo(min) < 0) {
      return Outcome.NEVER;
    }
    boolean all = low.compareTo(min) <= 0 && high.compareTo(max) >= 0;
    return all ? Outcome.ALWAYS : Outcome.SOMETIMES;
  }

  private Outcome above(BigDecimal low) {
    if (low.compareTo(max) >= 0) {
      return Outcome.NEVER;
    }
    return low.compareTo(min) < 0 ? Outcome.ALWAYS : Outcome.SOMETIMES;
  }

  private Outcome below(BigDecimal high) {
    if (high.compareTo(min) <= 0) {
      return Outcome.NEVER;
    }
    return high.compareTo(max) > 0 ? Outcome.ALWAYS : Outcome.SOMETIMES;
  }

  private boolean has(BigDecimal number) {
    return number.compareTo(min) >= 0
        && number.compareTo(max) <= 0
        && up(number).compareTo(down(number)) == 0;
  }

  private BigDecimal up(BigDecimal number) {
    return rounded(number, RoundingMode.CEILING);
  }

  private BigDecimal down(BigDecimal number) {
    return rounded(number, RoundingMode.FLOOR);
  }

  private BigDecimal rounded(BigDecimal number, RoundingMode mode) {
    return scale.isPresent() ? number.setScale(scale.getAsInt(), mode) : number;
  }
}
