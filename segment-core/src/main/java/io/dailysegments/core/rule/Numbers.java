package io.dailysegments.core.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Reads numbers as the core schema of YAML 1.2 writes them. */
final class Numbers {
  /**
   * No label's value has more digits on either side of the point; longer ones would only cost
   * memory.
   */
  private static final int MAX_DIGITS = 400;

  private static final BigDecimal MIN_INT = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal MAX_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

  private Numbers() {}

  /** The number; empty for infinity, for what is no number, and for one of more than 400 digits. */
  static Optional<BigDecimal> parse(String text) {
    if (text.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    try {
      BigDecimal number = parsed(text);
      BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
      boolean fits = Math.abs((long) plain.scale()) <= MAX_DIGITS;
      return fits ? Optional.of(plain) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static boolean isWhole(BigDecimal number) {
    return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
  }

  static int clampedToInt(BigDecimal number) {
    return number.max(MIN_INT).min(MAX_INT).intValue();
  }

  private static BigDecimal parsed(String text) {
    if (text.startsWith("0x")) {
      return new BigDecimal(new BigInteger(text.substring(2), 16));
    }
    if (text.startsWith("0o")) {
      return new BigDecimal(new BigInteger(text.substring(2), 8));
    }
    return new BigDecimal(text);
  }
}
