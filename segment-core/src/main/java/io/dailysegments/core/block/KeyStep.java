package io.dailysegments.core.block;

import java.math.BigInteger;

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
      group.fillMissing(words, results);
    }
  }

  /** Whether a row of the vector was set. */
  boolean isAnySet() {
    return keys.isAnySet();
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
      results[slots[k]][word] = group.ifMissing(k);
    }
    for (long rest = keys.present()[word]; rest != 0; rest &= rest - 1) {
      int row = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
      group.flip(row, word(row), results);
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
      results[slots[k]][word] = (tile.words[k] & present) | (group.ifMissing(k) & ~present);
    }
  }
}
