package io.dailysegments.core.metric;

import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventProperty;
import io.dailysegments.core.time.DayRange;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has to be measured for one data date, each metric once.
 *
 * @param metrics by column name; no two have the same
 * @param days the smallest range of activity days that holds every window; empty without metrics
 * @param requiredProperties what the digest must have kept, and for which activity days, as one
 *     range each; codes that don't declare the property are not among them
 */
public record MetricPlan(
    List<MetricSql> metrics,
    Optional<DayRange> days,
    SortedMap<RequiredProperty, DayRange> requiredProperties) {
  public MetricPlan {
    metrics = List.copyOf(metrics);
    requiredProperties = Collections.unmodifiableSortedMap(new TreeMap<>(requiredProperties));
  }

  /**
   * Plans metrics, of which any may be given more than once. The order in which they are given does
   * not matter.
   */
  public static MetricPlan of(Collection<Metric> metrics, EventCatalog events, LocalDate dataDate) {
    SortedMap<String, Metric> distinct = new TreeMap<>();
    metrics.forEach(metric -> distinct.putIfAbsent(metric.column(), metric));
    SortedMap<RequiredProperty, DayRange> required = new TreeMap<>();
    distinct.values().forEach(metric -> require(metric, events, dataDate, required));
    return new MetricPlan(
        distinct.values().stream()
            .map(m -> new MetricRenderer(m, events, dataDate).render())
            .toList(),
        distinct.values().stream().map(m -> m.window().daysFor(dataDate)).reduce(MetricPlan::span),
        required);
  }

  private static void require(
      Metric metric,
      EventCatalog catalog,
      LocalDate dataDate,
      SortedMap<RequiredProperty, DayRange> required) {
    SelectedEvents events = new SelectedEvents(metric.events(), catalog);
    DayRange days = metric.window().daysFor(dataDate);
    metric.where().stream()
        .flatMap(f -> required(events, f.property(), EventProperty.Type.STRING).stream())
        .forEach(property -> required.merge(property, days, MetricPlan::span));
    if (metric.measure() instanceof Measure.Sum sum) {
      required(events, sum.property(), EventProperty.Type.NUMBER)
          .forEach(property -> required.merge(property, days, MetricPlan::span));
    }
  }

  private static List<RequiredProperty> required(
      SelectedEvents events, String property, EventProperty.Type type) {
    return events.declaring(property, type).stream()
        .map(code -> new RequiredProperty(code, property, type))
        .toList();
  }

  private static DayRange span(DayRange a, DayRange b) {
    return new DayRange(
        a.from().isBefore(b.from()) ? a.from() : b.from(),
        a.to().isAfter(b.to()) ? a.to() : b.to());
  }
}
