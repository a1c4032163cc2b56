package io.dailysegments.core.rule;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads the time range of a criterion on behaviour. */
final class WindowParser {
  private static final List<String> KEYS = List.of("last_days", "days_ago", "from", "to");
  private static final String CHOICE = "exactly one of last_days, days_ago, or from with to";

  private final int retentionDays;
  private final Operands operands;

  WindowParser(int retentionDays, Problems problems) {
    this.retentionDays = retentionDays;
    this.operands = new Operands(problems);
  }

  /** The window; after a problem, another one in its place. */
  DayWindow parse(Fields fields) {
    List<String> keys = fields.among(KEYS).stream().map(YamlEntry::key).sorted().toList();
    Optional<DayWindow> window =
        switch (String.join(" ", keys)) {
          case "last_days" -> fields.value("last_days").flatMap(this::lastDays);
          case "days_ago" -> fields.value("days_ago").flatMap(this::daysAgo);
          case "from to" -> dates(fields);
          case "" -> operands.refuse(fields.position(), "a time range is missing: " + CHOICE);
          case "from", "to" ->
              operands.refuse(
                  fields.position(), "'%s' stands alone: %s".formatted(keys.get(0), CHOICE));
          default -> operands.refuse(fields.position(), several(keys));
        };
    return window.orElse(new DayWindow.LastDays(retentionDays));
  }

  private static String several(List<String> keys) {
    long ranges = keys.stream().map(key -> key.equals("to") ? "from" : key).distinct().count();
    return "there are %s time ranges, '%s': %s"
        .formatted(ranges == 2 ? "two" : "three", String.join("', '", keys), CHOICE);
  }

  private Optional<DayWindow> lastDays(YamlNode node) {
    Optional<Integer> days = operands.whole(node);
    if (days.isPresent() && (days.get() < 1 || days.get() > retentionDays)) {
      return operands.refuse(
          node.position(),
          String.format(
              "last_days must be from 1 to %d, the days that events are kept"
                  + " (events.retention_days); found %s",
              retentionDays, Operands.described(node)));
    }
    return days.map(DayWindow.LastDays::new);
  }

  private Optional<DayWindow> daysAgo(YamlNode node) {
    Optional<List<Integer>> ends = operands.pair(node, operands::whole);
    if (ends.isEmpty()) {
      return Optional.empty();
    }
    int from = ends.get().get(0);
    int to = ends.get().get(1);
    if (from < to) {
      return operands.refuse(
          node.position(),
          String.format(
              "can never be true: days_ago begins with the earlier day: [%d, %d]", to, from));
    }
    if (to < 0 || from >= retentionDays) {
      return operands.refuse(
          node.position(),
          String.format(
              "days_ago must be from 0 to %d, the days that events are kept"
                  + " (events.retention_days); found [%d, %d]",
              retentionDays - 1, from, to));
    }
    return Optional.of(new DayWindow.DaysAgo(from, to));
  }

  private Optional<DayWindow> dates(Fields fields) {
    YamlNode first = fields.value("from").orElseThrow();
    Optional<LocalDate> from = operands.date(first);
    Optional<LocalDate> to = fields.value("to").flatMap(operands::date);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (to.get().isBefore(from.get())) {
      return operands.refuse(
          first.position(),
          String.format("can never be true: from %s is after to %s", from.get(), to.get()));
    }
    return Optional.of(new DayWindow.Dates(from.get(), to.get()));
  }
}
