package io.dailysegments.core.activity;

import io.dailysegments.core.canonical.Canonical;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names metrics. */
final class MetricName {
  private static final int READABLE_LENGTH = 80;
  private static final int HASH_LENGTH = 12;
  private static final Pattern UNREADABLE = Pattern.compile("[^a-z0-9]+");

  private MetricName() {}

  static String column(Metric metric) {
    String readable = readable(metric);
    String start = readable.substring(0, Math.min(READABLE_LENGTH, readable.length()));
    String hash = Canonical.sha256(canonical(metric)).substring(0, HASH_LENGTH);
    return "m_" + start.replaceAll("_+$", "") + "_" + hash;
  }

  static String canonical(Metric metric) {
    Stream<String> filters =
        metric.where().stream()
            .map(
                f ->
                    Canonical.list(
                        "where", Canonical.text(f.property()), f.condition().canonical()));
    return Canonical.list(
        "metric",
        Canonical.list("events", selected(metric.events()).map(Canonical::text)),
        Canonical.list("filters", filters),
        metric.window().slug(),
        Canonical.list("measure", measured(metric.measure()).map(Canonical::text)));
  }

  private static String readable(Metric metric) {
    List<String> words = new ArrayList<>(measured(metric.measure()).toList());
    words.addAll(selected(metric.events()).skip(1).toList());
    metric.where().forEach(filter -> words.add(slug(filter)));
    words.add(metric.window().slug());
    return UNREADABLE.matcher(String.join("_", words).toLowerCase(Locale.ROOT)).replaceAll("_");
  }

  /** Without the operands: values of rules don't belong into names, which appear in logs. */
  private static String slug(PropertyFilter filter) {
    return filter.property() + "_" + filter.condition().operatorName();
  }

  private static Stream<String> selected(EventSelection events) {
    return events.accept(
        new EventSelection.Visitor<>() {
          @Override
          public Stream<String> codes(EventSelection.Codes selection) {
            return Stream.concat(Stream.of("codes"), selection.codes().stream());
          }

          @Override
          public Stream<String> category(EventSelection.Category selection) {
            return Stream.of("category", selection.category());
          }

          @Override
          public Stream<String> activity(EventSelection.Activity selection) {
            return Stream.of("activity", "activity");
          }

          @Override
          public Stream<String> all(EventSelection.All selection) {
            return Stream.of("all", "any_event");
          }
        });
  }

  private static Stream<String> measured(Measure measure) {
    return measure.accept(
        new Measure.Visitor<>() {
          @Override
          public Stream<String> times(Measure.Times times) {
            return Stream.of("times");
          }

          @Override
          public Stream<String> days(Measure.Days days) {
            return Stream.of("days");
          }

          @Override
          public Stream<String> sum(Measure.Sum sum) {
            return Stream.of("sum", sum.property());
          }

          @Override
          public Stream<String> lastTime(Measure.LastTime lastTime) {
            return Stream.of("last_time");
          }

          @Override
          public Stream<String> lastDay(Measure.LastDay lastDay) {
            return Stream.of("last_day");
          }

          @Override
          public Stream<String> lastValue(Measure.LastValue lastValue) {
            return Stream.of("last", lastValue.attribute().name());
          }
        });
  }
}
