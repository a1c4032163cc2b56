package io.dailysegments.core.rule;

import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The keys of one map. */
final class Fields {
  private final YamlMap map;

  private Fields(YamlMap map) {
    this.map = map;
  }

  /** Reads a map, reporting every key that is not known. */
  static Fields of(YamlMap map, Collection<String> known, Problems problems) {
    for (YamlEntry entry : map.entries()) {
      if (!known.contains(entry.key())) {
        problems.error(
            entry.position(),
            "unknown key '" + Shown.of(entry.key()) + "'." + NearestName.hint(entry.key(), known));
      }
    }
    return new Fields(map);
  }

  SourcePosition position() {
    return map.position();
  }

  Optional<YamlEntry> entry(String key) {
    return map.entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  Optional<YamlNode> value(String key) {
    return entry(key).map(YamlEntry::value);
  }

  /** The entries of those keys that are there, in the order written. */
  List<YamlEntry> among(Collection<String> keys) {
    return map.entries().stream().filter(entry -> keys.contains(entry.key())).toList();
  }
}
