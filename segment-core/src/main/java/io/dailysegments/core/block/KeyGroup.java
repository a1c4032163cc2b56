package io.dailysegments.core.block;

import io.dailysegments.core.block.BlockColumn.Origin;
import io.dailysegments.core.block.Criteria.SlotTest;
import io.dailysegments.core.block.ValueTest.OfKeys;
import io.dailysegments.core.block.ValueTest.OfMissing;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Tests of numbers or timestamps. The ends of all their ranges cut the keys into pieces; the word
 * of a row depends on its piece only.
 */
final class KeyGroup implements Group {
  private static final long serialVersionUID = 1L;

  /** How many keys have their word looked up by themselves; a power of two. */
  private static final int SMALL = 64;

  private final int[] slots;

  /** The pieces, and the word of each. */
  private final KeyPieces cuts;

  private final long[] words;

  /** The word of each key from 0 to less than {@value #SMALL}: most metrics are small counts. */
  private final long[] small = new long[SMALL];

  /** The word of a row without a value. */
  private final long missing;

  /** The word by the first key of each piece; empty if all keys are longs. */
  private final NavigableMap<BigInteger, Long> pieces;

  private KeyGroup(int[] slots, NavigableMap<BigInteger, Long> pieces, long missing) {
    this.slots = slots;
    this.missing = missing;
    BigInteger least = BigInteger.valueOf(Long.MIN_VALUE);
    this.pieces = pieces.firstKey().equals(least) ? new TreeMap<>() : pieces;
    BigInteger greatest = BigInteger.valueOf(Long.MAX_VALUE);
    Map<BigInteger, Long> inner = pieces.subMap(least, false, greatest, true);
    this.cuts = new KeyPieces(inner.keySet().stream().mapToLong(BigInteger::longValue).toArray());
    long first = pieces.floorEntry(least).getValue();
    this.words =
        LongStream.concat(LongStream.of(first), inner.values().stream().mapToLong(w -> w))
            .toArray();
    Arrays.setAll(small, key -> words[cuts.of(key)]);
  }

  /**
   * @param space every key that there can be
   * @param origin a metric without a value is 0
   */
  static KeyGroup of(KeyRange space, Origin origin, List<SlotTest> tests) {
    NavigableMap<BigInteger, Long> changes = new TreeMap<>(Map.of(space.first(), 0L));
    long ofMissing = 0;
    for (int k = 0; k < tests.size(); k++) {
      OfKeys test = (OfKeys) tests.get(k).test();
      long bit = 1L << k;
      for (KeyRange range : test.ranges()) {
        changes.merge(range.first(), bit, (a, b) -> a ^ b);
        changes.merge(range.last().add(BigInteger.ONE), bit, (a, b) -> a ^ b);
      }
      ofMissing |= test.missing() == OfMissing.PASSES ? bit : 0;
    }
    int[] slots = tests.stream().mapToInt(SlotTest::slot).toArray();
    NavigableMap<BigInteger, Long> pieces = accumulated(changes);
    long ofZero = pieces.floorEntry(BigInteger.ZERO).getValue();
    return new KeyGroup(slots, pieces, origin == Origin.METRIC ? ofZero : ofMissing);
  }

  private static NavigableMap<BigInteger, Long> accumulated(
      NavigableMap<BigInteger, Long> changes) {
    long word = 0;
    for (Map.Entry<BigInteger, Long> change : changes.entrySet()) {
      word ^= change.getValue();
      change.setValue(word);
    }
    return changes;
  }

  @Override
  public KeyStep bind(BlockVector vector) {
    return new KeyStep(this, Keys.of(vector));
  }

  int[] slots() {
    return slots;
  }

  /** Gives the first words of all rows the results of a missing value. */
  void fillMissing(int words, long[][] results) {
    for (int k = 0; k < slots.length; k++) {
      Arrays.fill(results[slots[k]], 0, words, ifMissing(k));
    }
  }

  /** The results of 64 rows without a value: all pass, or none. */
  long ifMissing(int test) {
    return -((missing >>> test) & 1);
  }

  /**
   * Turns over the results of a row that are those of a missing value and should not be.
   *
   * @param word of the row
   */
  void flip(int row, long word, long[][] results) {
    for (long flips = word ^ missing; flips != 0; flips &= flips - 1) {
      results[slots[Long.numberOfTrailingZeros(flips)]][row >>> 6] ^= 1L << row;
    }
  }

  /** The word of a row. */
  long word(long key) {
    return (key & -SMALL) == 0 ? small[(int) key] : words[cuts.of(key)];
  }

  /** The word of a row whose key is no long. */
  long word(BigInteger key) {
    return pieces.floorEntry(key).getValue();
  }
}
