package io.dailysegments.jobs.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * What the peer's night cost.
 *
 * @param version of DuckDB
 * @param seconds from the start of the process to its end
 * @param peakRss the most bytes of the process that were ever resident
 */
record PeerFigures(String version, double seconds, List<Step> steps, long peakRss) {

  /** There was no peer. */
  static final PeerFigures NONE = new PeerFigures("", 0, List.of(), 0);

  PeerFigures {
    steps = List.copyOf(steps);
  }

  /** A step of the night. */
  record Step(String name, double seconds) {}

  /** With what the process took beside the steps. */
  PeerFigures inProcessOf(double processSeconds) {
    List<Step> all = new ArrayList<>(steps);
    all.add(new Step("start and end of the JVM", processSeconds - seconds));
    return new PeerFigures(version, processSeconds, all, peakRss);
  }

  /** The seconds of a step; 0 without it. */
  double secondsOf(String step) {
    return steps.stream().filter(one -> one.name().equals(step)).mapToDouble(Step::seconds).sum();
  }
}
