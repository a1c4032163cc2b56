package io.dailysegments.core.catalog;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlFields;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads label blocks. */
final class LabelParser {

  private static final List<String> KEYS =
      List.of(
          "name",
          "type",
          "unit",
          "description",
          "when_null",
          "values",
          "window_days",
          "source",
          "aggregates",
          "metrics",
          "parameters",
          "sql",
          "derivation");

  private final BlockFiles files;
  private final BlockNames names;
  private final MetricParser metrics;
  private final int retentionDays;
  private final Problems problems;

  LabelParser(
      BlockFiles files,
      BlockNames names,
      MetricParser metrics,
      int retentionDays,
      Problems problems) {
    this.files = files;
    this.names = names;
    this.metrics = metrics;
    this.retentionDays = retentionDays;
    this.problems = problems;
  }

  /** The label of a block; empty if it has no usable name, type or SQL. */
  Optional<LabelDefinition> parse(String category, YamlFields fields) {
    fields.refuseUnknown(KEYS);
    Optional<String> name = names.claim("name", "the label", fields);
    Optional<LabelType> type = LabelTypeParser.parse(fields);
    Optional<String> description = fields.requireText("description");
    Optional<String> whenNull = fields.requireText("when_null");
    Optional<Integer> windowDays = fields.findInteger("window_days", 1, retentionDays);
    Optional<String> sql = fields.requireText("sql");
    LabelDefinition draft =
        new LabelDefinition(
            fields.position(),
            name.orElse(""),
            category,
            type.orElse(new LabelType(LabelType.Kind.STRING, 0, 0)),
            fields.findText("unit").orElse(""),
            description.orElse(""),
            whenNull.orElse(""),
            EventParser.values(fields, problems),
            windowDays.map(OptionalInt::of).orElse(OptionalInt.empty()),
            fields.findFilledText("source"),
            aggregates(fields),
            metrics(fields),
            sql.orElse(""),
            fields.findFilledText("derivation"),
            parameters(fields, problems));
    new LabelCheck(draft, fields, problems).check();
    return name.isPresent() && type.isPresent() && sql.isPresent()
        ? Optional.of(draft)
        : Optional.empty();
  }

  private static Map<String, String> aggregates(YamlFields fields) {
    Map<String, String> aggregates = new LinkedHashMap<>();
    Optional<YamlFields> found = fields.findFields("aggregates");
    if (found.isPresent()) {
      for (String name : found.get().keys()) {
        found.get().findFilledText(name).ifPresent(sql -> aggregates.put(name, sql));
      }
    }
    return aggregates;
  }

  private Map<String, Metric> metrics(YamlFields fields) {
    Map<String, Metric> found = new LinkedHashMap<>();
    for (YamlEntry entry :
        fields.findFields("metrics").map(YamlFields::entries).orElse(List.of())) {
      files
          .fields("metric '" + entry.key() + "'", entry.value())
          .flatMap(metrics::parse)
          .ifPresent(metric -> found.put(entry.key(), metric));
    }
    return found;
  }

  /** The parameters of a block. */
  static Map<String, ParameterValue> parameters(YamlFields fields, Problems problems) {
    Map<String, ParameterValue> parameters = new LinkedHashMap<>();
    for (YamlEntry entry :
        fields.findFields("parameters").map(YamlFields::entries).orElse(List.of())) {
      YamlNode value = entry.value();
      ParameterParser.parse(entry.key(), value, problems)
          .ifPresent(parameter -> parameters.put(entry.key(), parameter));
    }
    return parameters;
  }
}
