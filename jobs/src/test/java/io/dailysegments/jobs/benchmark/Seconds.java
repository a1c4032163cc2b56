package io.dailysegments.jobs.benchmark;

import java.time.Duration;

/** Seconds to the millisecond. */
final class Seconds {

  private Seconds() {}

  /**
   * @param start what {@link System#nanoTime} gave
   */
  static double since(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
  }
}
