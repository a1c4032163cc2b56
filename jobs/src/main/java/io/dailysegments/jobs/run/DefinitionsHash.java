package io.dailysegments.jobs.run;

import io.dailysegments.core.canonical.Canonical;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** One hash of all the definitions that a day was computed with. */
final class DefinitionsHash {

  private DefinitionsHash() {}

  /**
   * @param definitions the hash of each segment's definition by its id
   */
  static String of(SortedMap<String, String> definitions) {
    return Canonical.sha256(
        definitions.entrySet().stream()
            .map(definition -> definition.getKey() + " " + definition.getValue())
            .collect(Collectors.joining("\n")));
  }
}
