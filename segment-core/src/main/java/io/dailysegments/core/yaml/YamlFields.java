package io.dailysegments.core.yaml;

import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlNode.ScalarType;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import io.dailysegments.core.yaml.YamlNode.YamlList;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import io.dailysegments.core.yaml.YamlNode.YamlRefused;
import io.dailysegments.core.yaml.YamlNode.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a map by name and type. A value of another type is recorded as a problem that says
 * what was expected and what stands there, and then counts as absent; so does an absent obligatory
 * one.
 */
public final class YamlFields {

  private final YamlMap map;
  private final Problems problems;

  public YamlFields(YamlMap map, Problems problems) {
    this.map = map;
    this.problems = problems;
  }

  /** Where the map begins. */
  public SourcePosition position() {
    return map.position();
  }

  /** Where the value of a key stands; without it, where the map begins. */
  public SourcePosition position(String key) {
    return find(key).map(YamlNode::position).orElse(map.position());
  }

  /** Every key, in the order written. */
  public Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    map.entries().forEach(entry -> keys.add(entry.key()));
    return keys;
  }

  public boolean has(String key) {
    return find(key).isPresent();
  }

  /** The value of a key, of any type. */
  public Optional<YamlNode> find(String key) {
    return map.entries().stream()
        .filter(entry -> entry.key().equals(key))
        .map(YamlEntry::value)
        .findFirst();
  }

  /** The value of a key of any type; an absent one is a problem. */
  public Optional<YamlNode> require(String key) {
    if (!has(key)) {
      problems.error(map.position(), "'" + key + "' is missing");
    }
    return find(key);
  }

  /** A text, perhaps an empty one. */
  public Optional<String> findText(String key) {
    return find(key).flatMap(node -> text(key, node)).map(YamlScalar::text);
  }

  /** A text with a character that is no blank; a blank one is a problem. */
  public Optional<String> findFilledText(String key) {
    Optional<String> text = findText(key);
    if (text.isPresent() && text.get().isBlank()) {
      error(key, "'" + key + "' is empty: write a text, or leave the key out");
      return Optional.empty();
    }
    return text;
  }

  /** A text with a character that is no blank; an absent or blank one is a problem. */
  public Optional<String> requireText(String key) {
    return require(key).isPresent() ? findFilledText(key) : Optional.empty();
  }

  /** A whole number from {@code min} to {@code max}, both included; one outside is a problem. */
  public Optional<Integer> findInteger(String key, int min, int max) {
    String expected =
        max == Integer.MAX_VALUE
            ? "a whole number of at least " + min
            : "a whole number from " + min + " to " + max;
    return find(key)
        .flatMap(
            node -> {
              Optional<Integer> number =
                  scalar(node)
                      .filter(scalar -> scalar.type() == ScalarType.INTEGER)
                      .flatMap(YamlScalar::number)
                      .filter(value -> isBetween(value, min, max))
                      .map(BigDecimal::intValueExact);
              return expect(key, node, expected, number);
            });
  }

  /** A number, exactly as written. */
  public Optional<BigDecimal> findNumber(String key) {
    return find(key)
        .flatMap(node -> expect(key, node, "a number", scalar(node).flatMap(YamlScalar::number)));
  }

  public Optional<Boolean> findBoolean(String key) {
    return find(key)
        .flatMap(
            node -> expect(key, node, "true or false", scalar(node).flatMap(YamlScalar::truth)));
  }

  public Optional<YamlList> findList(String key) {
    return find(key)
        .flatMap(
            node ->
                node instanceof YamlList list
                    ? Optional.of(list)
                    : expect(key, node, "a list", Optional.empty()));
  }

  /** A list of texts; a value that is no text is a problem and left out. */
  public Optional<List<String>> findTexts(String key) {
    return findList(key)
        .map(
            list -> {
              List<String> texts = new ArrayList<>();
              list.items()
                  .forEach(item -> text(key, item).map(YamlScalar::text).ifPresent(texts::add));
              return texts;
            });
  }

  public Optional<YamlMap> findMap(String key) {
    return find(key)
        .flatMap(
            node ->
                node instanceof YamlMap found
                    ? Optional.of(found)
                    : expect(key, node, "a map", Optional.empty()));
  }

  /** The fields of the map that a key holds. */
  public Optional<YamlFields> findFields(String key) {
    return findMap(key).map(found -> new YamlFields(found, problems));
  }

  /** Every value with its key, in the order written. */
  public List<YamlEntry> entries() {
    return map.entries();
  }

  /** Records a problem for every key that is not known, with the nearest known one. */
  public void refuseUnknown(Collection<String> known) {
    refuseUnknown("key", known);
  }

  /**
   * Records a problem for every key that is not known, with the nearest known one.
   *
   * @param what what a key names, such as {@code input}
   */
  public void refuseUnknown(String what, Collection<String> known) {
    for (YamlEntry entry : map.entries()) {
      if (!known.contains(entry.key())) {
        problems.error(
            entry.position(),
            "unknown %s '%s'.%s"
                .formatted(what, Shown.of(entry.key()), NearestName.hintOrAll(entry.key(), known)));
      }
    }
  }

  /** Records a problem with the value of a key. */
  public void error(String key, String message) {
    problems.error(position(key), message);
  }

  private Optional<YamlScalar> text(String key, YamlNode node) {
    Optional<YamlScalar> text = scalar(node).filter(scalar -> scalar.type() == ScalarType.TEXT);
    return expect(key, node, "text", text);
  }

  private <T> Optional<T> expect(String key, YamlNode node, String expected, Optional<T> value) {
    if (value.isEmpty() && !(node instanceof YamlRefused)) {
      problems.error(
          node.position(),
          "'%s' must be %s, not %s%s".formatted(key, expected, shown(node), cure(expected, node)));
    }
    return value;
  }

  private static String cure(String expected, YamlNode node) {
    return expected.equals("text")
            && node instanceof YamlScalar scalar
            && scalar.type() != ScalarType.NULL
        ? ": write it in quotes, '" + Shown.of(scalar.text()) + "'"
        : "";
  }

  private static String shown(YamlNode node) {
    if (!(node instanceof YamlScalar scalar) || scalar.type() == ScalarType.NULL) {
      return node.kind();
    }
    return scalar.type() == ScalarType.TEXT
        ? "'" + Shown.of(scalar.text()) + "'"
        : Shown.of(scalar.text());
  }

  private static Optional<YamlScalar> scalar(YamlNode node) {
    return node instanceof YamlScalar scalar ? Optional.of(scalar) : Optional.empty();
  }

  private static boolean isBetween(BigDecimal value, int min, int max) {
    return value.compareTo(BigDecimal.valueOf(min)) >= 0
        && value.compareTo(BigDecimal.valueOf(max)) <= 0;
  }
}
