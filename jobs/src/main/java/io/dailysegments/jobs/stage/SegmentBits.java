package io.dailysegments.jobs.stage;

import java.util.function.IntConsumer;

/**
 * Which segments a user is in, as bits: that of segment i is bit i % 8 of byte i / 8, segments in
 * the order of their ids.
 */
final class SegmentBits {

  private SegmentBits() {}

  /** How many bytes the bits of some segments take. */
  static int bytes(int segments) {
    return (segments + Byte.SIZE - 1) / Byte.SIZE;
  }

  static void set(byte[] bits, int segment) {
    bits[segment >>> 3] |= (byte) (1 << (segment & 7));
  }

  static boolean isSet(byte[] bits, int segment) {
    return (bits[segment >>> 3] >>> (segment & 7) & 1) == 1;
  }

  /** Hands over each segment whose bit is set, ascending. */
  static void forEach(byte[] bits, IntConsumer segment) {
    for (int i = 0; i < bits.length; i++) {
      for (int rest = bits[i] & 0xff; rest != 0; rest &= rest - 1) {
        segment.accept(i * Byte.SIZE + Integer.numberOfTrailingZeros(rest));
      }
    }
  }
}
