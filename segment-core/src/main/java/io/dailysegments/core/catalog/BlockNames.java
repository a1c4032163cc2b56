package io.dailysegments.core.catalog;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlFields;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names of blocks: how they are written, and that no two blocks have the same. */
final class BlockNames {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private final Problems problems;
  private final Map<String, String> owners = new HashMap<>();

  BlockNames(Problems problems) {
    this.problems = problems;
  }

  /** Keeps a name from being taken by a block. */
  void reserve(String name, String owner) {
    owners.put(name, owner);
  }

  /**
   * The name under a key, if it is well-formed and still free; it is then taken.
   *
   * @param what is named, such as {@code label}
   */
  Optional<String> claim(String key, String what, YamlFields fields) {
    Optional<String> name = required(key, fields, problems);
    if (name.isEmpty()) {
      return name;
    }
    SourcePosition position = fields.position(key);
    String owner = owners.putIfAbsent(name.get(), "%s at %s".formatted(what, position));
    if (owner != null) {
      problems.error(
          position, "the name '%s' is taken: it is that of %s".formatted(name.get(), owner));
      return Optional.empty();
    }
    return name;
  }

  /** The well-formed name under a key; its absence is a problem. */
  static Optional<String> required(String key, YamlFields fields, Problems problems) {
    return fields
        .requireText(key)
        .filter(name -> isName(key, name, fields.position(key), problems));
  }

  /** Whether a name is of lower-case letters, digits and underscores; if not, that is a problem. */
  static boolean isName(String key, String name, SourcePosition position, Problems problems) {
    boolean matches = NAME.matcher(name).matches();
    if (!matches) {
      problems.error(
          position,
          "'%s' must be of lower-case letters, digits and _, beginning with a letter, not '%s'"
              .formatted(key, name));
    }
    return matches;
  }
}
