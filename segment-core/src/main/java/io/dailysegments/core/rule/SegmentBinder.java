package io.dailysegments.core.rule;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.problem.Problems;
import java.util.List;
import java.util.Optional;

/**
 * Binds rules to the catalog. What can't be bound is reported, and everybody stands in its place.
 */
final class SegmentBinder implements Rule.Visitor<BoundRule> {
  private final LabelBinder labels;
  private final BehaviorBinder behaviors;
  private final Problems problems;

  SegmentBinder(Catalog catalog, int retentionDays, Problems problems) {
    this.labels = new LabelBinder(catalog, problems);
    this.behaviors = new BehaviorBinder(catalog.events(), retentionDays, problems);
    this.problems = problems;
  }

  BoundRule bind(Rule rule) {
    return rule.accept(this);
  }

  @Override
  public BoundRule all(Rule.All rule) {
    return new BoundRule.All(rule.position(), bound(rule.rules()));
  }

  @Override
  public BoundRule any(Rule.Any rule) {
    return new BoundRule.Any(rule.position(), bound(rule.rules()));
  }

  @Override
  public BoundRule not(Rule.Not rule) {
    return new BoundRule.Not(rule.position(), bind(rule.rule()));
  }

  @Override
  public BoundRule label(Rule.OfLabel rule) {
    return orPlaceholder(labels.bind(rule), rule);
  }

  @Override
  public BoundRule behavior(Rule.OfBehavior rule) {
    return orPlaceholder(behaviors.bind(rule), rule);
  }

  @Override
  public BoundRule segment(Rule.OfSegment rule) {
    return new BoundRule.OfSegment(rule.id().position(), rule.id().text());
  }

  @Override
  public BoundRule list(Rule.OfList rule) {
    problems.error(
        rule.position(), "criteria on lists are not supported yet: '" + rule.name().text() + "'");
    return orPlaceholder(Optional.empty(), rule);
  }

  private List<BoundRule> bound(List<Rule> rules) {
    return rules.stream().map(this::bind).toList();
  }

  private static BoundRule orPlaceholder(Optional<BoundRule> bound, Rule rule) {
    return bound.orElseGet(() -> new BoundRule.All(rule.position(), List.of()));
  }
}
