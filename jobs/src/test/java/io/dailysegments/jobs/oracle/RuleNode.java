package io.dailysegments.jobs.oracle;

import java.util.List;
import java.util.function.Predicate;

/** A rule with what it means, word by word. */
record RuleNode(String yaml, Predicate<UserRow> meaning, List<RuleNode> parts) {

  static RuleNode leaf(String yaml, Predicate<UserRow> meaning) {
    return new RuleNode(yaml, meaning, List.of());
  }

  static RuleNode all(List<RuleNode> parts) {
    return group("all", parts, row -> parts.stream().allMatch(part -> part.holds(row)));
  }

  static RuleNode any(List<RuleNode> parts) {
    return group("any", parts, row -> parts.stream().anyMatch(part -> part.holds(row)));
  }

  static RuleNode not(RuleNode part) {
    return new RuleNode("{not: " + part.yaml + "}", row -> !part.holds(row), List.of(part));
  }

  private static RuleNode group(String kind, List<RuleNode> parts, Predicate<UserRow> meaning) {
    List<String> texts = parts.stream().map(RuleNode::yaml).toList();
    return new RuleNode("{" + kind + ": [" + String.join(", ", texts) + "]}", meaning, parts);
  }

  boolean holds(UserRow row) {
    return meaning.test(row);
  }
}
