package io.dailysegments.core.history;

import java.math.BigInteger;

/** A sum of whole numbers of any size; those that fit a long make no object. */
final class ExactSum {
  private static final int MAX_LONG_BITS = 63;

  private long low;
  private BigInteger high = BigInteger.ZERO;

  /** Makes it 0. */
  void clear() {
    low = 0;
    high = BigInteger.ZERO;
  }

  void add(long value) {
    long sum = low + value;
    if (((low ^ sum) & (value ^ sum)) < 0) {
      high = high.add(BigInteger.valueOf(low));
      sum = value;
    }
    low = sum;
  }

  void add(BigInteger value) {
    if (value.bitLength() <= MAX_LONG_BITS) {
      add(value.longValue());
    } else {
      high = high.add(value);
    }
  }

  /**
   * @param bytes a number, big-endian in two's complement
   * @param length at least 1
   */
  void add(byte[] bytes, int offset, int length) {
    if (length > Long.BYTES) {
      high = high.add(new BigInteger(bytes, offset, length));
      return;
    }
    long value = bytes[offset];
    for (int i = 1; i < length; i++) {
      value = value << Byte.SIZE | (bytes[offset + i] & 0xff);
    }
    add(value);
  }

  /** Whether {@link #longValue} is the sum; if not, it may still fit a long. */
  boolean isLong() {
    return high.signum() == 0;
  }

  /** The sum, if {@link #isLong}. */
  long longValue() {
    return low;
  }

  boolean isZero() {
    return isLong() ? low == 0 : value().signum() == 0;
  }

  BigInteger value() {
    return high.add(BigInteger.valueOf(low));
  }
}
