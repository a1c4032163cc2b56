package io.dailysegments.core.history;

import java.util.Arrays;

/**
 * What was done on one day of one combination, as lists by day: each entry refers to the next one
 * of its combination; 0 is none.
 */
final class EntryTable {
  /** Tables that grew beyond this for a user give the memory back before the next one. */
  static final int CLEARED_CAPACITY = 1 << 16;

  private static final int FIRST_CAPACITY = 512;

  private final SumTable sums = new SumTable();
  private int size;
  private int[] days;
  private int[] nexts;
  private int[] firstSums;
  private long[] times;

  EntryTable() {
    allocate();
  }

  private void allocate() {
    days = new int[FIRST_CAPACITY];
    nexts = new int[FIRST_CAPACITY];
    firstSums = new int[FIRST_CAPACITY];
    times = new long[FIRST_CAPACITY];
  }

  void clear() {
    sums.clear();
    size = 0;
    if (days.length > CLEARED_CAPACITY) {
      allocate();
    }
  }

  /** A new entry without events, before another one. */
  int append(int day, int next) {
    size++;
    if (size == days.length) {
      days = Arrays.copyOf(days, 2 * size);
      nexts = Arrays.copyOf(nexts, 2 * size);
      firstSums = Arrays.copyOf(firstSums, 2 * size);
      times = Arrays.copyOf(times, 2 * size);
    }
    days[size] = day;
    nexts[size] = next;
    firstSums[size] = 0;
    times[size] = 0;
    return size;
  }

  /** Puts an entry behind another one. */
  void link(int entry, int next) {
    nexts[entry] = next;
  }

  int day(int entry) {
    return days[entry];
  }

  int next(int entry) {
    return nexts[entry];
  }

  long times(int entry) {
    return times[entry];
  }

  void addTimes(int entry, long more) {
    times[entry] = Math.addExact(times[entry], more);
  }

  /** The sum of a number property, which is 0 if it is new. */
  ExactSum sum(int entry, byte[] name, int offset, int length) {
    int sum = sums.at(firstSums[entry], sums.names().add(name, offset, length));
    if (sums.next(sum) == firstSums[entry]) {
      firstSums[entry] = sum;
    }
    return sums.sum(sum);
  }

  int firstSum(int entry) {
    return firstSums[entry];
  }

  SumTable sums() {
    return sums;
  }
}
