package io.dailysegments.core.block;

import java.io.Serializable;

/**
 * The keys cut into pieces, which are numbered from 0. The range of the cuts is divided into equal
 * parts, so that most keys are found by one look at their part: all keys of a part without a cut
 * lie in one piece.
 */
final class KeyPieces implements Serializable {
  private static final long serialVersionUID = 1L;

  /** There are about a thousand parts, and no fewer than cuts. */
  private static final int PART_BITS = 10;

  /** Up to so many cuts are all looked at: that takes no longer, and no table. */
  private static final int FEW = 8;

  /** Where pieces begin, but for the first; ascending. */
  private final long[] starts;

  /** The key before the second piece, with which the first part begins. */
  private final long low;

  /** The key with which the last piece begins. */
  private final long high;

  /** A part has two to this power keys. */
  private final int shift;

  /** The piece of the first key of each part. */
  private final int[] firsts;

  /** The piece of the last key of each part. */
  private final int[] lasts;

  /**
   * @param starts where pieces begin, but for the first; ascending, each once, none the least long
   */
  KeyPieces(long[] starts) {
    this.starts = starts.clone();
    this.low = starts.length == 0 ? 0 : starts[0] - 1;
    this.high = starts.length == 0 ? 0 : starts[starts.length - 1];
    long width = starts.length <= FEW ? 0 : high - low; // of 64 bits, without a sign
    int bits = Math.max(PART_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(starts.length));
    this.shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(width) - bits);
    this.firsts = new int[(int) (width >>> shift) + 1];
    this.lasts = new int[firsts.length];
    for (int part = 0; part < firsts.length; part++) {
      long first = low + ((long) part << shift);
      firsts[part] = search(first, 0, starts.length);
      lasts[part] = search(first + longestStep(first), firsts[part], starts.length);
    }
  }

  /** How far it is from the first key of a part to its last, none of which is beyond the range. */
  private long longestStep(long first) {
    long step = (1L << shift) - 1;
    return Long.compareUnsigned(step, high - first) < 0 ? step : high - first;
  }

  /** The piece that a key lies in. */
  int of(long key) {
    if (starts.length <= FEW) {
      return count(key);
    }
    int part = (int) ((Math.min(high, Math.max(low, key)) - low) >>> shift);
    return search(key, firsts[part], lasts[part]);
  }

  private int count(long key) {
    int count = 0;
    for (long start : starts) {
      count += start <= key ? 1 : 0;
    }
    return count;
  }

  private int search(long key, int first, int last) {
    int from = first;
    int to = last;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (starts[middle] <= key) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
