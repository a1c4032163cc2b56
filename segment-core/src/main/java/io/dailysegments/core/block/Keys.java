package io.dailysegments.core.block;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The numbers of a column, by row, as keys whose order is theirs. */
final class Keys {
  private final int rows;

  /** By row; made when the first key is set. */
  private long[] values;

  /** Which rows are set; made with {@link #values}. */
  private long[] present;

  private boolean isAnySet;

  /** The keys that are no longs, by row. */
  private final TreeMap<Integer, BigInteger> wide = new TreeMap<>();

  /**
   * @param rows a multiple of 64
   */
  Keys(int rows) {
    this.rows = rows;
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
    if (!isAnySet) {
      begin();
    }
    values[row] = key;
    present[row >>> 6] |= 1L << row;
  }

  private void begin() {
    if (values == null) {
      values = new long[rows];
      present = new long[rows / Long.SIZE];
    }
    isAnySet = true;
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
    if (isAnySet) {
      present[row >>> 6] &= ~(1L << row);
    }
  }

  /** Forgets what {@link #set(int, BigInteger)} kept of a row. */
  void narrow(int row) {
    if (!wide.isEmpty()) {
      wide.remove(row);
    }
  }

  void clear() {
    wide.clear();
    if (isAnySet) {
      Arrays.fill(present, 0);
      isAnySet = false;
    }
  }

  /** Whether a key was set, so that there are {@link #values} and {@link #present}. */
  boolean isAnySet() {
    return isAnySet;
  }

  /** The keys that were set, by row; any number where there is none, and where it is no long. */
  long[] values() {
    return values;
  }

  /** Which rows were set. */
  long[] present() {
    return present;
  }

  /** The keys that were set and are no longs, by row. */
  NavigableMap<Integer, BigInteger> wide() {
    return wide;
  }
}
