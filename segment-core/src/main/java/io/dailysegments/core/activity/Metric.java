package io.dailysegments.core.activity;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * One number, time or text measured of a user's activity: which events, with which properties, on
 * which days, and what of them. Labels and behaviour criteria are made of metrics; equal metrics
 * are computed once.
 *
 * @param where every one holds on the same event; in the order of their property names, each once
 */
public record Metric(
    EventSelection events, List<PropertyFilter> where, DayWindow window, Measure measure) {
  private static final Comparator<PropertyFilter> ORDER =
      Comparator.comparing(PropertyFilter::property)
          .thenComparing(filter -> filter.condition().canonical());

  public Metric {
    Objects.requireNonNull(events, "events");
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(measure, "measure");
    where = where.stream().distinct().sorted(ORDER).toList();
  }

  /**
   * The name of the column that holds the metric: readable, of letters, digits and underscores, at
   * most 100 characters, the same for equal metrics only, and the same on every data date.
   */
  public String column() {
    return MetricName.column(this);
  }

  /** A text that is the same for equal metrics only. */
  public String canonical() {
    return MetricName.canonical(this);
  }
}
