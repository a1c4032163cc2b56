package io.dailysegments.core.rule;

import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.EventProperty;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The properties that the events of one criterion declare. */
final class EventProperties {
  private final List<EventDefinition> events;
  private final Problems problems;

  EventProperties(List<EventDefinition> events, Problems problems) {
    this.events = events;
    this.problems = problems;
  }

  /** Whether one of the events declares the property with that type; reports it otherwise. */
  boolean isDeclared(Named property, EventProperty.Type type) {
    if (declared(property.text()).anyMatch(p -> p.type() == type)) {
      return true;
    }
    String kind = type == EventProperty.Type.STRING ? "string" : "number";
    boolean other = declared(property.text()).findAny().isPresent();
    problems.error(
        property.position(),
        other
            ? String.format("property '%s' is not of type %s", property.shown(), kind)
            : unknown(property, kind, type));
    return false;
  }

  /** The values that the string property can have; empty if one of the events lets it have any. */
  List<String> closedSet(String property) {
    List<EventProperty> strings =
        declared(property).filter(p -> p.type() == EventProperty.Type.STRING).toList();
    boolean open = strings.stream().anyMatch(p -> p.values().isEmpty());
    return open
        ? List.of()
        : strings.stream().flatMap(p -> p.values().stream()).distinct().toList();
  }

  private String unknown(Named property, String kind, EventProperty.Type type) {
    SortedSet<String> known =
        events.stream()
            .flatMap(event -> event.properties().entrySet().stream())
            .filter(entry -> entry.getValue().type() == type)
            .map(entry -> entry.getKey())
            .collect(Collectors.toCollection(TreeSet::new));
    String declared =
        known.isEmpty() ? "none is declared" : "declared: " + String.join(", ", known);
    return String.format("unknown %s property '%s'.", kind, property.shown())
        + NearestName.hint(property.text(), known)
        + " Of these events "
        + declared;
  }

  private Stream<EventProperty> declared(String property) {
    return events.stream()
        .filter(event -> event.properties().containsKey(property))
        .map(event -> event.properties().get(property));
  }
}
