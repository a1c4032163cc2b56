package io.dailysegments.core.catalog;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads source blocks. Whether their inputs and derivations exist is known to the jobs only. */
final class SourceParser {

  private static final List<String> KEYS =
      List.of("name", "description", "inputs", "sql", "derivation", "parameters");

  private final BlockNames names;
  private final Problems problems;

  SourceParser(BlockNames names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  /** The source of a block; empty if it has no usable name, or neither SQL nor derivation. */
  Optional<SourceDefinition> parse(YamlFields fields) {
    fields.refuseUnknown(KEYS);
    Optional<String> name = names.claim("name", "the source", fields);
    Optional<String> description = fields.requireText("description");
    List<String> inputs = inputs(fields);
    Map<String, ParameterValue> parameters = LabelParser.parameters(fields, problems);
    Optional<String> sql = fields.findFilledText("sql");
    Optional<String> derivation = fields.findFilledText("derivation");
    sql.ifPresent(text -> checkNames(text, fields, inputs));
    if (fields.has("sql") == fields.has("derivation")) {
      problems.error(fields.position(), "a source has exactly one of sql and derivation");
    }
    if (name.isEmpty() || sql.isPresent() == derivation.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new SourceDefinition(
            fields.position(),
            name.get(),
            description.orElse(""),
            inputs,
            sql,
            derivation,
            parameters));
  }

  private List<String> inputs(YamlFields fields) {
    fields.require("inputs");
    Optional<List<String>> inputs = fields.findTexts("inputs");
    if (inputs.isPresent() && inputs.get().isEmpty()) {
      fields.error("inputs", "'inputs' names none: a source is made from at least one");
    }
    return inputs.orElse(List.of());
  }

  private void checkNames(String sql, YamlFields fields, List<String> inputs) {
    Set<String> own = new TreeSet<>(inputs);
    own.addAll(fields.findFields("parameters").map(YamlFields::keys).orElse(Set.of()));
    BlockSql.check(sql, own, fields.position("sql"), problems);
  }
}
