package io.dailysegments.core.history;

import io.dailysegments.core.time.DayRange;
import java.io.Serializable;
import java.util.Optional;

/**
 * Days of a window, counted from the first retained day.
 *
 * @param to inclusive
 */
record Span(int from, int to) implements Serializable {
  /** The retained days of a window; empty if there are none. */
  static Optional<Span> of(DayRange window, DayRange retained) {
    long first = retained.from().toEpochDay();
    long from = Math.max(0, window.from().toEpochDay() - first);
    long to = Math.min(retained.size() - 1L, window.to().toEpochDay() - first);
    return from > to ? Optional.empty() : Optional.of(new Span((int) from, (int) to));
  }

  boolean contains(int day) {
    return from <= day && day <= to;
  }
}
