package io.dailysegments.core.history;

import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.activity.PropertyFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** A stream that metrics are gathered into. */
final class StreamDraft {
  private static final Comparator<Span> ORDER =
      Comparator.comparingInt(Span::from).thenComparingInt(Span::to);

  private final int number;
  private final EventSelection events;
  private final List<PropertyFilter> where;
  private final SortedSet<Span> timesWindows = new TreeSet<>(ORDER);
  private final List<Total> totals = new ArrayList<>();
  private boolean takesDays;
  private boolean takesLast;
  private StreamSpec spec;

  /** A sum of the stream. */
  record Total(String property, int number, Span window) {}

  /**
   * @param metric any of its metrics
   */
  StreamDraft(int number, Metric metric) {
    this.number = number;
    this.events = metric.events();
    this.where = metric.where();
  }

  /** Takes what a measure needs. */
  void add(Measure measure, Span window) {
    if (measure instanceof Measure.Times) {
      timesWindows.add(window);
    }
    takesDays |= measure instanceof Measure.Days || measure instanceof Measure.LastDay;
    takesLast |= measure instanceof Measure.LastTime;
  }

  void addTotal(String property, int total, Span window) {
    totals.add(new Total(property, total, window));
  }

  /** Ends the gathering. */
  void cut(Function<List<Span>, TimesCells> cells) {
    spec = new StreamSpec(cells.apply(List.copyOf(timesWindows)), takesDays, takesLast);
  }

  int number() {
    return number;
  }

  EventSelection events() {
    return events;
  }

  List<PropertyFilter> where() {
    return where;
  }

  List<Total> totals() {
    return totals;
  }

  /** What it takes, once it is cut. */
  StreamSpec spec() {
    return spec;
  }
}
