package io.dailysegments.core.rule;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.list.UserList;
import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Binds rules to the catalog. What can't be bound is reported, and everybody stands in its place.
 */
final class SegmentBinder implements Rule.Visitor<BoundRule> {
  private final LabelBinder labels;
  private final BehaviorBinder behaviors;
  private final UserLists lists;
  private final Problems problems;

  SegmentBinder(Catalog catalog, UserLists lists, int retentionDays, Problems problems) {
    this.labels = new LabelBinder(catalog, problems);
    this.behaviors = new BehaviorBinder(catalog.events(), retentionDays, problems);
    this.lists = lists;
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
    return orPlaceholder(
        known(rule.name()).map(list -> new BoundRule.OfList(rule.position(), list)), rule);
  }

  private Optional<UserList> known(Named name) {
    if (!SegmentId.isValid(name.text())) {
      return Optional.empty(); // reported by the parser
    }
    SortedSet<String> known = lists.names();
    if (!known.contains(name.text())) {
      problems.error(
          name.position(),
          "unknown list '%1$s': there is no %1$s.csv in the folder of lists.%2$s"
              .formatted(name.shown(), NearestName.hint(name.text(), known)));
      return Optional.empty();
    }
    return lists.load(name.text(), problems);
  }

  private List<BoundRule> bound(List<Rule> rules) {
    return rules.stream().map(this::bind).toList();
  }

  private static BoundRule orPlaceholder(Optional<BoundRule> bound, Rule rule) {
    return bound.orElseGet(() -> new BoundRule.All(rule.position(), List.of()));
  }
}
