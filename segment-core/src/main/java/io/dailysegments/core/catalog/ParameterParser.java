package io.dailysegments.core.catalog;

import io.dailysegments.core.catalog.ParameterValue.BooleanValue;
import io.dailysegments.core.catalog.ParameterValue.ListValue;
import io.dailysegments.core.catalog.ParameterValue.NumberValue;
import io.dailysegments.core.catalog.ParameterValue.TextValue;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlList;
import io.dailysegments.core.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the value of a parameter, in a block of the catalog or in the settings. */
public final class ParameterParser {

  private ParameterParser() {}

  /**
   * The value that a node holds: a scalar, or a list of scalars of one kind.
   *
   * @param name of the parameter, for messages
   * @return empty if the node holds none, which is then recorded as an error
   */
  public static Optional<ParameterValue> parse(String name, YamlNode node, Problems problems) {
    if (node instanceof YamlList list) {
      return list(name, list, problems);
    }
    return scalar(name, node, problems);
  }

  private static Optional<ParameterValue> list(String name, YamlList list, Problems problems) {
    List<ParameterValue> values = new ArrayList<>();
    for (YamlNode item : list.items()) {
      Optional<ParameterValue> value = scalar(name, item, problems);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      String kind = value.get().kind();
      if (!values.isEmpty() && !kind.equals(values.get(0).kind())) {
        problems.error(
            item.position(),
            "the values of list '%s' must be of one kind: the first is %s, this is %s"
                .formatted(name, values.get(0).kind(), kind));
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(new ListValue(values));
  }

  private static Optional<ParameterValue> scalar(String name, YamlNode node, Problems problems) {
    Optional<ParameterValue> value =
        node instanceof YamlScalar scalar ? value(scalar) : Optional.empty();
    if (value.isEmpty()) {
      problems.error(
          node.position(),
          "'%s' must be a text, a number, true or false, or a list of these, not %s"
              .formatted(name, shown(node)));
    }
    return value;
  }

  private static String shown(YamlNode node) {
    return node instanceof YamlScalar scalar && !scalar.text().isEmpty()
        ? scalar.text()
        : node.kind();
  }

  private static Optional<ParameterValue> value(YamlScalar scalar) {
    return switch (scalar.type()) {
      case TEXT -> Optional.of(new TextValue(scalar.text()));
      case BOOLEAN -> scalar.truth().map(BooleanValue::new);
      case INTEGER, FLOAT -> scalar.number().map(NumberValue::new);
      case NULL -> Optional.empty();
    };
  }
}
