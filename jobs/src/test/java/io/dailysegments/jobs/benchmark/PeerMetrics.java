package io.dailysegments.jobs.benchmark;

import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.activity.PropertyFilter;
import io.dailysegments.core.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The metrics of segments as DuckDB aggregates over the peer's view {@code digest}, each once.
 * Knows what made definitions hold: events by code, of properties {@code result} and {@code
 * amount}.
 */
final class PeerMetrics {

  private static final int BITS = 64;

  private final DayRange retained;
  private final Map<String, Metric> byCanonical = new LinkedHashMap<>();
  private final List<String> canonicals = new ArrayList<>();

  PeerMetrics(DayRange retained) {
    this.retained = retained;
  }

  /** The column of a metric, which is measured from now on. */
  String column(Metric metric) {
    if (byCanonical.putIfAbsent(metric.canonical(), metric) == null) {
      canonicals.add(metric.canonical());
    }
    return "m" + canonicals.indexOf(metric.canonical());
  }

  /** Aggregates of metrics that need no property, each with a comma before it. */
  String plain() {
    return aggregates(metric -> !needsProperty(metric));
  }

  /** Aggregates of the others. */
  String property() {
    return aggregates(PeerMetrics::needsProperty);
  }

  /** The events of metrics that need a property. */
  SortedSet<String> propertyCodes() {
    return byCanonical.values().stream()
        .filter(PeerMetrics::needsProperty)
        .flatMap(metric -> codes(metric).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every column, 0 without events, each with a comma before it. */
  String columns() {
    return byCanonical.values().stream()
        .map(this::column)
        .map(column -> ",\n  coalesce(%1$s, 0) AS %1$s".formatted(column))
        .collect(Collectors.joining());
  }

  private String aggregates(Predicate<Metric> which) {
    return byCanonical.values().stream()
        .filter(which)
        .map(metric -> ",\n  " + aggregate(metric) + " AS " + column(metric))
        .collect(Collectors.joining());
  }

  private static boolean needsProperty(Metric metric) {
    return metric.measure() instanceof Measure.Sum || !metric.where().isEmpty();
  }

  private String aggregate(Metric metric) {
    DayRange days = visible(metric.window().daysFor(retained.to()));
    String condition = condition(metric);
    if (metric.measure() instanceof Measure.Times) {
      return "sum(times) FILTER (" + condition + " AND " + within(days) + ")";
    }
    if (metric.measure() instanceof Measure.Days) {
      return distinctDays(condition, days);
    }
    return "sum(amount) FILTER (" + condition + " AND " + within(days) + ")";
  }

  private DayRange visible(DayRange days) {
    LocalDate from = days.from().isBefore(retained.from()) ? retained.from() : days.from();
    return new DayRange(from, days.to());
  }

  private static String condition(Metric metric) {
    String condition = "event_code IN (" + PeerSql.strings(codes(metric)) + ")";
    for (PropertyFilter filter : metric.where()) {
      condition += " AND " + PeerSql.text(filter.property(), filter.condition());
    }
    return condition;
  }

  private static SortedSet<String> codes(Metric metric) {
    return ((EventSelection.Codes) metric.events()).codes();
  }

  private static String within(DayRange days) {
    return "activity_date BETWEEN %s AND %s"
        .formatted(PeerSql.date(days.from()), PeerSql.date(days.to()));
  }

  /** A bit for each day, in words of 64. */
  private static String distinctDays(String condition, DayRange days) {
    List<String> words = new ArrayList<>();
    for (LocalDate from = days.from(); !from.isAfter(days.to()); from = from.plusDays(BITS)) {
      LocalDate last = from.plusDays(BITS - 1L);
      DayRange word = new DayRange(from, last.isAfter(days.to()) ? days.to() : last);
      words.add(
          "coalesce(bit_count(bit_or(CASE WHEN %s AND %s THEN 1::UBIGINT << (activity_date - %s)::UBIGINT END))::INTEGER, 0)"
              .formatted(condition, within(word), PeerSql.date(from)));
    }
    return String.join(" + ", words);
  }
}
