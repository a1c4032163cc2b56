package io.dailysegments.core.yaml;

import io.dailysegments.core.problem.SourcePosition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A node of a YAML document that knows where it stands. */
public sealed interface YamlNode {

  SourcePosition position();

  /** What the node is, for messages: {@code a list}, {@code a number}, … */
  String kind();

  /**
   * A map; keys are text, in the order written, each once.
   *
   * @param entries never null
   */
  record YamlMap(SourcePosition position, List<YamlEntry> entries) implements YamlNode {
    public YamlMap {
      entries = List.copyOf(entries);
    }

    @Override
    public String kind() {
      return "a map";
    }
  }

  /**
   * One key of a map with its value.
   *
   * @param position where the key stands
   */
  record YamlEntry(SourcePosition position, String key, YamlNode value) {}

  /** A list, in the order written. */
  record YamlList(SourcePosition position, List<YamlNode> items) implements YamlNode {
    public YamlList {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** What stands where something was that is refused, and reported: no further message fits it. */
  record YamlRefused(SourcePosition position) implements YamlNode {
    @Override
    public String kind() {
      return "a value that is refused";
    }
  }

  /** What a scalar is by the core schema of YAML 1.2; a quoted one is always {@code TEXT}. */
  enum ScalarType {
    TEXT("text"),
    INTEGER("a number"),
    FLOAT("a number"),
    BOOLEAN("true or false"),
    NULL("nothing");

    private final String words;

    ScalarType(String words) {
      this.words = words;
    }
  }

  /**
   * A scalar.
   *
   * @param text as written, without quotes
   */
  record YamlScalar(SourcePosition position, ScalarType type, String text) implements YamlNode {
    @Override
    public String kind() {
      return type.words;
    }

    /**
     * The number exactly as written; empty if this is no number, infinite, not-a-number, or has
     * more than a hundred digits.
     */
    public Optional<BigDecimal> number() {
      return type == ScalarType.INTEGER || type == ScalarType.FLOAT
          ? ScalarTypes.number(text)
          : Optional.empty();
    }

    /** True or false; empty if this is neither. */
    public Optional<Boolean> truth() {
      return type == ScalarType.BOOLEAN
          ? Optional.of(Boolean.parseBoolean(text))
          : Optional.empty();
    }
  }
}
