package io.dailysegments.core.history;

import java.io.Serializable;

/**
 * Where the value of a metric is found once a history was walked over.
 *
 * @param source of times, days, last times and last days: the number of the stream, {@link #NONE}
 *     if no retained day is in the window; of sums: the number of the total; of last values: the
 *     place of the attribute, or {@link #NONE}
 * @param from the first day of the window, counted from the first retained one; of times: the first
 *     cell
 * @param to the last one, inclusive
 */
record Output(int source, int from, int to) implements Serializable {
  /** There is nothing to find. */
  static final int NONE = -1;

  /** A metric whose window holds no retained day. */
  static Output none() {
    return new Output(NONE, 0, 0);
  }

  boolean isNone() {
    return source == NONE;
  }
}
