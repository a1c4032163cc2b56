package io.dailysegments.jobs.benchmark;

import java.util.List;

/**
 * What the peer's night cost.
 *
 * @param version of DuckDB
 * @param peakBytes the most memory that the process held
 */
record PeerFigures(String version, List<Step> steps, long peakBytes) {

  /** A step of the night. */
  record Step(String name, double seconds) {}
}
