package io.dailysegments.core.catalog;

import io.dailysegments.core.canonical.Canonical;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes down what a catalog means, and hashes it. */
final class CatalogFingerprint {

  private CatalogFingerprint() {}

  static String of(Catalog catalog) {
    return Canonical.sha256(
        Canonical.list(
            "catalog",
            events(catalog.events()),
            Canonical.list("labels", catalog.labels().stream().map(CatalogFingerprint::label)),
            Canonical.list("sources", catalog.sources().stream().map(CatalogFingerprint::source))));
  }

  static String of(EventCatalog events) {
    return Canonical.sha256(events(events));
  }

  private static String events(EventCatalog events) {
    return Canonical.list("events", events.events().stream().map(CatalogFingerprint::event));
  }

  private static String event(EventDefinition event) {
    return Canonical.list(
        "event",
        Canonical.text(event.code()),
        Canonical.text(event.category()),
        String.valueOf(event.countsAsActivity()),
        map(event.properties(), property -> property.type().name()));
  }

  private static String label(LabelDefinition label) {
    return Canonical.list(
        "label",
        Canonical.text(label.name()),
        Canonical.text(label.type().sqlName()),
        String.valueOf(label.windowDays().orElse(0)),
        optional(label.source()),
        map(label.aggregates(), Canonical::text),
        map(label.metrics(), metric -> metric.canonical()),
        Canonical.text(label.sql()),
        optional(label.derivation()),
        map(label.parameters(), ParameterValue::canonical));
  }

  private static String source(SourceDefinition source) {
    return Canonical.list(
        "source",
        Canonical.text(source.name()),
        Canonical.list("inputs", source.inputs().stream().map(Canonical::text)),
        optional(source.sql()),
        optional(source.derivation()),
        map(source.parameters(), ParameterValue::canonical));
  }

  private static String optional(Optional<String> text) {
    return Canonical.list("optional", text.stream().map(Canonical::text));
  }

  private static <V> String map(Map<String, V> map, Function<V, String> canonical) {
    Stream<String> entries =
        new TreeMap<>(map)
            .entrySet().stream()
                .flatMap(
                    entry ->
                        Stream.of(
                            Canonical.text(entry.getKey()), canonical.apply(entry.getValue())));
    return Canonical.list("map", entries);
  }
}
