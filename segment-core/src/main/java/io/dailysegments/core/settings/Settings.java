package io.dailysegments.core.settings;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.core.time.DayRange;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of a deployment, with every default filled in and every path absolute or a URI.
 *
 * @param file the settings file, as given
 * @param warehouse the folder (absolute path or URI) or database of the output tables
 * @param catalog the folder of the catalog
 * @param segments the folder of segment definitions
 * @param lists the folder of imported user lists
 * @param inputs by input name; an input that is not configured is absent
 * @param labels parameters that override those of label and source blocks
 * @param recommendedNeedConsent whether recommended segments keep only users who accept marketing
 */
public record Settings(
    String file,
    BusinessZone zone,
    Warehouse warehouse,
    String catalog,
    String segments,
    String lists,
    Map<InputName, InputSettings> inputs,
    EventSettings events,
    LabelOverrides labels,
    boolean recommendedNeedConsent,
    QualitySettings quality,
    RetentionSettings retention) {

  public Settings {
    Objects.requireNonNull(zone, "zone");
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    Objects.requireNonNull(labels, "labels");
  }

  /** Where output tables are. */
  public sealed interface Warehouse {
    /** Tables are folders below this one. */
    record Folder(String path) implements Warehouse {}

    /** Tables are in this database of a catalog, {@code catalog.schema} or {@code schema}. */
    record Database(String name) implements Warehouse {}
  }

  /**
   * How events are read.
   *
   * @param lateDays an event older than this many days before its log date is refused
   * @param dedupDays how many log dates before an event's own are searched for a duplicate
   * @param retentionDays how far back rules and labels may look; at least 180
   * @param historyFromMegabytes from which size of the digest on the history of each user is kept
   *     packed; changes no result
   */
  public record EventSettings(
      int lateDays, int dedupDays, int retentionDays, int historyFromMegabytes) {

    /** The days that may be looked at for a data date, which is the last of them. */
    public DayRange retained(LocalDate dataDate) {
      return DayRange.last(retentionDays, dataDate);
    }
  }

  /** The settings of an input; empty if it is not configured. */
  public Optional<InputSettings> input(InputName name) {
    return Optional.ofNullable(inputs.get(name));
  }

  /**
   * The SHA-256 of the settings that can change a result: zone, events, overridden parameters,
   * consent of recommended segments, and how inputs are read. Paths, tables and gates leave it as
   * it is, and so do the order of keys and the way a number is written.
   */
  public String fingerprint() {
    return SettingsFingerprint.of(this);
  }
}
