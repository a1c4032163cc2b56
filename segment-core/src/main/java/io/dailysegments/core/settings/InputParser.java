package io.dailysegments.core.settings;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.input.InputSchema;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.settings.InputSettings.Location;
import io.dailysegments.core.settings.InputSettings.Snapshot;
import io.dailysegments.core.yaml.YamlFields;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.ScalarType;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import io.dailysegments.core.yaml.YamlNode.YamlScalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the settings of one input. */
final class InputParser {

  private static final List<String> KEYS =
      List.of("path", "format", "options", "table", "columns", "where", "snapshot", "as_of");
  private static final List<String> FORMATS = List.of("parquet", "delta", "json", "csv");
  private static final List<String> SNAPSHOTS = List.of("daily", "none", "delta");
  private static final Pattern SHIFT = Pattern.compile("([+-])([01]\\d|2[0-3]):([0-5]\\d)");

  private final InputName name;
  private final YamlFields fields;
  private final SettingsPaths paths;
  private final Problems problems;

  InputParser(InputName name, YamlFields fields, SettingsPaths paths, Problems problems) {
    this.name = name;
    this.fields = fields;
    this.paths = paths;
    this.problems = problems;
  }

  /** The settings; empty if it is not known where the rows are, which is then a problem. */
  Optional<InputSettings> parse() {
    fields.refuseUnknown(KEYS);
    Optional<Location> location = location();
    Map<String, String> columns = columns();
    Optional<String> where = fields.find("where").flatMap(node -> sql("where", node));
    Snapshot snapshot = snapshot();
    return location.map(place -> new InputSettings(place, columns, where, snapshot));
  }

  private Optional<Location> location() {
    if (!fields.has("table")) {
      return files();
    }
    for (String key : List.of("path", "format", "options")) {
      if (fields.has(key)) {
        fields.error(
            key,
            "input '%s' has both 'table' and '%s': give either table, or path and format"
                .formatted(name.key(), key));
      }
    }
    return fields.findFilledText("table").map(Location.Table::new);
  }

  private Optional<Location> files() {
    if (!fields.has("path")) {
      problems.error(
          fields.position(),
          "input '" + name.key() + "' has no place: give path and format, or table");
      return Optional.empty();
    }
    Optional<String> path = fields.findFilledText("path").map(paths::resolve);
    Optional<String> format = format();
    Map<String, String> options = texts("options");
    return path.flatMap(p -> format.map(f -> new Location.Files(f, p, options)));
  }

  private Optional<String> format() {
    if (!fields.has("format")) {
      problems.error(
          fields.position(),
          "input '%s' has a path without a format: give one of %s"
              .formatted(name.key(), String.join(", ", FORMATS)));
    }
    return oneOf("format", FORMATS);
  }

  private Optional<String> oneOf(String key, List<String> known) {
    Optional<String> text = fields.findText(key);
    if (text.isPresent() && !known.contains(text.get())) {
      fields.error(
          key,
          "unknown %s '%s'.%s"
              .formatted(key, text.get(), NearestName.hintOrAll(text.get(), known)));
      return Optional.empty();
    }
    return text;
  }

  private Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    Optional<YamlFields> found = fields.findFields("columns");
    if (found.isPresent()) {
      found.get().refuseUnknown("column", knownColumns());
      for (YamlEntry entry : found.get().entries()) {
        sql(entry.key(), entry.value()).ifPresent(sql -> columns.put(entry.key(), sql));
      }
    }
    return columns;
  }

  private List<String> knownColumns() {
    List<String> known = new ArrayList<>(InputSchema.of(name).columnNames());
    known.add("dt");
    return known;
  }

  private Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (YamlEntry entry : fields.findFields(key).map(YamlFields::entries).orElse(List.of())) {
      if (entry.value() instanceof YamlScalar scalar && scalar.type() != ScalarType.NULL) {
        texts.put(entry.key(), scalar.text());
      } else {
        refuse(entry.key(), "text", entry.value());
      }
    }
    return texts;
  }

  /** Numbers and true or false are SQL as well as text is. */
  private Optional<String> sql(String key, YamlNode node) {
    if (node instanceof YamlScalar scalar
        && scalar.type() != ScalarType.NULL
        && !scalar.text().isBlank()) {
      return Optional.of(scalar.text());
    }
    refuse(key, "an SQL expression", node);
    return Optional.empty();
  }

  private void refuse(String key, String expected, YamlNode node) {
    boolean empty = node instanceof YamlScalar;
    problems.error(
        node.position(),
        "'%s' must be %s, not %s".formatted(key, expected, empty ? "nothing" : node.kind()));
  }

  private Snapshot snapshot() {
    String kind = oneOf("snapshot", SNAPSHOTS).orElse("daily");
    boolean delta = kind.equals("delta");
    if (name == InputName.APP_EVENTS && !kind.equals("daily")) {
      fields.error(
          "snapshot",
          "snapshot '%s' is not possible for app_events: events are always read by log date"
              .formatted(kind));
    } else if (delta
        && fields.has("path")
        && !fields.findText("format").equals(Optional.of("delta"))) {
      fields.error("snapshot", "snapshot 'delta' needs format delta or a table");
    }
    if (!delta && fields.has("as_of")) {
      fields.error("as_of", "'as_of' goes with snapshot delta only, not with " + kind);
    }
    return switch (kind) {
      case "none" -> new Snapshot.None();
      case "delta" -> new Snapshot.DeltaVersion(shift());
      default -> new Snapshot.Daily();
    };
  }

  private Duration shift() {
    String shift = fields.findText("as_of").orElse("+00:00");
    Matcher matcher = SHIFT.matcher(shift);
    if (!matcher.matches()) {
      fields.error(
          "as_of",
          "'as_of' must be hours and minutes with a sign such as \"+06:00\", not '%s'"
              .formatted(shift));
      return Duration.ZERO;
    }
    Duration length =
        Duration.ofHours(Long.parseLong(matcher.group(2)))
            .plusMinutes(Long.parseLong(matcher.group(3)));
    return matcher.group(1).equals("-") ? length.negated() : length;
  }
}
