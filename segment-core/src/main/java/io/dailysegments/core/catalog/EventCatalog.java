package io.dailysegments.core.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All events that a deployment knows, by code. */
public final class EventCatalog {

  private final SortedMap<String, EventDefinition> byCode;

  /** Codes must be unique. */
  public EventCatalog(Collection<EventDefinition> events) {
    SortedMap<String, EventDefinition> map = new TreeMap<>();
    for (EventDefinition event : events) {
      if (map.put(event.code(), event) != null) {
        throw new IllegalArgumentException(
            "Cannot make an event catalog: two events with code " + event.code());
      }
    }
    this.byCode = Collections.unmodifiableSortedMap(map);
  }

  public Optional<EventDefinition> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** Every event, by code. */
  public Collection<EventDefinition> events() {
    return byCode.values();
  }

  /** Codes of a category, ascending; empty if there is no such category. */
  public SortedSet<String> codesOf(String category) {
    return codes(event -> event.category().equals(category));
  }

  /** Codes that do not count as activity, ascending. Every other code does, unknown ones too. */
  public SortedSet<String> inactiveCodes() {
    return codes(event -> !event.countsAsActivity());
  }

  /** Every category, ascending. */
  public SortedSet<String> categories() {
    return byCode.values().stream()
        .map(EventDefinition::category)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every code, ascending. */
  public SortedSet<String> codes() {
    return codes(event -> true);
  }

  /**
   * The SHA-256 of what a digest depends on: codes, categories, whether they count as activity, and
   * declared properties with their types. Names and descriptions leave it as it is.
   */
  public String fingerprint() {
    return CatalogFingerprint.of(this);
  }

  private SortedSet<String> codes(Predicate<EventDefinition> which) {
    return byCode.values().stream()
        .filter(which)
        .map(EventDefinition::code)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
