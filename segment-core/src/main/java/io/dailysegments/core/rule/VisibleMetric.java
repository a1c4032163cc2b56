package io.dailysegments.core.rule;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.time.DayRange;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Cuts windows of fixed days to those that can hold events for a data date: the retained ones, up
 * to it.
 */
public final class VisibleMetric {
  private VisibleMetric() {}

  /** The metric over the days of its window that can hold events; empty if there are none. */
  public static Optional<Metric> of(Metric metric, int retentionDays, LocalDate dataDate) {
    if (!(metric.window() instanceof DayWindow.Dates dates)) {
      return Optional.of(metric);
    }
    DayRange retained = DayRange.last(retentionDays, dataDate);
    LocalDate from = dates.from().isBefore(retained.from()) ? retained.from() : dates.from();
    LocalDate to = dates.to().isAfter(retained.to()) ? retained.to() : dates.to();
    return to.isBefore(from)
        ? Optional.empty()
        : Optional.of(
            new Metric(
                metric.events(), metric.where(), new DayWindow.Dates(from, to), metric.measure()));
  }
}
