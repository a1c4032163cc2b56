package io.dailysegments.core.catalog;

import io.dailysegments.core.activity.PropertyFilter;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TextCondition.Operator;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlFields;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code where} of a metric: a condition on each of some string properties. */
final class WhereParser {

  private static final List<String> OPERATORS =
      List.of(
          "equals",
          "not_equals",
          "in",
          "not_in",
          "contains",
          "not_contains",
          "starts_with",
          "ends_with",
          "is_empty");

  private final BlockFiles files;
  private final Problems problems;

  WhereParser(BlockFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /**
   * @param events that the metric looks at
   */
  List<PropertyFilter> parse(YamlFields metric, List<EventDefinition> events) {
    Map<String, List<String>> known = strings(events);
    List<PropertyFilter> filters = new ArrayList<>();
    for (YamlEntry entry : metric.findFields("where").map(YamlFields::entries).orElse(List.of())) {
      if (!known.containsKey(entry.key())) {
        problems.error(
            entry.position(),
            "no event of this metric has a string property '%s'.%s"
                .formatted(entry.key(), NearestName.hintOrAll(entry.key(), known.keySet())));
        continue;
      }
      files
          .fields("the condition on '" + entry.key() + "'", entry.value())
          .flatMap(fields -> condition(fields, known.get(entry.key())))
          .ifPresent(condition -> filters.add(new PropertyFilter(entry.key(), condition)));
    }
    return filters;
  }

  /** Every string property of the events with its closed set; empty: any value. */
  private static Map<String, List<String>> strings(List<EventDefinition> events) {
    Map<String, List<String>> strings = new TreeMap<>();
    for (EventDefinition event : events) {
      event
          .properties()
          .forEach(
              (name, property) -> {
                if (property.type() == EventProperty.Type.STRING) {
                  strings.merge(name, property.values(), WhereParser::either);
                }
              });
    }
    return strings;
  }

  private static List<String> either(List<String> a, List<String> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return List.of();
    }
    List<String> all = new ArrayList<>(a);
    all.addAll(b);
    return all.stream().distinct().toList();
  }

  private Optional<TextCondition> condition(YamlFields fields, List<String> allowed) {
    fields.refuseUnknown("operator", OPERATORS);
    if (fields.keys().size() != 1) {
      problems.error(
          fields.position(), "a condition has exactly one operator, not " + fields.keys().size());
      return Optional.empty();
    }
    String name = fields.keys().iterator().next();
    if (name.equals("is_empty")) {
      return fields.findBoolean(name).map(TextCondition.IsEmpty::new);
    }
    return OPERATORS.contains(name) ? compare(name, fields, allowed) : Optional.empty();
  }

  private static Optional<TextCondition> compare(
      String name, YamlFields fields, List<String> allowed) {
    boolean list = name.equals("in") || name.equals("not_in");
    Optional<List<String>> found =
        list ? fields.findTexts(name) : fields.findText(name).map(List::of);
    List<String> operands = found.orElse(List.of());
    boolean none = list && fields.findList(name).filter(l -> l.items().isEmpty()).isPresent();
    if (none || operands.contains("")) {
      fields.error(name, "'" + name + "' needs a text that is not empty");
    }
    if (operands.isEmpty()) {
      return Optional.empty();
    }
    boolean closed = list || name.equals("equals") || name.equals("not_equals");
    if (closed && !allowed.isEmpty()) {
      operands.stream()
          .filter(operand -> !operand.isEmpty() && !allowed.contains(operand))
          .forEach(
              operand ->
                  fields.error(
                      name,
                      "'%s' is none of the values of this property: %s"
                          .formatted(operand, String.join(", ", allowed))));
    }
    Operator operator = Operator.valueOf(name.toUpperCase(Locale.ROOT));
    return Optional.of(new TextCondition.Compare(operator, operands));
  }
}
