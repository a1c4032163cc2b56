package io.dailysegments.core.yaml;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.yaml.YamlNode.ScalarType;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import io.dailysegments.core.yaml.YamlNode.YamlRefused;
import io.dailysegments.core.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Collects the entries of one map; those with a key that is refused are left out. */
final class MapEntries {
  private static final Pattern THOUSANDS = Pattern.compile("[0-9]{3}");

  private final Problems problems;
  private final List<YamlEntry> entries = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private String number = "";

  MapEntries(Problems problems) {
    this.problems = problems;
  }

  /** The entries so far; of a repeated key the first. */
  List<YamlEntry> list() {
    return entries;
  }

  void add(YamlNode key, YamlNode value) {
    if (key instanceof YamlScalar scalar && scalar.type() == ScalarType.TEXT) {
      add(scalar, value);
    } else if (key instanceof YamlScalar scalar && isRestOfNumber(scalar, value)) {
      number += scalar.text();
      problems.error(key.position(), "write " + Shown.of(number) + " without the comma");
    } else if (!(key instanceof YamlRefused)) {
      String quoted =
          key instanceof YamlScalar scalar ? ": write '" + Shown.of(scalar.text()) + "'" : "";
      problems.error(key.position(), "a key must be text, not " + key.kind() + quoted);
    }
  }

  private void add(YamlScalar key, YamlNode value) {
    Integer first = lines.putIfAbsent(key.text(), key.position().line());
    if (first != null) {
      problems.error(
          key.position(),
          "key '%s' stands here a second time, first on line %d"
              .formatted(Shown.of(key.text()), first));
      return;
    }
    entries.add(new YamlEntry(key.position(), key.text(), value));
    boolean whole = value instanceof YamlScalar scalar && scalar.type() == ScalarType.INTEGER;
    number = whole ? ((YamlScalar) value).text() : "";
  }

  /** Whether the key is what stands behind the comma of {@code {at_least: 1,000}}. */
  private boolean isRestOfNumber(YamlScalar key, YamlNode value) {
    return !number.isEmpty()
        && THOUSANDS.matcher(key.text()).matches()
        && value instanceof YamlScalar scalar
        && scalar.type() == ScalarType.NULL;
  }
}
