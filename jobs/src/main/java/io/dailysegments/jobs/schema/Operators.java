package io.dailysegments.jobs.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The operators of each type with what their operands look like. */
final class Operators {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What an operator says, for every type that has it. */
  private static final Map<String, String> HOVER =
      Map.ofEntries(
          Map.entry("equals", "The value is exactly this one."),
          Map.entry("not_equals", "There is a value, and it is another one."),
          Map.entry("in", "The value is one of these."),
          Map.entry("not_in", "There is a value, and it is none of these."),
          Map.entry("contains", "The text is in the value."),
          Map.entry("not_contains", "There is a value, and the text is not in it."),
          Map.entry("starts_with", "The value begins with the text."),
          Map.entry("ends_with", "The value ends with the text."),
          Map.entry("greater_than", "The value is above this one."),
          Map.entry("at_least", "The value is this one or above it."),
          Map.entry("less_than", "The value is below this one."),
          Map.entry("at_most", "The value is this one or below it."),
          Map.entry("between", "From the first to the last, both included."),
          Map.entry("before", "Before the day begins."),
          Map.entry("after", "From the day after on."),
          Map.entry("on", "On this day."),
          Map.entry("in_last_days", "In the N days that end with the data date."),
          Map.entry("not_in_last_days", "There is a value, and it is not in these N days."),
          Map.entry("in_next_days", "In the N days after the data date."),
          Map.entry("days_ago", "From so many to so many days before the data date."),
          Map.entry("is_empty", "true: there is no value; false: there is one."));

  private Operators() {}

  /**
   * @param values the closed set; empty: any text
   */
  static ObjectNode text(List<String> values) {
    ObjectNode text = JSON.objectNode().put("type", "string").put("minLength", 1);
    ObjectNode value = text.deepCopy();
    if (!values.isEmpty()) {
      ArrayNode allowed = value.putArray("enum");
      values.forEach(allowed::add);
    }
    ObjectNode operators = JSON.objectNode();
    equality(operators, value);
    operators.set("contains", text);
    operators.set("not_contains", text.deepCopy());
    operators.set("starts_with", text.deepCopy());
    operators.set("ends_with", text.deepCopy());
    return empty(operators);
  }

  static ObjectNode number() {
    ObjectNode operators = JSON.objectNode();
    ObjectNode number = JSON.objectNode().put("type", "number");
    equality(operators, number);
    bounds(operators, number);
    return empty(operators);
  }

  static ObjectNode flag() {
    ObjectNode operators = JSON.objectNode();
    operators.putObject("equals").put("type", "boolean");
    operators.putObject("not_equals").put("type", "boolean");
    return described(operators);
  }

  static ObjectNode time() {
    ObjectNode operators = JSON.objectNode();
    operators.set("before", date());
    operators.set("after", date());
    operators.set("on", date());
    operators.set("between", pair(date()));
    operators.set("in_last_days", wholeFrom(1));
    operators.set("not_in_last_days", wholeFrom(1));
    operators.set("in_next_days", wholeFrom(1));
    operators.set("days_ago", pair(wholeFrom(0)));
    return empty(operators);
  }

  /** One comparison of a number. */
  static ObjectNode comparison(String description) {
    ObjectNode number = JSON.objectNode().put("type", "number");
    ObjectNode operators = JSON.objectNode();
    operators.set("equals", number.deepCopy());
    operators.set("not_equals", number.deepCopy());
    bounds(operators, number);
    ObjectNode schema = JSON.objectNode().put("type", "object").put("description", description);
    schema.put("additionalProperties", false).put("minProperties", 1).put("maxProperties", 1);
    schema.set("properties", described(operators));
    return schema;
  }

  static ObjectNode date() {
    return JSON.objectNode()
        .put("type", "string")
        .put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        .put("description", "A day, yyyy-MM-dd, in the business zone.");
  }

  static ObjectNode integer(int from, int to) {
    return JSON.objectNode().put("type", "integer").put("minimum", from).put("maximum", to);
  }

  /** A whole number, however large. */
  private static ObjectNode wholeFrom(int least) {
    return JSON.objectNode().put("type", "integer").put("minimum", least);
  }

  /** A list of two, the first and the last. */
  static ObjectNode pair(ObjectNode item) {
    ObjectNode pair = JSON.objectNode().put("type", "array").put("minItems", 2).put("maxItems", 2);
    pair.set("items", item);
    return pair;
  }

  private static void equality(ObjectNode operators, ObjectNode value) {
    operators.set("equals", value.deepCopy());
    operators.set("not_equals", value.deepCopy());
    for (String list : List.of("in", "not_in")) {
      ObjectNode values = JSON.objectNode().put("type", "array").put("minItems", 1);
      values.set("items", value.deepCopy());
      operators.set(list, values);
    }
  }

  private static void bounds(ObjectNode operators, ObjectNode number) {
    for (String bound : List.of("greater_than", "at_least", "less_than", "at_most")) {
      operators.set(bound, number.deepCopy());
    }
    operators.set("between", pair(number.deepCopy()));
  }

  private static ObjectNode empty(ObjectNode operators) {
    operators.putObject("is_empty").put("type", "boolean");
    return described(operators);
  }

  private static ObjectNode described(ObjectNode operators) {
    operators
        .fieldNames()
        .forEachRemaining(
            name -> ((ObjectNode) operators.get(name)).put("description", HOVER.get(name)));
    return operators;
  }
}
