package io.dailysegments.jobs.reference;

import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.EventProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Every event, by category. */
final class EventReference {

  private static final List<String> HEADER =
      List.of("event", "name", "meaning", "properties", "activity");

  private EventReference() {}

  static String of(EventCatalog catalog) {
    Markdown text = new Markdown();
    for (String category : catalog.categories()) {
      List<EventDefinition> events =
          catalog.events().stream().filter(event -> event.category().equals(category)).toList();
      text.heading("Category " + Markdown.name(category) + " (" + events.size() + ")");
      text.table(HEADER, events.stream().map(EventReference::row));
    }
    return text.toString();
  }

  private static List<String> row(EventDefinition event) {
    return List.of(
        Markdown.name(event.code()),
        event.name(),
        event.description(),
        event.properties().entrySet().stream()
            .map(EventReference::property)
            .collect(Collectors.joining("; ")),
        event.countsAsActivity() ? "yes" : "no");
  }

  private static String property(Map.Entry<String, EventProperty> entry) {
    EventProperty property = entry.getValue();
    String type = property.type().toString().toLowerCase(Locale.ROOT);
    String values = property.values().isEmpty() ? "" : ": " + Markdown.names(property.values());
    return Markdown.name(entry.getKey()) + " (" + type + values + ")";
  }
}
