package io.dailysegments.core.catalog;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a deployment knows: its events, its labels and the sources that labels are made from.
 *
 * @param labels in the order of the table's columns
 * @param sources by name, ascending
 */
public record Catalog(
    EventCatalog events, List<LabelDefinition> labels, List<SourceDefinition> sources) {

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

  /** The parameters of the label or source of a name; empty if there is none of that name. */
  public Optional<Map<String, ParameterValue>> findParameters(String block) {
    return findLabel(block)
        .map(LabelDefinition::parameters)
        .or(() -> findSource(block).map(SourceDefinition::parameters));
  }

  /**
   * The catalog with some parameters replaced.
   *
   * @param parameters by the name of their label or source, then by theirs; every one is in the
   *     catalog
   * @throws IllegalArgumentException if a block or parameter is not in the catalog, or a value is
   *     of another kind than the catalog's
   */
  public Catalog withParameters(Map<String, Map<String, ParameterValue>> parameters) {
    parameters.forEach((block, values) -> values.forEach((name, v) -> check(block, name, v)));
    return new Catalog(
        events,
        labels.stream()
            .map(label -> label.withParameters(parameters.getOrDefault(label.name(), Map.of())))
            .toList(),
        sources.stream()
            .map(source -> source.withParameters(parameters.getOrDefault(source.name(), Map.of())))
            .toList());
  }

  /**
   * The SHA-256 of what the catalog means: a change of names or descriptions leaves it as it is,
   * everything that can change a cell changes it.
   */
  public String fingerprint() {
    return CatalogFingerprint.of(this);
  }

  private void check(String block, String name, ParameterValue value) {
    ParameterValue given = findParameters(block).map(found -> found.get(name)).orElse(null);
    if (given == null || !given.kind().equals(value.kind())) {
      throw new IllegalArgumentException(
          "Cannot replace parameter '%s' of '%s' by %s".formatted(name, block, value.kind()));
    }
  }
}
