package io.dailysegments.core.history;

/** Numbers of variable length: seven bits a byte, the lowest first; the last byte is positive. */
final class Varint {
  /** How many bytes a long takes at most. */
  static final int MAX_BYTES = 10;

  private Varint() {}

  /** A number near 0 as a small one that is not negative. */
  static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  /** What {@link #zigzag} was given. */
  static long unzigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }
}
