package io.dailysegments.core.settings;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long output tables keep what they hold.
 *
 * @param days by table: how many days it keeps, the newest published day included; a table that is
 *     absent keeps all
 * @param vacuumHours how old a file that no version of a table needs any more must be to be deleted
 */
public record RetentionSettings(Map<String, Integer> days, int vacuumHours) {

  /** The tables that can be given a number of days. */
  public static final List<String> TABLES =
      List.of(
          "user_labels",
          "segment_membership",
          "segment_counts",
          "activity_digest",
          "quarantine",
          "run_attempts");

  public RetentionSettings {
    days = Collections.unmodifiableMap(new TreeMap<>(days));
  }

  /** How many days a table keeps; empty: all. */
  public Optional<Integer> days(String table) {
    return Optional.ofNullable(days.get(table));
  }
}
