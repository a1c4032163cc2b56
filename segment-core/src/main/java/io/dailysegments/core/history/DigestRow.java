package io.dailysegments.core.history;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the digest on its way into a history, as {@link UserHistory#row} begins it. Texts are
 * bytes of UTF-8 and must not be changed before {@link #add}.
 */
public final class DigestRow {
  private final Combinations combinations;
  private final CombinationKey key = new CombinationKey();
  private final List<byte[]> sumNames = new ArrayList<>();
  private final List<BigInteger> sums = new ArrayList<>();
  private int day;

  DigestRow(Combinations combinations) {
    this.combinations = combinations;
  }

  DigestRow begin(int day, byte[] code) {
    this.day = day;
    sumNames.clear();
    sums.clear();
    key.begin(code, 0, code.length);
    return this;
  }

  /** A kept property; each name once, in any order. */
  public DigestRow property(byte[] name, byte[] value) {
    key.property(name, value);
    return this;
  }

  /**
   * The sum of a number property; each name once, in any order. A 0 is nothing.
   *
   * @param unscaled the decimal without its point, of scale {@link UserHistory#SUM_SCALE}
   */
  public DigestRow sum(byte[] name, BigInteger unscaled) {
    sumNames.add(name);
    sums.add(unscaled);
    return this;
  }

  /**
   * Adds the row to the history.
   *
   * @param times how many events, at least 1
   * @param lastAt when the last of them happened, in microseconds since 1970-01-01T00:00Z
   * @throws ArithmeticException if there are more events than a bigint can hold
   */
  public void add(long times, long lastAt) {
    if (times < 1) {
      throw new IllegalArgumentException("Cannot add to a history: " + times + " events");
    }
    key.end();
    int combination = combinations.at(key);
    int entry = combinations.entry(combination, day);
    combinations.entries().addTimes(entry, times);
    combinations.offerLast(combination, day, lastAt);
    for (int i = 0; i < sums.size(); i++) {
      byte[] name = sumNames.get(i);
      combinations.entries().sum(entry, name, 0, name.length).add(sums.get(i));
    }
  }
}
