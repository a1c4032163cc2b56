package io.dailysegments.core.catalog;

import io.dailysegments.core.catalog.LabelType.Kind;
import io.dailysegments.core.catalog.ParameterValue.ListValue;
import io.dailysegments.core.catalog.ParameterValue.TextValue;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlFields;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks that the parts of one label block fit each other. */
final class LabelCheck {

  private final LabelDefinition label;
  private final YamlFields fields;
  private final Problems problems;

  LabelCheck(LabelDefinition label, YamlFields fields, Problems problems) {
    this.label = label;
    this.fields = fields;
    this.problems = problems;
  }

  void check() {
    checkOwnNames();
    checkValues();
    checkSource();
    checkSql();
  }

  /** Metrics, aggregates and parameters share the names behind the colon. */
  private void checkOwnNames() {
    Map<String, String> owners = new HashMap<>();
    BlockSql.DAYS.forEach(name -> owners.put(name, "given to every block"));
    owners.put(BlockSql.WINDOW_START, "given to every block with window_days");
    for (String key : List.of("metrics", "aggregates", "parameters")) {
      for (YamlEntry entry : fields.findFields(key).map(YamlFields::entries).orElse(List.of())) {
        BlockNames.isName("a name in " + key, entry.key(), entry.position(), problems);
        String owner = owners.putIfAbsent(entry.key(), "one of the " + key);
        if (owner != null) {
          problems.error(
              entry.position(), "the name ':%s' is taken: it is %s".formatted(entry.key(), owner));
        }
      }
    }
  }

  private void checkValues() {
    if (fields.has("values") && fields.has("type") && label.type().kind() != Kind.STRING) {
      fields.error("values", "only a string label has 'values'");
    }
    for (String value : label.values()) {
      if (value.startsWith(":") && !isTexts(value.substring(1))) {
        fields.error(
            "values", "'%s' is no parameter of this label that holds texts".formatted(value));
      }
    }
  }

  private boolean isTexts(String parameter) {
    ParameterValue value = label.parameters().get(parameter);
    if (value instanceof ListValue list) {
      return list.values().stream().allMatch(TextValue.class::isInstance);
    }
    return value instanceof TextValue;
  }

  private void checkSource() {
    if (fields.has("aggregates") && !fields.has("source")) {
      fields.error("aggregates", "'aggregates' need a 'source' whose rows they are over");
    }
    if (fields.has("source") && !fields.has("aggregates")) {
      fields.error("source", "a 'source' needs 'aggregates' over its rows");
    }
  }

  private void checkSql() {
    Set<String> given = keys("parameters");
    if (fields.has("window_days")) {
      given.add(BlockSql.WINDOW_START);
    }
    fields
        .findFields("aggregates")
        .ifPresent(
            found ->
                label
                    .aggregates()
                    .forEach(
                        (name, sql) -> BlockSql.check(sql, given, found.position(name), problems)));
    given.addAll(keys("aggregates"));
    given.addAll(keys("metrics"));
    BlockSql.check(label.sql(), given, fields.position("sql"), problems);
  }

  private Set<String> keys(String key) {
    return new TreeSet<>(fields.findFields(key).map(YamlFields::keys).orElse(Set.of()));
  }
}
