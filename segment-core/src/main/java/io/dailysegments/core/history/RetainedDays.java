package io.dailysegments.core.history;

import java.time.LocalDate;
import java.util.Arrays;

/** The retained days of the combination at which a reader is. */
final class RetainedDays {
  private final int firstDay;
  private final int count;
  private final long[] bits;
  private int[] days = new int[0];
  private long[] times = new long[0];
  private int first;
  private int end;
  private long lastAt;

  /**
   * @param firstDay since 1970-01-01
   * @param count how many days are retained
   */
  RetainedDays(int firstDay, int count) {
    this.firstDay = firstDay;
    this.count = count;
    this.bits = new long[words(count)];
  }

  /** How many words hold a bit for each of some days. */
  static int words(int days) {
    return (days + Long.SIZE - 1) / Long.SIZE;
  }

  /**
   * Takes the days of a combination; false if none is retained.
   *
   * @throws IllegalArgumentException if one is after the retained ones: then the time of the last
   *     event is that of no retained one
   */
  boolean read(HistoryReader reader) {
    days = reader.days();
    times = reader.times();
    end = reader.size();
    lastAt = reader.lastAt();
    Arrays.fill(bits, 0);
    first = 0;
    for (int i = 0; i < end; i++) {
      int day = days[i] - firstDay;
      days[i] = day;
      if (day < 0) {
        first = i + 1;
      } else {
        requireRetained(day);
        bits[day / Long.SIZE] |= 1L << day;
      }
    }
    return first < end;
  }

  private void requireRetained(int day) {
    if (day >= count) {
      throw new IllegalArgumentException(
          "Cannot measure a history until %s: it has events of %s"
              .formatted(
                  LocalDate.ofEpochDay(firstDay + count - 1L),
                  LocalDate.ofEpochDay((long) firstDay + day)));
    }
  }

  /** The place of the first retained day. */
  int first() {
    return first;
  }

  /** The place behind the last one. */
  int end() {
    return end;
  }

  /** By place: the day, counted from the first retained one; ascending. */
  int[] days() {
    return days;
  }

  /** By place: how many events, at least 1. */
  long[] times() {
    return times;
  }

  /** A bit for each day. */
  long[] bits() {
    return bits;
  }

  int lastDay() {
    return days[end - 1];
  }

  /** When the last event of the last day happened, in microseconds. */
  long lastAt() {
    return lastAt;
  }
}
