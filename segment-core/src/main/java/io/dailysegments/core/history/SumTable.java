package io.dailysegments.core.history;

import io.dailysegments.core.text.ByteTexts;
import java.util.Arrays;

/** Sums by entry and name, as lists: each refers to the next one of its entry; 0 is none. */
final class SumTable {
  private static final int FIRST_CAPACITY = 16;

  /** The names of number properties, in UTF-8. */
  private final ByteTexts names = new ByteTexts();

  private int size;
  private int[] nameNumbers = new int[FIRST_CAPACITY];
  private int[] nexts = new int[FIRST_CAPACITY];
  private ExactSum[] sums = new ExactSum[FIRST_CAPACITY];

  void clear() {
    names.clear();
    size = 0;
    if (sums.length > EntryTable.CLEARED_CAPACITY) {
      nameNumbers = new int[FIRST_CAPACITY];
      nexts = new int[FIRST_CAPACITY];
      sums = new ExactSum[FIRST_CAPACITY];
    }
  }

  ByteTexts names() {
    return names;
  }

  /**
   * The sum of that name in a list, or a new one of 0, put before the list.
   *
   * @param first the first sum of the list
   */
  int at(int first, int name) {
    int sum = first;
    while (sum != 0 && nameNumbers[sum] != name) {
      sum = nexts[sum];
    }
    return sum == 0 ? append(first, name) : sum;
  }

  private int append(int next, int name) {
    size++;
    if (size == sums.length) {
      nameNumbers = Arrays.copyOf(nameNumbers, 2 * size);
      nexts = Arrays.copyOf(nexts, 2 * size);
      sums = Arrays.copyOf(sums, 2 * size);
    }
    nameNumbers[size] = name;
    nexts[size] = next;
    if (sums[size] == null) {
      sums[size] = new ExactSum();
    }
    sums[size].clear();
    return size;
  }

  /** How many sums there are; the greatest number of one. */
  int size() {
    return size;
  }

  int name(int sum) {
    return nameNumbers[sum];
  }

  int next(int sum) {
    return nexts[sum];
  }

  ExactSum sum(int sum) {
    return sums[sum];
  }
}
