package io.dailysegments.core.settings;

import io.dailysegments.core.settings.QualitySettings.Range;
import io.dailysegments.core.yaml.YamlFields;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Turns the map {@code quality} of a settings file into settings. */
final class QualityParser {

  private static final BigDecimal UNBOUNDED = BigDecimal.valueOf(1_000_000_000);
  private static final int MAX_ROWS = 1_000_000_000;
  private static final int MAX_DAYS = 365;

  private final Optional<YamlFields> quality;

  QualityParser(YamlFields settings) {
    this.quality = settings.findFields("quality");
  }

  QualitySettings parse() {
    quality.ifPresent(
        fields ->
            fields.refuseUnknown(
                List.of(
                    "max_rejected_share",
                    "baseline_days",
                    "min_rows",
                    "events",
                    "users",
                    "user_tables",
                    "missing_labels",
                    "unknown_users",
                    "segment_size")));
    return new QualitySettings(
        quality.flatMap(fields -> share(fields, "max_rejected_share")).orElse(0.05),
        quality.flatMap(fields -> fields.findInteger("baseline_days", 1, MAX_DAYS)).orElse(7),
        quality.flatMap(fields -> fields.findInteger("min_rows", 0, MAX_ROWS)).orElse(500),
        range("events", 0.8, 4),
        range("users", 0.4, 2),
        range("user_tables", 0.4, 4),
        only("missing_labels", "max_jump", 0.3),
        only("unknown_users", "max_share", 0.5),
        range("segment_size", 0.8, 4));
  }

  private Range range(String key, double maxDrop, double maxGrowth) {
    Optional<YamlFields> range = quality.flatMap(fields -> fields.findFields(key));
    range.ifPresent(fields -> fields.refuseUnknown(List.of("max_drop", "max_growth")));
    return new Range(
        range.flatMap(fields -> share(fields, "max_drop")).orElse(maxDrop),
        range.flatMap(fields -> number(fields, "max_growth", UNBOUNDED)).orElse(maxGrowth));
  }

  /** A check with one setting. */
  private double only(String key, String setting, double absent) {
    Optional<YamlFields> check = quality.flatMap(fields -> fields.findFields(key));
    check.ifPresent(fields -> fields.refuseUnknown(List.of(setting)));
    return check.flatMap(fields -> share(fields, setting)).orElse(absent);
  }

  private static Optional<Double> share(YamlFields fields, String key) {
    return number(fields, key, BigDecimal.ONE);
  }

  private static Optional<Double> number(YamlFields fields, String key, BigDecimal most) {
    Optional<BigDecimal> number = fields.findNumber(key);
    if (number.isPresent() && (number.get().signum() < 0 || number.get().compareTo(most) > 0)) {
      fields.error(
          key,
          "'%s' must be from 0 to %s, not %s".formatted(key, most.toPlainString(), number.get()));
    }
    return number.map(BigDecimal::doubleValue);
  }
}
