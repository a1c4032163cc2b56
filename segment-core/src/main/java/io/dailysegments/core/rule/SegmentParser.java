package io.dailysegments.core.rule;

import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the file of a segment, collecting every problem that needs no catalog. */
final class SegmentParser {
  private static final List<String> KEYS =
      List.of(
          "name",
          "description",
          "owner",
          "tags",
          "kind",
          "status",
          "consent",
          "include_deleted",
          "match");

  private final Problems problems;
  private final Operands operands;
  private final RuleParser rules;

  SegmentParser(int retentionDays, Problems problems) {
    this.problems = problems;
    this.operands = new Operands(problems);
    this.rules = new RuleParser(retentionDays, problems);
  }

  /**
   * The definition; where a problem is reported, with a value in place of what can't be read, so
   * that the rest can be checked too. Empty if the file is no map.
   */
  Optional<SegmentDefinition> parse(String id, YamlNode document, String text) {
    return operands.map(document).map(map -> definition(id, map, text));
  }

  private SegmentDefinition definition(String id, YamlMap map, String text) {
    Fields fields = Fields.of(map, KEYS, problems);
    return new SegmentDefinition(
        map.position(),
        id,
        name(fields),
        fields.value("description").flatMap(operands::text),
        fields.value("owner").flatMap(operands::text),
        tags(fields),
        choice(fields, "kind", SegmentKind.CUSTOM, SegmentKind.values()),
        choice(fields, "status", SegmentStatus.ACTIVE, SegmentStatus.values()),
        choice(fields, "consent", Consent.NONE, Consent.values()) == Consent.REQUIRED,
        fields.value("include_deleted").flatMap(operands::flag).orElse(false),
        match(fields),
        text);
  }

  private String name(Fields fields) {
    Optional<YamlNode> node = fields.value("name");
    if (node.isEmpty()) {
      problems.error(fields.position(), "'name' is missing");
      return "";
    }
    Optional<String> name = node.flatMap(operands::text);
    if (name.isPresent() && name.get().isBlank()) {
      problems.error(node.get().position(), "'name' is blank");
    }
    return name.orElse("");
  }

  private List<String> tags(Fields fields) {
    return fields
        .value("tags")
        .flatMap(operands::list)
        .flatMap(items -> operands.each(items, operands::text))
        .orElse(List.of());
  }

  private Rule.All match(Fields fields) {
    Optional<YamlNode> node = fields.value("match");
    if (node.isEmpty()) {
      problems.error(fields.position(), "'match' is missing: write match: [] for everybody");
      return new Rule.All(fields.position(), List.of());
    }
    return rules.parse(node.get());
  }

  private <E extends Enum<E>> E choice(Fields fields, String key, E usual, E[] values) {
    Optional<YamlNode> node = fields.value(key);
    Optional<String> text = node.flatMap(operands::text);
    if (text.isEmpty()) {
      return usual;
    }
    List<String> words = Stream.of(values).map(SegmentParser::word).toList();
    int index = words.indexOf(text.get());
    if (index < 0) {
      problems.error(
          node.get().position(),
          String.format("unknown %s '%s'.", key, Shown.of(text.get()))
              + NearestName.hint(text.get(), words)
              + " Allowed: "
              + String.join(", ", words));
      return usual;
    }
    return values[index];
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private enum Consent {
    NONE,
    REQUIRED
  }
}
