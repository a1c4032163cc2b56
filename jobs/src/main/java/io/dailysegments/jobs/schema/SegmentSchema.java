package io.dailysegments.jobs.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dailysegments.core.catalog.Catalog;
import java.util.List;

/**
 * A JSON Schema (draft 7) of segment definitions, which gives completion and hover text in editors.
 * It knows the labels, events and operators of a catalog. What it can't say, such as a range that
 * is reversed or a circle of references, is said by {@code validate}.
 */
public final class SegmentSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final CriterionSchemas criteria;

  private SegmentSchema(Catalog catalog, int retentionDays) {
    this.criteria = new CriterionSchemas(catalog, retentionDays);
  }

  /** The schema for a catalog and the days that rules may look back. */
  public static ObjectNode of(Catalog catalog, int retentionDays) {
    return new SegmentSchema(catalog, retentionDays).schema();
  }

  private ObjectNode schema() {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "Segment definition");
    schema.put("type", "object").put("additionalProperties", false);
    schema.putArray("required").add("name").add("match");
    ObjectNode properties = schema.putObject("properties");
    text(properties, "name", "What people call the segment.");
    text(properties, "description", "Who is in it, and why.");
    text(properties, "owner", "Who answers for it.");
    properties
        .putObject("tags")
        .put("type", "array")
        .put("description", "Words to find it by.")
        .set("items", JSON.objectNode().put("type", "string"));
    choice(properties, "kind", "recommended: shipped with the product.", "custom", "recommended");
    choice(
        properties,
        "status",
        "Only active segments are computed; the others are checked.",
        "active",
        "draft",
        "archived");
    choice(properties, "consent", "required: only who accepts marketing.", "none", "required");
    properties
        .putObject("include_deleted")
        .put("type", "boolean")
        .put("description", "Whether deleted accounts are in the population.");
    properties
        .putObject("match")
        .put("type", "array")
        .put("description", "Groups joined by AND; [] is everybody.")
        .set("items", reference());
    schema.putObject("definitions").set("rule", rule());
    return schema;
  }

  private static void text(ObjectNode properties, String name, String description) {
    properties.putObject(name).put("type", "string").put("description", description);
  }

  private static void choice(
      ObjectNode properties, String name, String description, String... values) {
    ArrayNode allowed = properties.putObject(name).put("description", description).putArray("enum");
    List.of(values).forEach(allowed::add);
  }

  private ObjectNode rule() {
    ObjectNode rule = JSON.objectNode();
    ArrayNode kinds = rule.putArray("oneOf");
    kinds.add(group("any", "At least one of these holds (OR)."));
    kinds.add(group("all", "Every one of these holds (AND)."));
    ObjectNode not = CriterionSchemas.object("not");
    not.withObject("/properties").set("not", reference().put("description", "The complement."));
    kinds.add(not);
    criteria.all().forEach(kinds::add);
    return rule;
  }

  private static ObjectNode group(String name, String description) {
    ObjectNode group = CriterionSchemas.object(name);
    ObjectNode rules = group.withObject("/properties").putObject(name);
    rules.put("type", "array").put("description", description).set("items", reference());
    return group;
  }

  private static ObjectNode reference() {
    return JSON.objectNode().put("$ref", "#/definitions/rule");
  }
}
