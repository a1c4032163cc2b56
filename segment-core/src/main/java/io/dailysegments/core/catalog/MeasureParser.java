package io.dailysegments.core.catalog;

import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Measure.Attribute;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlFields;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads what a metric takes of its events. */
final class MeasureParser {

  private static final Map<String, Measure> SIMPLE =
      Map.of(
          "times", new Measure.Times(),
          "days", new Measure.Days(),
          "last_time", new Measure.LastTime(),
          "last_day", new Measure.LastDay());
  private static final List<String> KNOWN =
      List.of(
          "times",
          "days",
          "last_time",
          "last_day",
          "{sum: PROPERTY}",
          "{last: platform}",
          "{last: app_version}",
          "{last: phone_model}");
  private static final List<String> ATTRIBUTES = List.of("platform", "app_version", "phone_model");

  private final Problems problems;

  MeasureParser(Problems problems) {
    this.problems = problems;
  }

  /**
   * @param events that the metric looks at
   * @return empty if there is a problem
   */
  Optional<Measure> parse(YamlFields metric, List<EventDefinition> events) {
    if (metric.find("measure").filter(YamlMap.class::isInstance).isPresent()) {
      return metric.findFields("measure").flatMap(fields -> ofProperty(fields, events));
    }
    Optional<String> name = metric.requireText("measure");
    if (name.isPresent() && !SIMPLE.containsKey(name.get())) {
      metric.error(
          "measure",
          "unknown measure '%s'.%s"
              .formatted(name.get(), NearestName.hintOrAll(name.get(), KNOWN)));
    }
    return name.map(SIMPLE::get);
  }

  private Optional<Measure> ofProperty(YamlFields fields, List<EventDefinition> events) {
    fields.refuseUnknown("measure", List.of("sum", "last"));
    if (fields.keys().size() != 1) {
      problems.error(
          fields.position(), "a metric has exactly one measure, not " + fields.keys().size());
      return Optional.empty();
    }
    return fields.has("sum") ? sum(fields, events) : last(fields);
  }

  private static Optional<Measure> sum(YamlFields fields, List<EventDefinition> events) {
    SortedSet<String> numbers = new TreeSet<>();
    for (EventDefinition event : events) {
      event
          .properties()
          .forEach(
              (name, property) -> {
                if (property.type() == EventProperty.Type.NUMBER) {
                  numbers.add(name);
                }
              });
    }
    Optional<String> property = fields.requireText("sum");
    if (property.isPresent() && !events.isEmpty() && !numbers.contains(property.get())) {
      fields.error(
          "sum",
          "no event of this metric has a number property '%s'.%s"
              .formatted(property.get(), NearestName.hintOrAll(property.get(), numbers)));
      return Optional.empty();
    }
    return property.map(Measure.Sum::new);
  }

  private static Optional<Measure> last(YamlFields fields) {
    Optional<String> name = fields.findText("last");
    if (name.isPresent() && !ATTRIBUTES.contains(name.get())) {
      fields.error(
          "last",
          "unknown attribute '%s'.%s"
              .formatted(name.get(), NearestName.hintOrAll(name.get(), ATTRIBUTES)));
      return Optional.empty();
    }
    return name.map(
        text -> new Measure.LastValue(Attribute.valueOf(text.toUpperCase(Locale.ROOT))));
  }
}
