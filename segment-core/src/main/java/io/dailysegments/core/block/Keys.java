package io.dailysegments.core.block;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The numbers of a column as keys whose order is theirs. */
final class Keys {
  private final long[] values;
  private final long[] present;

  /** The keys that are no longs, by row. */
  private final TreeMap<Integer, BigInteger> wide = new TreeMap<>();

  /**
   * @param rows a multiple of 64
   */
  Keys(int rows) {
    this.values = new long[rows];
    this.present = new long[rows / Long.SIZE];
  }

  /** The keys of a vector of numbers or timestamps. */
  static Keys of(BlockVector vector) {
    if (vector instanceof LongVector whole) {
      return whole.keys();
    }
    return vector instanceof DoubleVector floating
        ? floating.keys()
        : ((DecimalVector) vector).keys();
  }

  void set(int row, long key) {
    values[row] = key;
    present[row >>> 6] |= 1L << row;
  }

  /** Sets a key that may be no long. */
  void set(int row, BigInteger key) {
    if (key.bitLength() < Long.SIZE) {
      set(row, key.longValue());
    } else {
      set(row, 0);
      wide.put(row, key);
    }
  }

  void setMissing(int row) {
    present[row >>> 6] &= ~(1L << row);
  }

  /** Forgets what {@link #set(int, BigInteger)} kept of a row. */
  void narrow(int row) {
    if (!wide.isEmpty()) {
      wide.remove(row);
    }
  }

  void clear() {
    wide.clear();
    Arrays.fill(present, 0);
  }

  /** The keys by row; any number where there is none, and where it is no long. */
  long[] values() {
    return values;
  }

  /** Which rows have a key. */
  long[] present() {
    return present;
  }

  /** The keys that are no longs, by row. */
  NavigableMap<Integer, BigInteger> wide() {
    return wide;
  }
}
