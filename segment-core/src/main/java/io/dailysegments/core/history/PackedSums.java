package io.dailysegments.core.history;

import java.util.Arrays;

/** The sums of one combination in a packed history: where their names and numbers lie. */
final class PackedSums {
  private static final int FIRST_CAPACITY = 8;

  private int names;
  private int[] nameStarts = new int[FIRST_CAPACITY];
  private int[] nameEnds = new int[FIRST_CAPACITY];
  private int size;
  private int[] entries = new int[FIRST_CAPACITY];
  private int[] sumNames = new int[FIRST_CAPACITY];
  private int[] starts = new int[FIRST_CAPACITY];
  private int[] ends = new int[FIRST_CAPACITY];

  /** Reads the names of a combination with sums; there are none without a source. */
  void open(ByteSource source) {
    size = 0;
    names = source == null ? 0 : source.count();
    if (names > nameStarts.length) {
      nameStarts = new int[2 * names];
      nameEnds = new int[2 * names];
    }
    for (int i = 0; i < names; i++) {
      int length = source.skipText();
      nameEnds[i] = source.at();
      nameStarts[i] = nameEnds[i] - length;
    }
  }

  /** Reads the sums of an entry. */
  void read(ByteSource source, int entry) {
    int count = source.count();
    for (int i = 0; i < count; i++) {
      long name = source.varint();
      int length = source.skipText();
      if (name < 0 || name >= names || length == 0) {
        throw new CorruptHistoryException("a sum has no such name, or no number");
      }
      add(entry, (int) name, source.at() - length, source.at());
    }
  }

  private void add(int entry, int name, int start, int end) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * size);
      sumNames = Arrays.copyOf(sumNames, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    entries[size] = entry;
    sumNames[size] = name;
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  /** How many sums all days of the combination have together. */
  int size() {
    return size;
  }

  /** The place of the day that a sum is of; ascending. */
  int entry(int sum) {
    return entries[sum];
  }

  int nameStart(int sum) {
    return nameStarts[sumNames[sum]];
  }

  int nameEnd(int sum) {
    return nameEnds[sumNames[sum]];
  }

  /** Where the unscaled number begins, big-endian in two's complement. */
  int start(int sum) {
    return starts[sum];
  }

  int end(int sum) {
    return ends[sum];
  }
}
