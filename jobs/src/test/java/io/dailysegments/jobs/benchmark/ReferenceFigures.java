package io.dailysegments.jobs.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * What it cost to compute the night in another way: by the peer, or in plain Spark SQL.
 *
 * @param version of DuckDB, or of Spark
 * @param seconds from the start of the process to its end, once {@link #inProcessOf} has set them;
 *     before that from the start of the work
 * @param peakRss the most bytes of the process that were ever resident
 */
record ReferenceFigures(String version, double seconds, List<Step> steps, long peakRss) {

  /** It was left out. */
  static final ReferenceFigures NONE = new ReferenceFigures("", 0, List.of(), 0);

  ReferenceFigures {
    steps = List.copyOf(steps);
  }

  /** A step of the night. */
  record Step(String name, double seconds) {}

  /** With one more step: what the process took outside of the others. */
  ReferenceFigures inProcessOf(double processSeconds) {
    List<Step> all = new ArrayList<>(steps);
    double inSteps = steps.stream().mapToDouble(Step::seconds).sum();
    all.add(new Step("outside of these", processSeconds - inSteps));
    return new ReferenceFigures(version, processSeconds, all, peakRss);
  }

  boolean isLeftOut() {
    return steps.isEmpty();
  }

  /** The seconds of the steps of a name; 0 without any. */
  double secondsOf(String step) {
    return steps.stream().filter(one -> one.name().equals(step)).mapToDouble(Step::seconds).sum();
  }
}
