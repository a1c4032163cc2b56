package io.dailysegments.core.catalog;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a deployment knows: its events, its labels and the sources that labels are made from.
 *
 * @param labels in the order of the table's columns
 * @param sources by name, ascending
 */
public record Catalog(EventCatalog events, List<LabelDefinition> labels, List<SourceDefinition> sources) {

  public Catalog {
    Objects.requireNonNull(events, "events");
    labels = List.copyOf(labels);
    sources = List.copyOf(sources);
  }

  public Optional<LabelDefinition> findLabel(String name) {
    return labels.stream().filter(label -> label.name().equals(name)).findFirst();
  }

  public Optional<SourceDefinition> findSource(String name) {
    return sources.stream().filter(source -> source.name().equals(name)).findFirst();
  }
}
