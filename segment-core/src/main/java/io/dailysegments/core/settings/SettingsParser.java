package io.dailysegments.core.settings;

import io.dailysegments.core.catalog.ParameterParser;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.settings.Settings.EventSettings;
import io.dailysegments.core.settings.Settings.Warehouse;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.core.yaml.YamlFields;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns the map of a settings file into settings. A value that is wrong leaves its default. */
final class SettingsParser {

  private static final List<String> KEYS =
      List.of(
          "zone",
          "warehouse",
          "database",
          "catalog",
          "segments",
          "lists",
          "inputs",
          "events",
          "labels",
          "recommended_need_consent",
          "quality",
          "retention");

  private static final Pattern DATABASE = Pattern.compile("\\w+(\\.\\w+)?");

  /** A hundred years: more days than any log has, few enough for any arithmetic on dates. */
  private static final int MAX_DAYS = 36_500;

  private final YamlFields fields;
  private final Problems problems;

  SettingsParser(YamlFields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  /**
   * @param file the settings file, to whose folder paths are relative
   */
  Settings parse(Path file) {
    fields.refuseUnknown(KEYS);
    SettingsPaths paths = new SettingsPaths(file);
    EventSettings events = events();
    return new Settings(
        file.toString(),
        zone(),
        warehouse(paths),
        path("catalog", "catalog", paths),
        path("segments", "segments", paths),
        path("lists", "lists", paths),
        new InputsParser(fields, paths, problems).parse(),
        events,
        labels(),
        fields.findBoolean("recommended_need_consent").orElse(false),
        new QualityParser(fields).parse(),
        new RetentionParser(fields).parse(events.retentionDays()));
  }

  private BusinessZone zone() {
    String id = fields.findFilledText("zone").orElse("UTC");
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (known.contains(id)) {
      return new BusinessZone(ZoneId.of(id));
    }
    fields.error(
        "zone",
        "'zone' must be UTC or a region of the IANA time zones such as Europe/Berlin, not '%s'.%s"
            .formatted(id, NearestName.hint(id, known)));
    return new BusinessZone(ZoneId.of("UTC"));
  }

  private Warehouse warehouse(SettingsPaths paths) {
    Optional<String> database = fields.findFilledText("database");
    if (fields.has("database") && fields.has("warehouse")) {
      fields.error("database", "'database' and 'warehouse' exclude each other: keep one");
    }
    if (database.isEmpty()) {
      return new Warehouse.Folder(path("warehouse", "../warehouse", paths));
    }
    if (!DATABASE.matcher(database.get()).matches()) {
      fields.error(
          "database", "'database' must be schema or catalog.schema, not '" + database.get() + "'");
    }
    return new Warehouse.Database(database.get());
  }

  private String path(String key, String absent, SettingsPaths paths) {
    return paths.resolve(fields.findFilledText(key).orElse(absent));
  }

  private EventSettings events() {
    Optional<YamlFields> events = fields.findFields("events");
    events.ifPresent(
        e ->
            e.refuseUnknown(
                List.of("late_days", "dedup_days", "retention_days", "history_from_mb")));
    return new EventSettings(
        events.flatMap(e -> e.findInteger("late_days", 0, MAX_DAYS)).orElse(7),
        events.flatMap(e -> e.findInteger("dedup_days", 0, MAX_DAYS)).orElse(1),
        events.flatMap(e -> e.findInteger("retention_days", 180, MAX_DAYS)).orElse(180),
        events.flatMap(e -> e.findInteger("history_from_mb", 0, Integer.MAX_VALUE)).orElse(64));
  }

  private LabelOverrides labels() {
    List<LabelOverrides.Block> blocks = new ArrayList<>();
    for (YamlEntry entry : fields.findFields("labels").map(YamlFields::entries).orElse(List.of())) {
      if (entry.value() instanceof YamlMap map) {
        blocks.add(new LabelOverrides.Block(entry.position(), entry.key(), parameters(map)));
      } else {
        problems.error(
            entry.value().position(),
            "'%s' must be a map of parameters, not %s"
                .formatted(entry.key(), entry.value().kind()));
      }
    }
    return new LabelOverrides(blocks);
  }

  private List<LabelOverrides.Parameter> parameters(YamlMap map) {
    List<LabelOverrides.Parameter> parameters = new ArrayList<>();
    for (YamlEntry entry : map.entries()) {
      ParameterParser.parse(entry.key(), entry.value(), problems)
          .map(value -> new LabelOverrides.Parameter(entry.position(), entry.key(), value))
          .ifPresent(parameters::add);
    }
    return parameters;
  }
}
