package io.dailysegments.core.block;

import java.math.BigInteger;
import java.util.Arrays;

/** Evaluates tests of numbers or timestamps. */
final class KeyStep implements Step {
  /** Up to so many of 64 rows are tested one by one: most metrics of most users are 0. */
  private static final int FEW = 16;

  private final KeyGroup group;
  private final Keys keys;
  private final int[] slots;
  private final Tile tile;

  KeyStep(KeyGroup group, Keys keys) {
    this.group = group;
    this.keys = keys;
    this.slots = group.slots();
    this.tile = new Tile(slots.length);
  }

  @Override
  public void evaluate(int words, long[][] results) {
    if (keys.isAnySet()) {
      testSet(words, results);
    } else {
      for (int k = 0; k < slots.length; k++) {
        Arrays.fill(results[slots[k]], 0, words, ifMissing(k));
      }
    }
    for (int i = 0; i < keys.added(); i++) {
      flip(keys.addedRow(i), group.word(keys.addedKey(i)), results);
    }
  }

  private void testSet(int words, long[][] results) {
    for (int word = 0; word < words; word++) {
      if (Long.bitCount(keys.present()[word]) <= FEW) {
        testOneByOne(word, results);
      } else {
        gather(word * Long.SIZE);
        tile.turn();
        scatter(word, results);
      }
    }
  }

  private void testOneByOne(int word, long[][] results) {
    for (int k = 0; k < slots.length; k++) {
      results[slots[k]][word] = ifMissing(k);
    }
    for (long rest = keys.present()[word]; rest != 0; rest &= rest - 1) {
      int row = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
      flip(row, word(row), results);
    }
  }

  /** Turns over the results of a row that are those of a missing value and should not be. */
  private void flip(int row, long word, long[][] results) {
    for (long flips = word ^ group.missing(); flips != 0; flips &= flips - 1) {
      results[slots[Long.numberOfTrailingZeros(flips)]][row >>> 6] ^= 1L << row;
    }
  }

  private long word(int row) {
    BigInteger wide = keys.wide().isEmpty() ? null : keys.wide().get(row);
    return wide == null ? group.word(keys.values()[row]) : group.word(wide);
  }

  private void gather(int first) {
    long[] rows = tile.words;
    long[] values = keys.values();
    for (int i = 0; i < Long.SIZE; i++) {
      rows[i] = group.word(values[first + i]);
    }
    if (!keys.wide().isEmpty()) {
      keys.wide()
          .subMap(first, first + Long.SIZE)
          .forEach((row, key) -> rows[row - first] = group.word(key));
    }
  }

  private void scatter(int word, long[][] results) {
    long present = keys.present()[word];
    for (int k = 0; k < slots.length; k++) {
      results[slots[k]][word] = (tile.words[k] & present) | (ifMissing(k) & ~present);
    }
  }

  /** All rows, or none. */
  private long ifMissing(int test) {
    return -((group.missing() >>> test) & 1);
  }
}
