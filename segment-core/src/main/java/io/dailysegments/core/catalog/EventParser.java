package io.dailysegments.core.catalog;

import io.dailysegments.core.catalog.EventProperty.Type;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlFields;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads event blocks. */
final class EventParser {

  private static final List<String> KEYS =
      List.of("code", "category", "name", "description", "counts_as_activity", "properties");

  private final BlockFiles files;
  private final BlockNames codes;
  private final Problems problems;

  EventParser(BlockFiles files, Problems problems) {
    this.files = files;
    this.codes = new BlockNames(problems);
    this.problems = problems;
  }

  /** The event of a block; without a name it is called like its code. */
  Optional<EventDefinition> parse(YamlFields fields) {
    fields.refuseUnknown(KEYS);
    Optional<String> code = codes.claim("code", "the event", fields);
    Optional<String> category = BlockNames.required("category", fields, problems);
    Optional<String> name = fields.findFilledText("name").or(() -> code);
    String description = fields.findText("description").orElse("");
    boolean counts = fields.findBoolean("counts_as_activity").orElse(true);
    SortedMap<String, EventProperty> properties = properties(fields);
    if (code.isEmpty() || category.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new EventDefinition(
            code.get(), category.get(), name.orElseThrow(), description, counts, properties));
  }

  private SortedMap<String, EventProperty> properties(YamlFields fields) {
    SortedMap<String, EventProperty> properties = new TreeMap<>();
    for (YamlEntry entry :
        fields.findFields("properties").map(YamlFields::entries).orElse(List.of())) {
      if (entry.key().isBlank()) {
        problems.error(entry.position(), "the name of a property must not be empty");
      }
      files
          .fields("property '" + entry.key() + "'", entry.value())
          .flatMap(this::property)
          .ifPresent(property -> properties.put(entry.key(), property));
    }
    return properties;
  }

  private Optional<EventProperty> property(YamlFields fields) {
    fields.refuseUnknown(List.of("type", "values"));
    Optional<Type> type = fields.requireText("type").flatMap(text -> type(text, fields));
    List<String> values = values(fields, problems);
    if (fields.has("values") && type.equals(Optional.of(Type.NUMBER))) {
      fields.error("values", "only a string has 'values', a number has none");
    }
    return type.map(found -> new EventProperty(found, values));
  }

  private static Optional<Type> type(String text, YamlFields fields) {
    List<String> known = List.of("string", "number");
    if (!known.contains(text)) {
      fields.error(
          "type",
          "unknown type '%s' of a property.%s".formatted(text, NearestName.hintOrAll(text, known)));
      return Optional.empty();
    }
    return Optional.of(text.equals("string") ? Type.STRING : Type.NUMBER);
  }

  /** The closed set under {@code values}: at least one text, none of them empty, each once. */
  static List<String> values(YamlFields fields, Problems problems) {
    Set<String> values = new LinkedHashSet<>();
    List<YamlNode> items =
        fields.findList("values").map(YamlNode.YamlList::items).orElse(List.of());
    List<String> texts = fields.findTexts("values").orElse(List.of());
    if (fields.has("values") && items.isEmpty()) {
      fields.error("values", "'values' is empty: name the values, or leave the key out for any");
    }
    for (String text : texts) {
      if (text.isEmpty()) {
        fields.error("values", "an empty text is no value");
      } else if (!values.add(text)) {
        fields.error("values", "value '" + text + "' stands here twice");
      }
    }
    return List.copyOf(values);
  }
}
