package io.dailysegments.core.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies of maps that keep the order written. */
final class Immutable {

  private Immutable() {}

  static <K, V> Map<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** The first map with the values of the second in place of its own. */
  static <K, V> Map<K, V> merge(Map<K, V> map, Map<K, V> replaced) {
    Map<K, V> merged = new LinkedHashMap<>(map);
    merged.putAll(replaced);
    return Collections.unmodifiableMap(merged);
  }
}
