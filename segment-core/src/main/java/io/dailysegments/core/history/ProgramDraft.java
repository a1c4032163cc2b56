package io.dailysegments.core.history;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.time.DayRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes a program: gathers metrics into streams, and says what each code feeds. */
final class ProgramDraft {
  private final EventCatalog catalog;
  private final DayRange retained;

  /** By what makes two streams the same; in the order of their numbers. */
  private final Map<String, StreamDraft> streams = new LinkedHashMap<>();

  private final Map<List<Span>, TimesCells> cells = new HashMap<>();

  /** By the column of the metric. */
  private final Map<String, Output> outputs = new HashMap<>();

  private int totals;

  ProgramDraft(EventCatalog catalog, DayRange retained) {
    this.catalog = catalog;
    this.retained = retained;
  }

  /**
   * The program of metrics that can be measured.
   *
   * @param single each is a value by itself
   * @param packed all are given in one value
   */
  HistoryProgram program(List<Metric> single, List<Metric> packed) {
    List<Metric> metrics = Stream.concat(single.stream(), packed.stream()).toList();
    metrics.forEach(this::gather);
    List<StreamDraft> drafts = List.copyOf(streams.values());
    drafts.forEach(draft -> draft.cut(windows -> cells(windows)));
    List<Output> ofMetrics = metrics.stream().map(this::output).toList();
    CodeRouting routing = new CodeRouting(catalog, drafts);
    SortedMap<String, CodeSpec> codes = new TreeMap<>();
    knownCodes(metrics).forEach(code -> codes.put(code, routing.of(code)));
    return new HistoryProgram(
        (int) retained.from().toEpochDay(),
        retained.size(),
        drafts.stream().map(StreamDraft::spec).toList(),
        codes,
        routing.ofOthers(),
        ofMetrics,
        packed(packed, single.size()),
        totals);
  }

  private static List<PackedMetric> packed(List<Metric> metrics, int firstOutput) {
    return IntStream.range(0, metrics.size())
        .mapToObj(place -> PackedMetric.of(metrics.get(place), place, firstOutput + place))
        .toList();
  }

  private TimesCells cells(List<Span> windows) {
    return cells.computeIfAbsent(windows, spans -> new TimesCells(spans, retained.size()));
  }

  private Optional<Span> window(Metric metric) {
    return Span.of(metric.window().daysFor(retained.to()), retained);
  }

  private void gather(Metric metric) {
    if (!(metric.measure() instanceof Measure.LastValue)) {
      window(metric).ifPresent(window -> stream(metric).add(metric.measure(), window));
    }
  }

  private StreamDraft stream(Metric metric) {
    Metric alike =
        new Metric(metric.events(), metric.where(), new DayWindow.LastDays(1), new Measure.Times());
    return streams.computeIfAbsent(
        alike.canonical(), any -> new StreamDraft(streams.size(), metric));
  }

  private Output output(Metric metric) {
    return outputs.computeIfAbsent(
        metric.column(),
        any -> window(metric).map(window -> output(metric, window)).orElseGet(Output::none));
  }

  private Output output(Metric metric, Span window) {
    if (metric.measure() instanceof Measure.LastValue last) {
      return new Output(LastValues.place(last.attribute()), window.from(), window.to());
    }
    StreamDraft stream = stream(metric);
    if (metric.measure() instanceof Measure.Sum sum) {
      stream.addTotal(sum.property(), totals, window);
      return new Output(totals++, window.from(), window.to());
    }
    if (metric.measure() instanceof Measure.Times) {
      int[] cellOfDay = stream.spec().cells().cellOfDay();
      return new Output(stream.number(), cellOfDay[window.from()], cellOfDay[window.to()]);
    }
    return new Output(stream.number(), window.from(), window.to());
  }

  private SortedSet<String> knownCodes(List<Metric> metrics) {
    List<String> named = new ArrayList<>();
    for (Metric metric : metrics) {
      if (metric.events() instanceof EventSelection.Codes codes) {
        named.addAll(codes.codes());
      }
    }
    SortedSet<String> known = catalog.codes();
    known.addAll(named);
    return known;
  }
}
