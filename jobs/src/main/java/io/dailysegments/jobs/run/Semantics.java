package io.dailysegments.jobs.run;

/** What the program's results mean. */
final class Semantics {

  /**
   * Raised when a release gives other results from the same inputs, definitions and settings;
   * {@code backfill} then computes published days again.
   */
  static final int VERSION = 1;

  private Semantics() {}
}
