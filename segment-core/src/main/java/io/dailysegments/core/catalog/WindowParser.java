package io.dailysegments.core.catalog;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlFields;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlList;
import io.dailysegments.core.yaml.YamlNode.YamlScalar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads on which days a metric looks. */
final class WindowParser {

  private final int retentionDays;
  private final Problems problems;

  WindowParser(int retentionDays, Problems problems) {
    this.retentionDays = retentionDays;
    this.problems = problems;
  }

  /** The window; empty if there is a problem with it. */
  Optional<DayWindow> parse(YamlFields metric) {
    if (metric.has("last_days") == metric.has("days_ago")) {
      problems.error(metric.position(), "a metric has exactly one of last_days and days_ago");
      return Optional.empty();
    }
    return metric.has("last_days")
        ? metric.findInteger("last_days", 1, retentionDays).map(DayWindow.LastDays::new)
        : daysAgo(metric);
  }

  private Optional<DayWindow> daysAgo(YamlFields metric) {
    Optional<YamlList> list = metric.findList("days_ago");
    if (list.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> days = list.get().items().stream().flatMap(item -> day(item).stream()).toList();
    if (list.get().items().size() != 2 || days.size() != 2 || days.get(0) < days.get(1)) {
      metric.error(
          "days_ago",
          "'days_ago' must be [FROM, TO] with %d >= FROM >= TO >= 0".formatted(retentionDays - 1));
      return Optional.empty();
    }
    return Optional.of(new DayWindow.DaysAgo(days.get(0), days.get(1)));
  }

  private Optional<Integer> day(YamlNode node) {
    Optional<BigDecimal> number =
        node instanceof YamlScalar scalar && scalar.type() == YamlNode.ScalarType.INTEGER
            ? scalar.number()
            : Optional.empty();
    return number
        .filter(value -> value.signum() >= 0)
        .filter(value -> value.compareTo(BigDecimal.valueOf(retentionDays)) < 0)
        .map(BigDecimal::intValueExact);
  }
}
