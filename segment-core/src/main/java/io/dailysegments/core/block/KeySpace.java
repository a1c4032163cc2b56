package io.dailysegments.core.block;

import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.catalog.LabelType.Kind;
import io.dailysegments.core.condition.NumberCondition.Compare;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * The keys that stand for the numbers of a type, in the same order: a whole number itself, a
 * decimal without its point, a double by {@link DoubleVector#key}.
 *
 * @param keys every key that there can be
 */
record KeySpace(LabelType type, KeyRange keys) {
  private static final int MAX_DIGITS = 38;
  private static final KeyRange LONGS =
      new KeyRange(BigInteger.valueOf(Long.MIN_VALUE), BigInteger.valueOf(Long.MAX_VALUE));
  private static final BigInteger WIDEST = BigInteger.TEN.pow(MAX_DIGITS);
  private static final KeyRange DECIMALS = new KeyRange(WIDEST.negate(), WIDEST);

  /** The keys of a number type, or of timestamps. */
  static KeySpace of(LabelType type) {
    return new KeySpace(type, type.kind() == Kind.DECIMAL ? DECIMALS : LONGS);
  }

  /** The keys of the numbers for which a comparison holds. */
  List<KeyRange> ranges(Compare compare) {
    BigDecimal first = compare.first();
    return switch (compare.operator()) {
      case EQUALS, IN -> points(compare.operands());
      case NOT_EQUALS, NOT_IN -> KeyRange.complement(points(compare.operands()), keys);
      case AT_LEAST -> List.of(new KeyRange(ceiling(first), keys.last()));
      case GREATER_THAN -> List.of(new KeyRange(floor(first).add(BigInteger.ONE), keys.last()));
      case AT_MOST -> List.of(new KeyRange(keys.first(), floor(first)));
      case LESS_THAN ->
          List.of(new KeyRange(keys.first(), ceiling(first).subtract(BigInteger.ONE)));
      case BETWEEN -> List.of(new KeyRange(ceiling(first), floor(compare.last())));
    };
  }

  private List<KeyRange> points(List<BigDecimal> operands) {
    return operands.stream().map(o -> new KeyRange(ceiling(o), floor(o))).toList();
  }

  private BigInteger ceiling(BigDecimal number) {
    return key(number, RoundingMode.CEILING);
  }

  private BigInteger floor(BigDecimal number) {
    return key(number, RoundingMode.FLOOR);
  }

  private BigInteger key(BigDecimal number, RoundingMode mode) {
    return type.kind() == Kind.DOUBLE
        ? BigInteger.valueOf(DoubleVector.key(number.doubleValue()))
        : number.setScale(type.scale(), mode).unscaledValue();
  }
}
