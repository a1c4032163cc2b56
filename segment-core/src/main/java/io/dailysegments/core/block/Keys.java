package io.dailysegments.core.block;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The numbers of a column as keys whose order is theirs. Those that are added, as most metrics are,
 * lie behind one another: most users have few of a thousand metrics, and arrays with a place for
 * each user would not stay in the cache of a processor. Those that are set lie by row.
 */
final class Keys {
  /** Up to so many keys lie behind one another; further ones by row. */
  private static final int MOST_ADDED = 512;

  private final int rows;

  /** By row; made when the first key is set. */
  private long[] values;

  /** Which rows are set; made with {@link #values}. */
  private long[] present;

  private boolean isAnySet;
  private int[] addedRows = new int[8];
  private long[] addedKeys = new long[8];
  private int added;

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
    removeAdded(row);
    setOther(row, key);
  }

  private void setOther(int row, long key) {
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

  /** Sets the key of a row that has none. */
  void add(int row, long key) {
    if (added == MOST_ADDED) {
      setOther(row, key);
      return;
    }
    if (added == addedRows.length) {
      addedRows = Arrays.copyOf(addedRows, 2 * added);
      addedKeys = Arrays.copyOf(addedKeys, 2 * added);
    }
    addedRows[added] = row;
    addedKeys[added] = key;
    added++;
  }

  private void removeAdded(int row) {
    for (int i = 0; i < added; i++) {
      if (addedRows[i] == row) {
        added--;
        addedRows[i] = addedRows[added];
        addedKeys[i] = addedKeys[added];
        return;
      }
    }
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
    removeAdded(row);
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
    added = 0;
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

  /** How many keys were added. */
  int added() {
    return added;
  }

  /** The row of the i-th key that was added. */
  int addedRow(int i) {
    return addedRows[i];
  }

  /** The i-th key that was added. */
  long addedKey(int i) {
    return addedKeys[i];
  }
}
