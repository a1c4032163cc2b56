package io.dailysegments.core.history;

import java.time.LocalDate;

/** Packs a history; see the package for the form. */
final class HistoryWriter {
  private static final int FIRST_CAPACITY = 64;

  private final Combinations combinations;
  private final EntryTable entries;
  private final LastValues lastValues;
  private final ByteSink sink = new ByteSink();
  private final SumWriter sums;

  /** The combinations that have a retained day, in order, and the first such entry of each. */
  private int[] kept = new int[FIRST_CAPACITY];

  private int[] firsts = new int[FIRST_CAPACITY];
  private int size;

  HistoryWriter(Combinations combinations, LastValues lastValues) {
    this.combinations = combinations;
    this.entries = combinations.entries();
    this.lastValues = lastValues;
    this.sums = new SumWriter(entries, sink);
  }

  /** The history from one day to another, both included, after which nothing may be. */
  byte[] write(int from, int to) {
    sink.clear();
    sink.octet(HistoryReader.VERSION);
    lastValues.write(sink, from);
    keepSince(from, to);
    sink.varint(countCodes());
    if (size > 0) {
      int base = firstDay();
      sink.zigzag(base);
      for (int i = 0; i < size; i++) {
        writeCombination(i, base);
      }
    }
    return sink.toBytes();
  }

  private void keepSince(int from, int to) {
    size = 0;
    if (kept.length < combinations.size() || kept.length > EntryTable.CLEARED_CAPACITY) {
      kept = new int[combinations.size() + FIRST_CAPACITY];
      firsts = new int[combinations.size() + FIRST_CAPACITY];
    }
    for (int combination : CombinationOrder.of(combinations)) {
      requireUntil(to, combinations.lastDay(combination));
      int first = combinations.firstSince(combination, from);
      if (first != 0) {
        kept[size] = combination;
        firsts[size++] = first;
      }
    }
  }

  private static void requireUntil(int to, int day) {
    if (day > to) {
      throw new IllegalArgumentException(
          "Cannot pack the history of %s: it has events of %s"
              .formatted(LocalDate.ofEpochDay(to), LocalDate.ofEpochDay(day)));
    }
  }

  private boolean isNewCode(int i) {
    return i == 0 || !combinations.sameCode(kept[i - 1], kept[i]);
  }

  private int countCodes() {
    int codes = 0;
    for (int i = 0; i < size; i++) {
      codes += isNewCode(i) ? 1 : 0;
    }
    return codes;
  }

  private int firstDay() {
    int day = Integer.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      day = Math.min(day, entries.day(firsts[i]));
    }
    return day;
  }

  private void writeCombination(int i, int base) {
    if (isNewCode(i)) {
      combinations.writeCode(kept[i], sink);
      sink.varint(combinationsOfCode(i));
    }
    combinations.writeProperties(kept[i], sink);
    boolean hasSums = sums.prepare(firsts[i]);
    sink.varint((long) length(firsts[i]) << 1 | (hasSums ? 1 : 0));
    sums.writeNames();
    writeEntries(firsts[i], base);
    long lastDay = combinations.lastDay(kept[i]);
    sink.zigzag(combinations.lastAt(kept[i]) - lastDay * HistoryReader.MICROS_PER_DAY);
  }

  private int combinationsOfCode(int first) {
    int end = first + 1;
    while (end < size && !isNewCode(end)) {
      end++;
    }
    return end - first;
  }

  private int length(int first) {
    int length = 0;
    for (int entry = first; entry != 0; entry = entries.next(entry)) {
      length++;
    }
    return length;
  }

  private void writeEntries(int first, int base) {
    int before = base - 1;
    for (int entry = first; entry != 0; entry = entries.next(entry)) {
      int day = entries.day(entry);
      long times = entries.times(entry);
      boolean hasSums = sums.isAny(entry);
      long apart = (long) day - before - 1;
      sink.varint(apart << 2 | (hasSums ? 2 : 0) | (times == 1 ? 0 : 1));
      if (times != 1) {
        sink.varint(times);
      }
      if (hasSums) {
        sums.write(entry);
      }
      before = day;
    }
  }
}
