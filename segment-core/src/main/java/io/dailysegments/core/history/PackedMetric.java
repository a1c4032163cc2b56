package io.dailysegments.core.history;

import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import java.io.Serializable;

/**
 * A metric that is given in {@link PackedMetrics}.
 *
 * @param place there
 * @param output its place among all outputs of the program
 */
record PackedMetric(Kind kind, int place, int output) implements Serializable {

  /** What kinds of numbers there are. */
  enum Kind {
    TIMES,
    DAYS,
    SUM
  }

  /**
   * @throws IllegalArgumentException if the metric is no number
   */
  static PackedMetric of(Metric metric, int place, int output) {
    return new PackedMetric(kind(metric.measure()), place, output);
  }

  private static Kind kind(Measure measure) {
    if (measure instanceof Measure.Times) {
      return Kind.TIMES;
    }
    if (measure instanceof Measure.Days) {
      return Kind.DAYS;
    }
    if (measure instanceof Measure.Sum) {
      return Kind.SUM;
    }
    throw new IllegalArgumentException("Cannot pack what is no number: " + measure);
  }
}
