package io.dailysegments.jobs.reference;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.catalog.ParameterValue;
import io.dailysegments.core.catalog.ParameterValue.ListValue;
import io.dailysegments.core.catalog.ParameterValue.NumberValue;
import io.dailysegments.core.catalog.ParameterValue.TextValue;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Every label, by category, and what the settings may set. */
final class LabelReference {

  private LabelReference() {}

  static String of(Catalog catalog) {
    Markdown text = new Markdown();
    List<String> categories =
        catalog.labels().stream().map(LabelDefinition::category).distinct().toList();
    for (String category : categories) {
      List<LabelDefinition> labels =
          catalog.labels().stream().filter(label -> label.category().equals(category)).toList();
      text.heading("Category " + Markdown.name(category) + " (" + labels.size() + ")");
      text.table(
          List.of("label", "type", "meaning", "null means"),
          labels.stream().map(LabelReference::row));
    }
    return text.heading("Parameters").paragraph(PARAMETERS).table(HEADER, rows(catalog)).toString();
  }

  private static final String PARAMETERS =
      "What `labels:` in the settings file may set, with the default.";
  private static final List<String> HEADER = List.of("block", "parameter", "default");

  private static java.util.stream.Stream<List<String>> rows(Catalog catalog) {
    return java.util.stream.Stream.concat(
        catalog.labels().stream().flatMap(label -> rows(label.name(), label.parameters())),
        catalog.sources().stream().flatMap(source -> rows(source.name(), source.parameters())));
  }

  private static java.util.stream.Stream<List<String>> rows(
      String block, Map<String, ParameterValue> parameters) {
    return parameters.entrySet().stream()
        .map(
            entry ->
                List.of(
                    Markdown.name(block),
                    Markdown.name(entry.getKey()),
                    Markdown.name(value(entry.getValue()))));
  }

  private static List<String> row(LabelDefinition label) {
    StringJoiner meaning = new StringJoiner(" ");
    meaning.add(label.description());
    if (!label.allowedValues().isEmpty()) {
      meaning.add("One of " + Markdown.names(label.allowedValues()) + ".");
    }
    if (!label.unit().isEmpty()) {
      meaning.add("Unit: " + label.unit() + ".");
    }
    return List.of(
        Markdown.name(label.name()), label.type().sqlName(), meaning.toString(), label.whenNull());
  }

  private static String value(ParameterValue value) {
    if (value instanceof ListValue list) {
      return list.values().stream()
          .map(LabelReference::value)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof NumberValue number) {
      return number.value().toPlainString();
    }
    return value instanceof TextValue text ? text.value() : value.canonical();
  }
}
