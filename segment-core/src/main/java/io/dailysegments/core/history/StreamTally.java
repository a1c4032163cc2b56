package io.dailysegments.core.history;

import java.util.Arrays;

/** What one user did of the events of a stream. */
final class StreamTally {
  private static final int NO_DAY = -1;

  private final int number;
  private final int[] cellOfDay;
  private final long[] cells;
  private final long[] days;
  private final boolean takesLast;
  private int lastDay = NO_DAY;
  private long lastAt;

  StreamTally(int number, StreamSpec spec, int days) {
    this.number = number;
    this.cellOfDay = spec.cells().cellOfDay();
    this.cells = new long[spec.cells().size()];
    this.days = new long[spec.takesDays() ? RetainedDays.words(days) : 0];
    this.takesLast = spec.takesLast();
  }

  void clear() {
    Arrays.fill(cells, 0);
    Arrays.fill(days, 0);
    lastDay = NO_DAY;
  }

  /** The number of the stream. */
  int number() {
    return number;
  }

  void add(RetainedDays added) {
    if (cells.length > 0) {
      addTimes(added.days(), added.times(), added.first(), added.end());
    }
    for (int word = 0; word < days.length; word++) {
      days[word] |= added.bits()[word];
    }
    if (takesLast && added.lastDay() >= lastDay) {
      boolean isLater = added.lastDay() > lastDay || added.lastAt() > lastAt;
      lastDay = added.lastDay();
      lastAt = isLater ? added.lastAt() : lastAt;
    }
  }

  private void addTimes(int[] addedDays, long[] times, int first, int end) {
    for (int i = first; i < end; i++) {
      int cell = cellOfDay[addedDays[i]];
      if (cell >= 0) {
        cells[cell] = Math.addExact(cells[cell], times[i]);
      }
    }
  }

  /** The number of events in some cells in a row. */
  long times(int firstCell, int lastCell) {
    long times = 0;
    for (int cell = firstCell; cell <= lastCell; cell++) {
      times = Math.addExact(times, cells[cell]);
    }
    return times;
  }

  /** On how many of these days there was an event. */
  int countDays(int from, int to) {
    int count = 0;
    for (int word = from / Long.SIZE; word <= to / Long.SIZE; word++) {
      count += Long.bitCount(within(word, from, to));
    }
    return count;
  }

  /** The last of these days on which there was an event; -1 without one. */
  int lastDay(int from, int to) {
    int word = to / Long.SIZE;
    while (word >= from / Long.SIZE && within(word, from, to) == 0) {
      word--;
    }
    return word < from / Long.SIZE
        ? NO_DAY
        : (word + 1) * Long.SIZE - 1 - Long.numberOfLeadingZeros(within(word, from, to));
  }

  private long within(int word, int from, int to) {
    int first = word * Long.SIZE;
    long bits = days[word];
    if (from > first) {
      bits &= -1L << (from - first);
    }
    if (to < first + Long.SIZE - 1) {
      bits &= -1L >>> (first + Long.SIZE - 1 - to);
    }
    return bits;
  }

  /** Whether there was an event on that day or a later one. */
  boolean hasLastSince(int from) {
    return lastDay >= from;
  }

  /** When the last event happened, in microseconds. */
  long lastAt() {
    return lastAt;
  }
}
