package io.dailysegments.core.block;

import io.dailysegments.core.block.Formula.Sign;
import java.util.Arrays;

/** Bit sets as words; row r is bit r of word r / 64. Two different arrays in every operation. */
final class Words {
  private Words() {}

  /** Sets the first {@code rows} rows, and no other. */
  static void fillFirst(long[] target, int rows) {
    int whole = rows / Long.SIZE;
    Arrays.fill(target, 0, whole, -1L);
    Arrays.fill(target, whole, target.length, 0);
    if (rows % Long.SIZE > 0) {
      target[whole] = (1L << rows) - 1;
    }
  }

  static void copy(long[] target, long[] source, Sign sign, int words) {
    if (sign == Sign.PLAIN) {
      System.arraycopy(source, 0, target, 0, words);
    } else {
      for (int i = 0; i < words; i++) {
        target[i] = ~source[i];
      }
    }
  }

  static void and(long[] target, long[] source, Sign sign, int words) {
    if (sign == Sign.PLAIN) {
      for (int i = 0; i < words; i++) {
        target[i] &= source[i];
      }
    } else {
      for (int i = 0; i < words; i++) {
        target[i] &= ~source[i];
      }
    }
  }

  static void or(long[] target, long[] source, Sign sign, int words) {
    if (sign == Sign.PLAIN) {
      for (int i = 0; i < words; i++) {
        target[i] |= source[i];
      }
    } else {
      for (int i = 0; i < words; i++) {
        target[i] |= ~source[i];
      }
    }
  }

  /** The number of rows. */
  static int count(long[] set, int words) {
    int count = 0;
    for (int i = 0; i < words; i++) {
      count += Long.bitCount(set[i]);
    }
    return count;
  }

  /** The first row from a given one on; -1 if there is none. */
  static int next(long[] set, int from, int words) {
    int word = from >>> 6;
    if (word >= words) {
      return -1;
    }
    long rest = set[word] & (-1L << from);
    while (rest == 0) {
      word++;
      if (word == words) {
        return -1;
      }
      rest = set[word];
    }
    return word * Long.SIZE + Long.numberOfTrailingZeros(rest);
  }
}
