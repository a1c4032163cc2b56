package io.dailysegments.core.rule;

import io.dailysegments.core.condition.NumberCondition.Compare;
import io.dailysegments.core.condition.NumberCondition.Operator;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import io.dailysegments.core.yaml.YamlNode.YamlList;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one criterion on behaviour. */
final class BehaviorParser {
  private static final List<String> MEASURES = List.of("times", "days", "sum", "performed");
  private static final List<String> KEYS =
      List.of(
          "behavior",
          "where",
          "last_days",
          "days_ago",
          "from",
          "to",
          "times",
          "days",
          "sum",
          "performed");
  private static final List<String> OPERATORS =
      List.of(
          "equals", "not_equals", "greater_than", "at_least", "less_than", "at_most", "between");
  private static final Compare AT_LEAST_ONE =
      new Compare(Operator.AT_LEAST, List.of(BigDecimal.ONE));
  private static final Compare NONE = new Compare(Operator.EQUALS, List.of(BigDecimal.ZERO));

  private final Problems problems;
  private final Operands operands;
  private final WindowParser windows;

  BehaviorParser(int retentionDays, Problems problems) {
    this.problems = problems;
    this.operands = new Operands(problems);
    this.windows = new WindowParser(retentionDays, problems);
  }

  /** The criterion; after a problem, with something in place of what can't be read. */
  Rule.OfBehavior parse(YamlMap map) {
    Fields fields = Fields.of(map, KEYS, problems);
    Measured measured = measured(fields);
    return new Rule.OfBehavior(
        map.position(),
        events(fields.value("behavior").orElseThrow()),
        where(fields),
        windows.parse(fields),
        measured.taken(),
        measured.test());
  }

  private List<Named> events(YamlNode node) {
    List<YamlNode> nodes =
        node instanceof YamlList
            ? Comparisons.some(node, problems).orElse(List.of())
            : List.of(node);
    List<Named> events = new ArrayList<>();
    nodes.forEach(
        item -> operands.text(item).ifPresent(t -> events.add(new Named(item.position(), t))));
    return events;
  }

  private List<Rule.Where> where(Fields fields) {
    List<Rule.Where> filters = new ArrayList<>();
    Optional<YamlMap> map = fields.value("where").flatMap(operands::map);
    if (map.isPresent() && map.get().entries().isEmpty()) {
      problems.error(map.get().position(), "'where' names no property: leave it out, or name one");
    }
    map.ifPresent(m -> m.entries().forEach(entry -> filter(entry).ifPresent(filters::add)));
    return filters;
  }

  private Optional<Rule.Where> filter(YamlEntry entry) {
    Named property = new Named(entry.position(), entry.key());
    return operands
        .map(entry.value())
        .flatMap(map -> Comparisons.only(map.entries(), map.position(), problems))
        .map(comparison -> new Rule.Where(property, comparison));
  }

  private Measured measured(Fields fields) {
    List<YamlEntry> found = fields.among(MEASURES);
    if (found.size() > 1) {
      problems.error(
          found.get(1).position(),
          String.format(
              "'%s' and '%s' can't stand together: at most one of times, days, sum, performed",
              found.get(0).key(), found.get(1).key()));
    }
    return found.isEmpty() ? times(AT_LEAST_ONE) : measured(found.get(0));
  }

  private Measured measured(YamlEntry entry) {
    return switch (entry.key()) {
      case "times" -> times(operands.map(entry.value()).map(this::test).orElse(AT_LEAST_ONE));
      case "days" ->
          new Measured(
              new Rule.Taken.Days(),
              operands.map(entry.value()).map(this::test).orElse(AT_LEAST_ONE));
      case "sum" -> operands.map(entry.value()).map(this::sum).orElse(times(AT_LEAST_ONE));
      default -> times(operands.flag(entry.value()).orElse(true) ? AT_LEAST_ONE : NONE);
    };
  }

  private Measured sum(YamlMap map) {
    Optional<YamlEntry> property =
        map.entries().stream().filter(entry -> entry.key().equals("property")).findFirst();
    if (property.isEmpty()) {
      problems.error(map.position(), "'property' is missing: name the property to add up");
      return times(AT_LEAST_ONE);
    }
    List<YamlEntry> rest = new ArrayList<>(map.entries());
    rest.remove(property.get());
    Compare test = test(new YamlMap(map.position(), rest));
    Optional<String> name = operands.text(property.get().value());
    if (name.isEmpty()) {
      return times(test);
    }
    Named named = new Named(property.get().value().position(), name.get());
    return new Measured(new Rule.Taken.Sum(named), test);
  }

  private Compare test(YamlMap map) {
    return Comparisons.only(map.entries(), map.position(), problems)
        .flatMap(comparison -> Comparisons.number(comparison, OPERATORS, problems))
        .orElse(AT_LEAST_ONE);
  }

  private static Measured times(Compare test) {
    return new Measured(new Rule.Taken.Times(), test);
  }

  private record Measured(Rule.Taken taken, Compare test) {}
}
