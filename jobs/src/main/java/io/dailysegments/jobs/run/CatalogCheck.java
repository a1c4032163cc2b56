package io.dailysegments.jobs.run;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.catalog.SourceDefinition;
import io.dailysegments.core.input.InputName;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.jobs.derivation.Derivations;
import io.dailysegments.jobs.expression.ParsedExpression;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Checks what catalog blocks say in SQL, with Spark's parser and without a session: that it is one
 * expression, without subquery, clock or chance, over known labels, and that labels do not need
 * each other in a circle.
 */
final class CatalogCheck {

  /** Relations that source blocks may name beside inputs and sources. */
  private static final Set<String> GIVEN = Set.of("countries");

  private static final String REPLACED = "; look at labels: in the settings file, too";

  private final Catalog catalog;
  private final Problems problems;
  private final SortedSet<String> labels = new TreeSet<>();
  private final SortedSet<String> relations = new TreeSet<>(GIVEN);

  private CatalogCheck(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
    catalog.labels().forEach(label -> labels.add(label.name()));
    catalog.sources().forEach(source -> relations.add(source.name()));
    Arrays.stream(InputName.values())
        .filter(name -> name != InputName.APP_EVENTS)
        .forEach(name -> relations.add(name.key()));
  }

  /** Records what is wrong with the SQL of labels and sources. */
  static void check(Catalog catalog, Problems problems) {
    CatalogCheck check = new CatalogCheck(catalog, problems);
    check.checkSources();
    check.checkLabels();
  }

  private void checkSources() {
    Map<String, SortedSet<String>> needs = new LinkedHashMap<>();
    for (SourceDefinition source : catalog.sources()) {
      source.inputs().forEach(input -> requireRelation(source, input));
      source.derivation().ifPresent(name -> requireDerivation(source, name));
      needs.put(source.name(), new TreeSet<>(source.inputs()));
    }
    circle(needs)
        .flatMap(catalog::findSource)
        .ifPresent(
            source ->
                problems.error(
                    source.position(),
                    "source '" + source.name() + "' needs itself, through its inputs"));
  }

  private void requireRelation(SourceDefinition source, String input) {
    if (!relations.contains(input)) {
      problems.error(
          source.position(),
          "source '%s' names the unknown input '%s'.%s"
              .formatted(source.name(), input, NearestName.hint(input, relations)));
    }
  }

  private void requireDerivation(SourceDefinition source, String name) {
    if (Derivations.sourceNames().contains(name)) {
      Derivations.source(name)
          .fault(source.parameters())
          .ifPresent(fault -> problems.error(source.position(), fault + REPLACED));
    } else {
      unknownDerivation(source.position(), source.name(), name, Derivations.sourceNames());
    }
  }

  private void checkLabels() {
    Map<String, SortedSet<String>> needs = new LinkedHashMap<>();
    for (LabelDefinition label : catalog.labels()) {
      label.aggregates().values().forEach(sql -> parse(label, sql));
      label.source().ifPresent(source -> requireRelation(label, source));
      label.derivation().ifPresent(name -> requireDerivation(label, name));
      parse(label, label.sql())
          .ifPresent(expression -> needs.put(label.name(), labelsOf(label, expression)));
    }
    circle(needs)
        .flatMap(catalog::findLabel)
        .ifPresent(
            label ->
                problems.error(
                    label.position(),
                    "label '" + label.name() + "' needs itself, through other labels"));
  }

  private void requireRelation(LabelDefinition label, String source) {
    if (!relations.contains(source)) {
      problems.error(
          label.position(),
          "label '%s' names the unknown source '%s'.%s"
              .formatted(label.name(), source, NearestName.hint(source, relations)));
    }
  }

  private void requireDerivation(LabelDefinition label, String name) {
    if (Derivations.labelNames().contains(name)) {
      Derivations.label(name)
          .fault(label.parameters())
          .ifPresent(fault -> problems.error(label.position(), fault + REPLACED));
    } else {
      unknownDerivation(label.position(), label.name(), name, Derivations.labelNames());
    }
  }

  private void unknownDerivation(
      SourcePosition position, String block, String name, Set<String> known) {
    problems.error(
        position,
        "'%s' names the unknown derivation '%s'; there are %s".formatted(block, name, known));
  }

  private Optional<ParsedExpression> parse(LabelDefinition label, String sql) {
    try {
      ParsedExpression expression = ParsedExpression.of(sql);
      expression
          .refusal()
          .ifPresent(
              what ->
                  problems.error(
                      label.position(),
                      "label '%s' may not use %s: a label must come out the same on every run"
                          .formatted(label.name(), what)));
      return Optional.of(expression);
    } catch (IllegalArgumentException e) {
      problems.error(
          label.position(),
          "the SQL of label '%s' can't be read: %s".formatted(label.name(), e.getMessage()));
      return Optional.empty();
    }
  }

  private SortedSet<String> labelsOf(LabelDefinition label, ParsedExpression expression) {
    SortedSet<String> used = new TreeSet<>(expression.columns());
    for (String name : used) {
      if (!labels.contains(name)) {
        problems.error(
            label.position(),
            ("label '%s' uses the unknown label '%s'.%s A column of the account is written"
                    + " users.%s, and what the block defines :%s")
                .formatted(label.name(), name, NearestName.hint(name, labels), name, name));
      }
    }
    used.retainAll(labels);
    return used;
  }

  /** A name that needs itself; empty if there is an order in which everything can be made. */
  private static Optional<String> circle(Map<String, SortedSet<String>> needs) {
    Map<String, SortedSet<String>> open = new TreeMap<>(needs);
    boolean progress = true;
    while (progress) {
      Set<String> names = Set.copyOf(open.keySet());
      progress = open.values().removeIf(needed -> isFree(needed, names));
    }
    return open.keySet().stream().findFirst();
  }

  private static boolean isFree(Collection<String> needed, Set<String> open) {
    return needed.stream().noneMatch(open::contains);
  }
}
