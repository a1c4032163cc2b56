package io.dailysegments.core.rule;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.ScalarType;
import io.dailysegments.core.yaml.YamlNode.YamlList;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import io.dailysegments.core.yaml.YamlNode.YamlRefused;
import io.dailysegments.core.yaml.YamlNode.YamlScalar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads operands of a type; each method reports what is of another and is then empty. */
final class Operands {
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final Problems problems;

  Operands(Problems problems) {
    this.problems = problems;
  }

  /** A text that is not empty. */
  Optional<String> text(YamlNode node) {
    if (!(node instanceof YamlScalar scalar)
        || (scalar.type() == ScalarType.NULL && scalar.text().isEmpty())) {
      return refuse(node, "expected a text, found " + node.kind());
    }
    if (scalar.type() != ScalarType.TEXT) {
      String found = Shown.of(scalar.text());
      return refuse(
          node,
          "expected a text, found "
              + found
              + ": write \""
              + found
              + "\" in quotes if it is meant as text");
    }
    return Optional.of(scalar.text());
  }

  Optional<BigDecimal> number(YamlNode node) {
    if (!(node instanceof YamlScalar scalar) || !isNumber(scalar)) {
      return refuse(node, "expected a number, found " + described(node));
    }
    Optional<BigDecimal> number = Numbers.parse(scalar.text());
    return number.isPresent()
        ? number
        : refuse(node, "not a number that can be compared: " + Shown.of(scalar.text()));
  }

  /** A whole number; of one beyond the range of an int, the nearest int. */
  Optional<Integer> whole(YamlNode node) {
    Optional<BigDecimal> number = number(node);
    if (number.isPresent() && !Numbers.isWhole(number.get())) {
      return refuse(node, "expected a whole number, found " + described(node));
    }
    return number.map(Numbers::clampedToInt);
  }

  Optional<Boolean> flag(YamlNode node) {
    if (node instanceof YamlScalar scalar && scalar.type() == ScalarType.BOOLEAN) {
      return Optional.of(Boolean.parseBoolean(scalar.text()));
    }
    return refuse(node, "expected true or false, found " + described(node));
  }

  /** A date {@code yyyy-MM-dd}. */
  Optional<LocalDate> date(YamlNode node) {
    String expected = "expected a date like 2026-01-31, found ";
    boolean text = node instanceof YamlScalar scalar && scalar.type() == ScalarType.TEXT;
    if (!text || !DATE.matcher(((YamlScalar) node).text()).matches()) {
      return refuse(node, expected + described(node));
    }
    try {
      return Optional.of(LocalDate.parse(((YamlScalar) node).text()));
    } catch (DateTimeParseException e) {
      return refuse(node, "there is no day " + ((YamlScalar) node).text());
    }
  }

  Optional<List<YamlNode>> list(YamlNode node) {
    if (node instanceof YamlList list) {
      return Optional.of(list.items());
    }
    return refuse(node, "expected a list, found " + described(node));
  }

  Optional<YamlMap> map(YamlNode node) {
    if (node instanceof YamlMap map) {
      return Optional.of(map);
    }
    return refuse(node, "expected a map, found " + described(node));
  }

  /** The first and the last of a list of two. */
  <T> Optional<List<T>> pair(YamlNode node, Function<YamlNode, Optional<T>> read) {
    Optional<List<YamlNode>> items = list(node);
    if (items.isPresent() && items.get().size() != 2) {
      return refuse(node, "expected a list of two, the first and the last");
    }
    return items.flatMap(nodes -> each(nodes, read));
  }

  /** Every item; empty if one of them can't be read. */
  <T> Optional<List<T>> each(List<YamlNode> items, Function<YamlNode, Optional<T>> read) {
    List<Optional<T>> values = items.stream().map(read).toList();
    boolean complete = values.stream().allMatch(Optional::isPresent);
    return complete ? Optional.of(values.stream().map(Optional::get).toList()) : Optional.empty();
  }

  /** Reports what is wrong with a node, if it is not reported already. */
  <T> Optional<T> refuse(YamlNode node, String message) {
    return node instanceof YamlRefused ? Optional.empty() : refuse(node.position(), message);
  }

  <T> Optional<T> refuse(SourcePosition position, String message) {
    problems.error(position, message);
    return Optional.empty();
  }

  /** A value for messages: a scalar as written, anything else by its kind. */
  static String described(YamlNode node) {
    if (node instanceof YamlScalar scalar && !scalar.text().isEmpty()) {
      String text = Shown.of(scalar.text());
      return scalar.type() == ScalarType.TEXT ? "the text '" + text + "'" : text;
    }
    return node instanceof YamlScalar scalar && scalar.type() == ScalarType.TEXT
        ? "an empty text"
        : node.kind();
  }

  private static boolean isNumber(YamlScalar scalar) {
    return scalar.type() == ScalarType.INTEGER || scalar.type() == ScalarType.FLOAT;
  }
}
