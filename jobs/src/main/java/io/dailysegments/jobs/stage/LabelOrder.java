package io.dailysegments.jobs.stage;

import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.jobs.derivation.Derivations;
import io.dailysegments.jobs.expression.ParsedExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The order in which labels are computed: a label after the labels that its SQL names. */
final class LabelOrder {

  private LabelOrder() {}

  /**
   * The labels in levels: those of a level depend on earlier levels only. Within a level the order
   * is the catalog's.
   *
   * @param sql the bound SQL of each label, by name
   */
  static List<List<LabelDefinition>> levels(List<LabelDefinition> labels, Map<String, String> sql) {
    Map<String, Set<String>> needs = needs(labels, sql);
    List<List<LabelDefinition>> levels = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    while (done.size() < labels.size()) {
      List<LabelDefinition> level =
          labels.stream()
              .filter(label -> !done.contains(label.name()))
              .filter(label -> done.containsAll(needs.get(label.name())))
              .toList();
      if (level.isEmpty()) {
        throw new IllegalStateException("labels need each other in a circle: " + needs);
      }
      level.forEach(label -> done.add(label.name()));
      levels.add(level);
    }
    return levels;
  }

  private static Map<String, Set<String>> needs(
      List<LabelDefinition> labels, Map<String, String> sql) {
    SortedSet<String> names = new TreeSet<>();
    labels.forEach(label -> names.add(label.name()));
    Map<String, Set<String>> needs = new HashMap<>();
    for (LabelDefinition label : labels) {
      Set<String> used = new TreeSet<>(ParsedExpression.of(sql.get(label.name())).columns());
      used.retainAll(names);
      label.derivation().ifPresent(derivation -> used.addAll(Derivations.labelsNeeded()));
      needs.put(label.name(), used);
    }
    return needs;
  }
}
