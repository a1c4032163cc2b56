package io.dailysegments.core.catalog;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One event of the catalog.
 *
 * @param code unique, {@code [a-z][a-z0-9_]*}
 * @param countsAsActivity whether a day with this event is an active day
 * @param properties by name; undeclared properties of an event are ignored
 */
public record EventDefinition(
    String code,
    String category,
    String name,
    String description,
    boolean countsAsActivity,
    SortedMap<String, EventProperty> properties) {

  public EventDefinition {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(category, "category");
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
  }
}
