package io.dailysegments.core.settings;

import io.dailysegments.core.yaml.YamlFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns the map {@code retention} of a settings file into settings. */
final class RetentionParser {

  private static final String VACUUM_HOURS = "vacuum_hours";
  private static final int MAX_DAYS = 36_500;
  private static final int WEEK = 168;

  private final Optional<YamlFields> retention;

  RetentionParser(YamlFields settings) {
    this.retention = settings.findFields("retention");
  }

  /**
   * @param digestDays how many days the digest must keep at least
   */
  RetentionSettings parse(int digestDays) {
    List<String> known = new ArrayList<>(RetentionSettings.TABLES);
    known.add(VACUUM_HOURS);
    Map<String, Integer> days = new TreeMap<>();
    retention.ifPresent(
        fields -> {
          fields.refuseUnknown(known);
          for (String table : RetentionSettings.TABLES) {
            int least = table.equals("activity_digest") ? digestDays : 1;
            fields.findInteger(table, least, MAX_DAYS).ifPresent(n -> days.put(table, n));
          }
        });
    int hours =
        retention
            .flatMap(fields -> fields.findInteger(VACUUM_HOURS, 1, 24 * MAX_DAYS))
            .orElse(WEEK);
    return new RetentionSettings(days, hours);
  }
}
