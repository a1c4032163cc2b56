package io.dailysegments.core.explain;

import io.dailysegments.core.condition.NumberCondition.Compare;
import io.dailysegments.core.condition.NumberCondition.Operator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Comparisons of numbers in English. */
final class NumberWords {
  private NumberWords() {}

  /** A comparison without its verb, such as {@code at least 3}. */
  static String amount(Compare compare) {
    String first = plain(compare.first());
    return switch (compare.operator()) {
      case EQUALS -> "exactly " + first;
      case NOT_EQUALS -> "any number but " + first;
      case IN -> "one of " + numbers(compare.operands());
      case NOT_IN -> "none of " + numbers(compare.operands());
      case GREATER_THAN -> "more than " + first;
      case AT_LEAST -> "at least " + first;
      case LESS_THAN -> "less than " + first;
      case AT_MOST -> "at most " + first;
      case BETWEEN -> "from " + first + " to " + plain(compare.last());
    };
  }

  /**
   * What has to be the case for a comparison to hold, and by how much it is missed.
   *
   * @param whole whether the number is a whole one
   * @param found the number; empty: none
   */
  static String toHold(Compare compare, boolean whole, Optional<BigDecimal> found) {
    BigDecimal first = compare.first();
    return switch (compare.operator()) {
      case EQUALS -> "must be " + plain(first);
      case NOT_EQUALS -> "must be a number other than " + plain(first);
      case IN -> "must be one of " + numbers(compare.operands());
      case NOT_IN -> "must be a number that is none of " + numbers(compare.operands());
      case GREATER_THAN -> whole ? atLeast(next(first), found) : "must be above " + plain(first);
      case AT_LEAST -> atLeast(first, found);
      case LESS_THAN -> whole ? atMost(previous(first), found) : "must be below " + plain(first);
      case AT_MOST -> atMost(first, found);
      case BETWEEN ->
          "must be from " + plain(first) + " to " + plain(compare.last()) + off(compare, found);
    };
  }

  /** What has to be the case for a comparison not to hold, of a number for which it does. */
  static String toFail(Compare compare, boolean whole, Optional<BigDecimal> found) {
    return compare.operator() == Operator.BETWEEN
        ? "must not be from " + plain(compare.first()) + " to " + plain(compare.last())
        : toHold(new Compare(opposite(compare.operator()), compare.operands()), whole, found);
  }

  private static Operator opposite(Operator operator) {
    return switch (operator) {
      case EQUALS -> Operator.NOT_EQUALS;
      case NOT_EQUALS -> Operator.EQUALS;
      case IN -> Operator.NOT_IN;
      case NOT_IN -> Operator.IN;
      case GREATER_THAN -> Operator.AT_MOST;
      case AT_LEAST -> Operator.LESS_THAN;
      case LESS_THAN -> Operator.AT_LEAST;
      case AT_MOST -> Operator.GREATER_THAN;
      case BETWEEN -> throw new IllegalArgumentException("Cannot reverse a range");
    };
  }

  private static String atLeast(BigDecimal low, Optional<BigDecimal> found) {
    return "must be " + plain(low) + " or more" + shortBy(low, found);
  }

  private static String atMost(BigDecimal high, Optional<BigDecimal> found) {
    return "must be " + plain(high) + " or less" + overBy(high, found);
  }

  private static String off(Compare range, Optional<BigDecimal> found) {
    boolean low = found.isPresent() && found.get().compareTo(range.first()) < 0;
    return low ? shortBy(range.first(), found) : overBy(range.last(), found);
  }

  private static String shortBy(BigDecimal low, Optional<BigDecimal> found) {
    return found.map(number -> ": short by " + plain(low.subtract(number))).orElse("");
  }

  private static String overBy(BigDecimal high, Optional<BigDecimal> found) {
    return found.map(number -> ": over by " + plain(number.subtract(high))).orElse("");
  }

  private static BigDecimal next(BigDecimal number) {
    return number.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
  }

  private static BigDecimal previous(BigDecimal number) {
    return number.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE);
  }

  private static String numbers(List<BigDecimal> numbers) {
    return ComparisonWords.named(numbers.stream().map(NumberWords::plain).toList());
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
