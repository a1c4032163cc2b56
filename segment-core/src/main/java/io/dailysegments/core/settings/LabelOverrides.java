package io.dailysegments.core.settings;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.ParameterValue;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parameters of label and source blocks that a deployment sets otherwise than the catalog does.
 *
 * @param blocks in the order written, each name once
 */
public record LabelOverrides(List<Block> blocks) {

  public LabelOverrides {
    blocks = List.copyOf(blocks);
  }

  /**
   * The parameters set for one block.
   *
   * @param name of the label or source
   * @param parameters in the order written, each name once
   */
  public record Block(SourcePosition position, String name, List<Parameter> parameters) {
    public Block {
      Objects.requireNonNull(position, "position");
      Objects.requireNonNull(name, "name");
      parameters = List.copyOf(parameters);
    }
  }

  /** One parameter and its value. */
  public record Parameter(SourcePosition position, String name, ParameterValue value) {
    public Parameter {
      Objects.requireNonNull(position, "position");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
    }
  }

  /** No parameter is set. */
  public static LabelOverrides none() {
    return new LabelOverrides(List.of());
  }

  /**
   * The catalog with these parameters. One that the catalog does not have, or whose value is of
   * another kind there, is recorded as an error and left as it is.
   */
  public Catalog applyTo(Catalog catalog, Problems problems) {
    Map<String, Map<String, ParameterValue>> sound = new TreeMap<>();
    for (Block block : blocks) {
      Optional<Map<String, ParameterValue>> known = catalog.findParameters(block.name());
      if (known.isEmpty()) {
        problems.error(
            block.position(),
            "unknown label '%s'.%s"
                .formatted(block.name(), NearestName.hint(block.name(), names(catalog))));
        continue;
      }
      Map<String, ParameterValue> values = new TreeMap<>();
      for (Parameter parameter : block.parameters()) {
        if (isSound(block, parameter, known.get(), problems)) {
          values.put(parameter.name(), parameter.value());
        }
      }
      sound.put(block.name(), values);
    }
    return catalog.withParameters(sound);
  }

  private static boolean isSound(
      Block block, Parameter parameter, Map<String, ParameterValue> known, Problems problems) {
    ParameterValue given = known.get(parameter.name());
    if (given == null) {
      problems.error(
          parameter.position(),
          "'%s' has no parameter '%s'.%s"
              .formatted(block.name(), parameter.name(), hint(parameter.name(), known.keySet())));
      return false;
    }
    if (!given.kind().equals(parameter.value().kind())) {
      problems.error(
          parameter.position(),
          "'%s' must be %s as in the catalog, not %s"
              .formatted(parameter.name(), given.kind(), parameter.value().kind()));
      return false;
    }
    return true;
  }

  private static String hint(String name, Set<String> known) {
    return known.isEmpty() ? " It has none." : NearestName.hintOrAll(name, known);
  }

  /** Every block that has a parameter to set. */
  private static Set<String> names(Catalog catalog) {
    Set<String> names = new TreeSet<>();
    catalog.labels().stream()
        .filter(label -> !label.parameters().isEmpty())
        .forEach(label -> names.add(label.name()));
    catalog.sources().stream()
        .filter(source -> !source.parameters().isEmpty())
        .forEach(source -> names.add(source.name()));
    return names;
  }
}
