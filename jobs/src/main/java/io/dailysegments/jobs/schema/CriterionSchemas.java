package io.dailysegments.jobs.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.catalog.LabelType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The schemas of criteria: one for each type of label, one for each closed set, and the others. */
final class CriterionSchemas {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String ID = "^[a-z][a-z0-9-]*$";

  private final Catalog catalog;
  private final int retentionDays;

  CriterionSchemas(Catalog catalog, int retentionDays) {
    this.catalog = catalog;
    this.retentionDays = retentionDays;
  }

  List<ObjectNode> all() {
    List<ObjectNode> schemas = new ArrayList<>();
    for (LabelDefinition label : catalog.labels()) {
      if (isClosed(label)) {
        schemas.add(labels(List.of(label), Operators.text(label.allowedValues())));
      }
    }
    add(schemas, l -> l.type().kind() == Kind.STRING && !isClosed(l), Operators.text(List.of()));
    add(schemas, label -> label.type().kind().isNumber(), Operators.number());
    add(schemas, label -> label.type().kind() == Kind.BOOLEAN, Operators.flag());
    add(schemas, label -> label.type().kind() == Kind.TIMESTAMP, Operators.time());
    schemas.add(behavior());
    schemas.add(named("segment", "Member of another segment on the same day."));
    schemas.add(named("list", "On the imported list lists/NAME.csv."));
    return schemas;
  }

  private static boolean isClosed(LabelDefinition label) {
    return !label.allowedValues().isEmpty();
  }

  private void add(
      List<ObjectNode> schemas, Predicate<LabelDefinition> which, ObjectNode operators) {
    List<LabelDefinition> labels = catalog.labels().stream().filter(which).toList();
    if (!labels.isEmpty()) {
      schemas.add(labels(labels, operators));
    }
  }

  /** Labels with exactly one of some operators. */
  private static ObjectNode labels(List<LabelDefinition> labels, ObjectNode operators) {
    ObjectNode schema = object("label").put("minProperties", 2).put("maxProperties", 2);
    ObjectNode properties = schema.withObject("/properties");
    ArrayNode names = properties.putObject("label").putArray("oneOf");
    for (LabelDefinition label : labels) {
      String hover = label.description() + " Null: " + label.whenNull() + ".";
      names.addObject().put("const", label.name()).put("description", hover);
    }
    properties.setAll(operators);
    return schema;
  }

  private ObjectNode behavior() {
    ObjectNode schema = object("behavior");
    ObjectNode properties = schema.withObject("/properties");
    ArrayNode behavior = properties.putObject("behavior").putArray("oneOf");
    behavior.add(event());
    ObjectNode several = behavior.addObject().put("type", "array").put("minItems", 1);
    several.set("items", event());
    properties
        .putObject("last_days")
        .put("type", "integer")
        .put("minimum", 1)
        .put("maximum", retentionDays)
        .put("description", "The last N whole days that end with the data date.");
    properties.set("days_ago", Operators.pair(Operators.integer(0, retentionDays - 1)));
    properties.set("from", Operators.date());
    properties.set("to", Operators.date());
    properties.putObject("performed").put("type", "boolean");
    properties.set("times", Operators.comparison("How many events."));
    properties.set("days", Operators.comparison("On how many distinct days."));
    EventPropertySchemas declared = new EventPropertySchemas(catalog.events());
    properties.set("sum", declared.sum());
    properties.set("where", declared.where());
    schema.set("allOf", declared.owners());
    ranges(schema);
    metrics(schema);
    return schema;
  }

  private ObjectNode event() {
    ObjectNode event = JSON.objectNode();
    ArrayNode codes = event.putArray("oneOf");
    for (EventDefinition definition : catalog.events().events()) {
      codes
          .addObject()
          .put("const", definition.code())
          .put("description", definition.description());
    }
    return event;
  }

  /** Exactly one time range. */
  private static void ranges(ObjectNode schema) {
    ArrayNode ranges = schema.putArray("oneOf");
    ranges.addObject().putArray("required").add("last_days");
    ranges.addObject().putArray("required").add("days_ago");
    ranges.addObject().putArray("required").add("from").add("to");
    ObjectNode pair = schema.putObject("dependencies");
    pair.putArray("from").add("to");
    pair.putArray("to").add("from");
  }

  /** At most one metric. */
  private static void metrics(ObjectNode schema) {
    List<String> metrics = List.of("performed", "times", "days", "sum");
    ArrayNode pairs = schema.putObject("not").putArray("anyOf");
    for (int i = 0; i < metrics.size(); i++) {
      for (String other : metrics.subList(i + 1, metrics.size())) {
        pairs.addObject().putArray("required").add(metrics.get(i)).add(other);
      }
    }
  }

  private static ObjectNode named(String kind, String description) {
    ObjectNode schema = object(kind);
    schema
        .withObject("/properties")
        .putObject(kind)
        .put("type", "string")
        .put("pattern", ID)
        .put("description", description);
    return schema;
  }

  /** An object that has a property and no others but those declared. */
  static ObjectNode object(String required) {
    ObjectNode schema = JSON.objectNode().put("type", "object").put("additionalProperties", false);
    schema.putArray("required").add(required);
    schema.putObject("properties");
    return schema;
  }
}
