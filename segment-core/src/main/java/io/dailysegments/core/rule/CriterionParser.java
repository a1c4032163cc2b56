package io.dailysegments.core.rule;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one criterion. */
final class CriterionParser {
  private final Problems problems;
  private final Operands operands;
  private final BehaviorParser behaviors;

  CriterionParser(int retentionDays, Problems problems) {
    this.problems = problems;
    this.operands = new Operands(problems);
    this.behaviors = new BehaviorParser(retentionDays, problems);
  }

  /**
   * The criterion that begins with that entry of the map; after a problem, a rule in its place.
   *
   * @param start the entry {@code label}, {@code behavior}, {@code segment} or {@code list}
   */
  Rule parse(YamlMap map, YamlEntry start) {
    return switch (start.key()) {
      case "label" -> label(map, start);
      case "behavior" -> behaviors.parse(map);
      case "segment" -> segment(map, start);
      default -> list(map, start);
    };
  }

  private Rule label(YamlMap map, YamlEntry start) {
    Optional<Named> name = named(start.value());
    Optional<Rule.Comparison> comparison = comparison(map, start.key());
    if (name.isEmpty() || comparison.isEmpty()) {
      return placeholder(map.position());
    }
    return new Rule.OfLabel(map.position(), name.get(), comparison.get());
  }

  private Optional<Rule.Comparison> comparison(YamlMap map, String other) {
    List<YamlEntry> entries = new ArrayList<>(map.entries());
    entries.removeIf(entry -> entry.key().equals(other));
    return Comparisons.only(entries, map.position(), problems);
  }

  private Rule segment(YamlMap map, YamlEntry start) {
    Fields.of(map, List.of(start.key()), problems);
    Optional<Named> id = named(start.value());
    return id.isPresent()
        ? new Rule.OfSegment(map.position(), id.get())
        : placeholder(map.position());
  }

  private Rule list(YamlMap map, YamlEntry start) {
    Fields.of(map, List.of(start.key()), problems);
    Optional<Named> name = named(start.value());
    if (name.isPresent() && !SegmentId.isValid(name.get().text())) {
      problems.error(
          start.value().position(),
          "'" + name.get().shown() + "' is no name of a list: use letters a-z, digits and '-'");
    }
    return name.isPresent()
        ? new Rule.OfList(map.position(), name.get())
        : placeholder(map.position());
  }

  private Optional<Named> named(YamlNode node) {
    return operands.text(node).map(text -> new Named(node.position(), text));
  }

  private static Rule placeholder(SourcePosition position) {
    return new Rule.All(position, List.of());
  }
}
