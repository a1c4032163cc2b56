package io.dailysegments.core.history;

import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.time.DayRange;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which metrics of one data date packed histories can give, and how.
 *
 * @param retained the days that histories hold; the last one is the data date
 * @param supported what they give, by column name, each once; in the order of a measurer's values
 * @param unsupported what they can't give, likewise: the last time before an earlier day than the
 *     data date, and last values of some events only
 * @param packed what they give in one value, {@link PackedMetrics}, each by its place here
 * @param program what tasks need
 */
public record HistoryPlan(
    DayRange retained,
    List<Metric> supported,
    List<Metric> unsupported,
    List<Metric> packed,
    HistoryProgram program) {
  public HistoryPlan {
    supported = List.copyOf(supported);
    unsupported = List.copyOf(unsupported);
    packed = List.copyOf(packed);
  }

  /**
   * Plans metrics, of which any may be given more than once.
   *
   * @param metrics in any order
   * @param packed numbers of events, of days, or sums, which are given in one value, whatever is
   *     among {@code metrics}; each keeps its place
   * @param retained the days that may be looked at; others hold no events; the last one is the data
   *     date
   * @throws IllegalArgumentException if one of {@code packed} is no number
   */
  public static HistoryPlan of(
      Collection<Metric> metrics, List<Metric> packed, EventCatalog events, DayRange retained) {
    SortedMap<String, Metric> distinct = new TreeMap<>();
    metrics.forEach(metric -> distinct.putIfAbsent(metric.column(), metric));
    List<Metric> supported =
        distinct.values().stream().filter(metric -> isSupported(metric, retained)).toList();
    List<Metric> unsupported =
        distinct.values().stream().filter(metric -> !isSupported(metric, retained)).toList();
    HistoryProgram program = new ProgramDraft(events, retained).program(supported, packed);
    return new HistoryPlan(retained, supported, unsupported, packed, program);
  }

  /** Of the last ones only the very last is kept. */
  private static boolean isSupported(Metric metric, DayRange retained) {
    Optional<Span> window = Span.of(metric.window().daysFor(retained.to()), retained);
    boolean endsLast = window.isEmpty() || window.get().to() == retained.size() - 1;
    if (metric.measure() instanceof Measure.LastTime) {
      return endsLast;
    }
    boolean ofAll = metric.events() instanceof EventSelection.All && metric.where().isEmpty();
    return !(metric.measure() instanceof Measure.LastValue) || (endsLast && ofAll);
  }
}
