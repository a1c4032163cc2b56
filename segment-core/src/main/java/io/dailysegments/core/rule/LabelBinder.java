package io.dailysegments.core.rule;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.catalog.ParameterValue;
import io.dailysegments.core.catalog.ParameterValue.ListValue;
import io.dailysegments.core.catalog.ParameterValue.TextValue;
import io.dailysegments.core.condition.FlagCondition;
import io.dailysegments.core.condition.ValueCondition;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Binds criteria on labels. */
final class LabelBinder {
  private static final List<String> FLAG_OPERATORS = List.of("equals", "not_equals");

  private final Catalog catalog;
  private final Problems problems;

  LabelBinder(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
  }

  /** The criterion; reports what is wrong and is then empty. */
  Optional<BoundRule> bind(Rule.OfLabel rule) {
    String name = rule.label().text();
    Optional<LabelDefinition> label = catalog.findLabel(name);
    if (label.isEmpty()) {
      List<String> known = catalog.labels().stream().map(LabelDefinition::name).toList();
      problems.error(
          rule.label().position(),
          "unknown label '" + rule.label().shown() + "'." + NearestName.hint(name, known));
      return Optional.empty();
    }
    WrittenComparison written = WrittenComparison.of(rule.comparison());
    return condition(rule.comparison(), label.get())
        .map(c -> new BoundRule.OfLabel(rule.position(), name, label.get().type(), c, written));
  }

  private Optional<? extends ValueCondition> condition(
      Rule.Comparison comparison, LabelDefinition label) {
    return switch (label.type().kind()) {
      case STRING -> new TextBinder(problems).bind(comparison, closedSet(label));
      case BOOLEAN -> flag(comparison);
      case TIMESTAMP -> new TimeBinder(problems).bind(comparison);
      case INT, BIGINT, DOUBLE, DECIMAL ->
          new NumberBinder(problems).bind(comparison, label.type());
    };
  }

  private Optional<FlagCondition> flag(Rule.Comparison comparison) {
    if (!Comparisons.isAllowed(comparison.operator(), FLAG_OPERATORS, problems)) {
      return Optional.empty();
    }
    boolean positive = comparison.operator().text().equals("equals");
    return new Operands(problems)
        .flag(comparison.operand())
        .map(value -> new FlagCondition(value == positive));
  }

  /** The values of the label, with {@code :x} replaced by those of parameter x. */
  private static List<String> closedSet(LabelDefinition label) {
    return label.values().stream().flatMap(value -> expanded(label, value)).distinct().toList();
  }

  private static Stream<String> expanded(LabelDefinition label, String value) {
    ParameterValue parameter =
        value.startsWith(":") ? label.parameters().get(value.substring(1)) : null;
    return parameter == null ? Stream.of(value) : texts(parameter);
  }

  private static Stream<String> texts(ParameterValue parameter) {
    if (parameter instanceof ListValue list) {
      return list.values().stream().flatMap(LabelBinder::texts);
    }
    return parameter instanceof TextValue text ? Stream.of(text.value()) : Stream.empty();
  }
}
