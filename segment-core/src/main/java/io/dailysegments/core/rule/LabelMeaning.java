package io.dailysegments.core.rule;

import io.dailysegments.core.canonical.Canonical;
import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.catalog.ParameterValue;
import io.dailysegments.core.catalog.SourceDefinition;
import io.dailysegments.core.metric.MetricMeaning;
import io.dailysegments.core.sql.SqlTemplate;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What labels mean: the parts of their blocks, of the blocks that these are built on, and of the
 * events that they measure, that values come from; not what describes them.
 */
final class LabelMeaning {
  private final Catalog catalog;

  LabelMeaning(Catalog catalog) {
    this.catalog = catalog;
  }

  /** A text that is the same for the same meaning of these labels. */
  String of(Collection<String> names) {
    SortedMap<String, String> blocks = new TreeMap<>();
    names.forEach(name -> add(name, blocks));
    return Canonical.list("labels", blocks.values().stream());
  }

  private void add(String name, SortedMap<String, String> blocks) {
    if (blocks.containsKey(name)) {
      return;
    }
    catalog
        .findLabel(name)
        .ifPresent(
            label -> {
              blocks.put(name, block(label));
              SqlTemplate.words(label.sql()).forEach(word -> add(word, blocks));
            });
  }

  private String block(LabelDefinition label) {
    return Canonical.list(
        "label",
        Canonical.text(label.name()),
        label.type().sqlName(),
        Canonical.text(label.windowDays().toString()),
        source(label),
        map("aggregates", label.aggregates(), Canonical::text),
        map("metrics", label.metrics(), metric -> MetricMeaning.of(metric, catalog.events())),
        Canonical.text(label.sql()),
        Canonical.text(label.derivation().orElse("")),
        map("parameters", label.parameters(), LabelMeaning::parameter));
  }

  private String source(LabelDefinition label) {
    String name = label.source().orElse("");
    return catalog.findSource(name).map(LabelMeaning::block).orElse(Canonical.text(name));
  }

  private static String block(SourceDefinition source) {
    return Canonical.list(
        "source",
        Canonical.list("inputs", source.inputs().stream().map(Canonical::text)),
        Canonical.text(source.sql().orElse("")),
        Canonical.text(source.derivation().orElse("")),
        map("parameters", source.parameters(), LabelMeaning::parameter));
  }

  private static <T> String map(String tag, Map<String, T> values, Function<T, String> text) {
    Stream<String> parts =
        new TreeMap<>(values)
            .entrySet().stream()
                .flatMap(e -> Stream.of(Canonical.text(e.getKey()), text.apply(e.getValue())));
    return Canonical.list(tag, parts);
  }

  private static String parameter(ParameterValue value) {
    if (value instanceof ParameterValue.ListValue list) {
      return Canonical.list("list", list.values().stream().map(LabelMeaning::parameter));
    }
    if (value instanceof ParameterValue.NumberValue number) {
      return Canonical.list("number", number.value().stripTrailingZeros().toString());
    }
    return Canonical.text(value.toString());
  }
}
