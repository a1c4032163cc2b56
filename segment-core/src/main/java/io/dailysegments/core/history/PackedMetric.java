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
    return new PackedMetric(metric.measure().accept(new KindOf()), place, output);
  }

  private static final class KindOf implements Measure.Visitor<Kind> {
    @Override
    public Kind times(Measure.Times measure) {
      return Kind.TIMES;
    }

    @Override
    public Kind days(Measure.Days measure) {
      return Kind.DAYS;
    }

    @Override
    public Kind sum(Measure.Sum measure) {
      return Kind.SUM;
    }

    @Override
    public Kind lastTime(Measure.LastTime measure) {
      throw noNumber(measure);
    }

    @Override
    public Kind lastDay(Measure.LastDay measure) {
      throw noNumber(measure);
    }

    @Override
    public Kind lastValue(Measure.LastValue measure) {
      throw noNumber(measure);
    }

    private static IllegalArgumentException noNumber(Measure measure) {
      return new IllegalArgumentException("Cannot pack what is no number: " + measure);
    }
  }
}
