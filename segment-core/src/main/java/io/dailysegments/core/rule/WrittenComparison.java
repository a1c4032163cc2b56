package io.dailysegments.core.rule;

import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlList;
import io.dailysegments.core.yaml.YamlNode.YamlScalar;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A comparison in the words of its author.
 *
 * @param operator such as {@code at_least}
 * @param operands as they stand in the file, without quotes, in the order written
 */
public record WrittenComparison(String operator, List<String> operands) {
  public WrittenComparison {
    Objects.requireNonNull(operator, "operator");
    operands = List.copyOf(operands);
  }

  static WrittenComparison of(Rule.Comparison comparison) {
    return new WrittenComparison(
        comparison.operator().text(), texts(comparison.operand()).toList());
  }

  private static Stream<String> texts(YamlNode node) {
    if (node instanceof YamlList list) {
      return list.items().stream().flatMap(WrittenComparison::texts);
    }
    return node instanceof YamlScalar scalar ? Stream.of(scalar.text()) : Stream.empty();
  }
}
