package io.dailysegments.core.explain;

import io.dailysegments.core.rule.BoundRule;
import java.util.function.Predicate;

/** Whether a rule holds, given which of its criteria do. */
final class Truth implements BoundRule.Visitor<Boolean> {
  private final Predicate<BoundRule> criteria;

  /**
   * @param criteria whether a leaf of the rule holds
   */
  Truth(Predicate<BoundRule> criteria) {
    this.criteria = criteria;
  }

  @Override
  public Boolean all(BoundRule.All rule) {
    return rule.rules().stream().allMatch(inner -> inner.accept(this));
  }

  @Override
  public Boolean any(BoundRule.Any rule) {
    return rule.rules().stream().anyMatch(inner -> inner.accept(this));
  }

  @Override
  public Boolean not(BoundRule.Not rule) {
    return !rule.rule().accept(this);
  }

  @Override
  public Boolean label(BoundRule.OfLabel rule) {
    return criteria.test(rule);
  }

  @Override
  public Boolean behavior(BoundRule.OfBehavior rule) {
    return criteria.test(rule);
  }

  @Override
  public Boolean segment(BoundRule.OfSegment rule) {
    return criteria.test(rule);
  }

  @Override
  public Boolean list(BoundRule.OfList rule) {
    return criteria.test(rule);
  }
}
