package io.dailysegments.jobs.reference;

import io.dailysegments.core.input.InputColumn;
import io.dailysegments.core.input.InputName;
import io.dailysegments.core.input.InputSchema;
import io.dailysegments.core.input.InputType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The columns of every input and what is checked of its rows. */
final class InputReference {

  private static final List<String> HEADER = List.of("column", "type", "obligatory", "values");

  private InputReference() {}

  static String text() {
    Markdown text = new Markdown();
    for (InputName name : InputName.values()) {
      InputSchema schema = InputSchema.of(name);
      text.heading(Markdown.name(name.key()));
      text.table(HEADER, schema.columns().stream().map(InputReference::row));
      text.paragraph(checks(schema));
    }
    return text.toString();
  }

  private static List<String> row(InputColumn column) {
    return List.of(
        Markdown.name(column.name()),
        type(column.type()),
        column.obligatory() ? "yes" : "",
        Markdown.names(column.allowed()));
  }

  private static String type(InputType type) {
    return switch (type) {
      case DECIMAL -> "decimal(18,2)";
      case PROPERTIES -> "map<string,string>";
      default -> type.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String checks(InputSchema schema) {
    List<String> checks = new ArrayList<>();
    if (!schema.primaryKey().isEmpty()) {
      checks.add("Unique by " + Markdown.names(schema.primaryKey()) + ".");
    }
    schema
        .firstTime()
        .ifPresent(time -> checks.add("A row is there from " + Markdown.name(time) + " on."));
    if (!schema.laterTimes().isEmpty()) {
      checks.add("Not before that: " + Markdown.names(schema.laterTimes()) + ".");
    }
    if (!schema.nonNegative().isEmpty()) {
      checks.add("Not below zero: " + Markdown.names(schema.nonNegative()) + ".");
    }
    return String.join(" ", checks);
  }
}
