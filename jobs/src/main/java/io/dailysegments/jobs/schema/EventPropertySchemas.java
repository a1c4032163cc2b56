package io.dailysegments.jobs.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.EventProperty;
import io.dailysegments.core.catalog.EventProperty.Type;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The schemas of what a criterion says of properties of events. */
final class EventPropertySchemas {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final EventCatalog events;

  EventPropertySchemas(EventCatalog events) {
    this.events = events;
  }

  /** {@code sum: {property: P, OPERATOR: OPERAND}}. */
  ObjectNode sum() {
    ObjectNode sum = Operators.comparison("The sum of a number property.");
    sum.putArray("required").add("property");
    sum.put("minProperties", 2).put("maxProperties", 2);
    ArrayNode names = sum.withObject("/properties").putObject("property").putArray("enum");
    names(Type.NUMBER).forEach(names::add);
    return sum;
  }

  /** {@code where: {PROPERTY: {OPERATOR: OPERAND}}}. */
  ObjectNode where() {
    ObjectNode where = JSON.objectNode().put("type", "object").put("additionalProperties", false);
    where.put("minProperties", 1);
    for (String name : names(Type.STRING)) {
      ObjectNode test = JSON.objectNode().put("type", "object").put("additionalProperties", false);
      test.put("minProperties", 1).put("maxProperties", 1);
      test.set("properties", Operators.text(closedSet(name)));
      where.withObject("/properties").set(name, test);
    }
    return where;
  }

  /** For each property: a criterion that names it has an event that declares it. */
  ArrayNode owners() {
    ArrayNode owners = JSON.arrayNode();
    for (String name : names(Type.STRING)) {
      ObjectNode where = JSON.objectNode();
      where.putArray("required").add(name);
      owners.add(owner("where", where, oneOf(name, Type.STRING)));
    }
    for (String name : names(Type.NUMBER)) {
      ObjectNode sum = JSON.objectNode();
      sum.putArray("required").add("property");
      sum.putObject("properties").putObject("property").put("const", name);
      owners.add(owner("sum", sum, oneOf(name, Type.NUMBER)));
    }
    return owners;
  }

  /** If a key is there and holds something, then that is so. */
  private static ObjectNode owner(String key, ObjectNode held, ObjectNode then) {
    ObjectNode owner = JSON.objectNode();
    ObjectNode condition = owner.putObject("if");
    condition.putArray("required").add(key);
    condition.putObject("properties").set(key, held);
    owner.set("then", then);
    return owner;
  }

  /** The event, or one of several, declares the property. */
  private ObjectNode oneOf(String name, Type type) {
    ObjectNode declaring = JSON.objectNode();
    ArrayNode codes = declaring.putArray("enum");
    events.events().stream()
        .filter(event -> declares(event, name, type))
        .forEach(event -> codes.add(event.code()));
    ObjectNode then = JSON.objectNode();
    ArrayNode behavior = then.putObject("properties").putObject("behavior").putArray("anyOf");
    behavior.add(declaring);
    behavior.addObject().put("type", "array").set("contains", declaring.deepCopy());
    return then;
  }

  /** The values that a string property can have; empty if one of the events lets it have any. */
  private List<String> closedSet(String name) {
    List<EventProperty> declared =
        events.events().stream()
            .filter(event -> declares(event, name, Type.STRING))
            .map(event -> event.properties().get(name))
            .toList();
    return declared.stream().anyMatch(property -> property.values().isEmpty())
        ? List.of()
        : declared.stream().flatMap(property -> property.values().stream()).distinct().toList();
  }

  private SortedSet<String> names(Type type) {
    SortedSet<String> names = new TreeSet<>();
    for (EventDefinition event : events.events()) {
      event.properties().keySet().stream()
          .filter(name -> declares(event, name, type))
          .forEach(names::add);
    }
    return names;
  }

  private static boolean declares(EventDefinition event, String name, Type type) {
    EventProperty property = event.properties().get(name);
    return property != null && property.type() == type;
  }
}
