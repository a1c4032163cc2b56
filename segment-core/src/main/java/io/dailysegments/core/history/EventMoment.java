package io.dailysegments.core.history;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;

/**
 * When an event happened, in the order in which last values are: by day, time, event id (by its
 * bytes) and log date. The day never disagrees with the time; it is first, so that a moment of a
 * day that is no longer retained is never greater than one of a day that is.
 */
public final class EventMoment implements Comparable<EventMoment> {
  private static final Comparator<EventMoment> ORDER =
      Comparator.comparingInt(EventMoment::day)
          .thenComparingLong(EventMoment::at)
          .thenComparing(EventMoment::eventId, Arrays::compareUnsigned)
          .thenComparingInt(EventMoment::logDay);

  private final int day;
  private final long at;
  private final byte[] eventId;
  private final int logDay;

  /**
   * @param day the business day on which it happened, in days since 1970-01-01
   * @param at when it happened, in microseconds since 1970-01-01T00:00Z
   * @param eventId in UTF-8; kept, not copied
   * @param logDay the log date, in days since 1970-01-01
   */
  public EventMoment(int day, long at, byte[] eventId, int logDay) {
    this.day = day;
    this.at = at;
    this.eventId = Objects.requireNonNull(eventId, "eventId");
    this.logDay = logDay;
  }

  int day() {
    return day;
  }

  long at() {
    return at;
  }

  byte[] eventId() {
    return eventId;
  }

  int logDay() {
    return logDay;
  }

  @Override
  public int compareTo(EventMoment other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventMoment moment && compareTo(moment) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(day, at, Arrays.hashCode(eventId), logDay);
  }
}
