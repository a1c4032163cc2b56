package io.dailysegments.core.catalog;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.activity.PropertyFilter;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlFields;
import java.util.List;
import java.util.Optional;

/** Reads the metrics of label blocks. */
final class MetricParser {

  private static final List<String> KEYS =
      List.of(
          "behavior", "category", "activity", "any", "where", "last_days", "days_ago", "measure");

  private final SelectionParser selections;
  private final WindowParser windows;
  private final WhereParser filters;
  private final MeasureParser measures;

  MetricParser(EventCatalog events, int retentionDays, BlockFiles files, Problems problems) {
    this.selections = new SelectionParser(events, problems);
    this.windows = new WindowParser(retentionDays, problems);
    this.filters = new WhereParser(files, problems);
    this.measures = new MeasureParser(problems);
  }

  /** The metric; empty if there is a problem with it. */
  Optional<Metric> parse(YamlFields fields) {
    fields.refuseUnknown(KEYS);
    Optional<EventSelection> selection = selections.parse(fields);
    List<EventDefinition> events = selection.map(selections::events).orElse(List.of());
    List<PropertyFilter> where = selection.isPresent() ? filters.parse(fields, events) : List.of();
    Optional<DayWindow> window = windows.parse(fields);
    Optional<Measure> measure = measures.parse(fields, events);
    if (selection.isEmpty() || window.isEmpty() || measure.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Metric(selection.get(), where, window.get(), measure.get()));
  }
}
