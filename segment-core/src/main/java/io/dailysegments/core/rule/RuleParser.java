package io.dailysegments.core.rule;

import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlEntry;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the groups of one segment, and counts what they hold. */
final class RuleParser {
  private static final int MAX_LEVELS = 32;
  private static final int MAX_CRITERIA = 10_000;
  private static final List<String> GROUPS = List.of("any", "all", "not");
  private static final List<String> CRITERIA = List.of("label", "behavior", "segment", "list");
  private static final List<String> STARTS =
      Stream.concat(GROUPS.stream(), CRITERIA.stream()).toList();

  private final Problems problems;
  private final Operands operands;
  private final CriterionParser criteria;
  private int counted;

  RuleParser(int retentionDays, Problems problems) {
    this.problems = problems;
    this.operands = new Operands(problems);
    this.criteria = new CriterionParser(retentionDays, problems);
  }

  /** The groups of a segment, joined by AND. */
  Rule.All parse(YamlNode match) {
    List<Rule> rules = rules(match, 0);
    warnIfEmpty(match, "'match' without groups is everybody", rules);
    return new Rule.All(match.position(), rules);
  }

  private List<Rule> rules(YamlNode node, int level) {
    List<Rule> rules = new ArrayList<>();
    operands.list(node).orElse(List.of()).forEach(item -> rules.add(rule(item, level)));
    return rules;
  }

  private Rule rule(YamlNode node, int level) {
    Optional<YamlMap> map = operands.map(node);
    if (map.isEmpty()) {
      return placeholder(node.position());
    }
    Optional<YamlEntry> start = start(map.get());
    if (start.isEmpty()) {
      return placeholder(node.position());
    }
    return GROUPS.contains(start.get().key())
        ? group(map.get(), start.get(), level + 1)
        : criterion(map.get(), start.get());
  }

  private Optional<YamlEntry> start(YamlMap map) {
    List<YamlEntry> starts =
        map.entries().stream().filter(entry -> STARTS.contains(entry.key())).toList();
    if (starts.size() == 1) {
      return Optional.of(starts.get(0));
    }
    String found =
        starts.isEmpty()
            ? firstKey(map)
                .map(k -> "found '" + Shown.of(k) + "'." + NearestName.hint(k, STARTS))
                .orElse("found none")
            : "found '" + starts.get(0).key() + "' and '" + starts.get(1).key() + "'";
    String message = "expected one of " + String.join(", ", STARTS) + "; " + found;
    return operands.refuse(map.position(), message);
  }

  private static Optional<String> firstKey(YamlMap map) {
    return map.entries().stream().map(YamlEntry::key).findFirst();
  }

  private Rule group(YamlMap map, YamlEntry start, int level) {
    Fields.of(map, List.of(start.key()), problems);
    if (level > MAX_LEVELS) {
      problems.error(map.position(), "more than 32 levels of any, all and not");
      return placeholder(map.position());
    }
    if (start.key().equals("not")) {
      return new Rule.Not(map.position(), rule(start.value(), level));
    }
    List<Rule> rules = rules(start.value(), level);
    if (start.key().equals("all")) {
      warnIfEmpty(start.value(), "'all' without criteria is everybody", rules);
      return new Rule.All(map.position(), rules);
    }
    warnIfEmpty(start.value(), "'any' without criteria is nobody", rules);
    return new Rule.Any(map.position(), rules);
  }

  private Rule criterion(YamlMap map, YamlEntry start) {
    counted++;
    if (counted == MAX_CRITERIA + 1) {
      problems.error(map.position(), "more than 10,000 criteria in one segment");
    }
    return counted > MAX_CRITERIA ? placeholder(map.position()) : criteria.parse(map, start);
  }

  private void warnIfEmpty(YamlNode node, String message, List<Rule> rules) {
    if (rules.isEmpty() && node instanceof YamlNode.YamlList) {
      problems.warn(node.position(), message);
    }
  }

  private static Rule placeholder(SourcePosition position) {
    return new Rule.All(position, List.of());
  }
}
