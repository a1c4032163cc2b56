package io.dailysegments.core.rule;

import java.util.List;
import java.util.Map;

/** Counts how deep groups nest in a filter; a segment that is referred to is a group, too. */
final class FilterLevels implements BoundRule.Visitor<Integer> {
  private final Map<String, SegmentSize> sizes;

  /**
   * @param sizes of the segments that are referred to; one without a size counts as nothing
   */
  FilterLevels(Map<String, SegmentSize> sizes) {
    this.sizes = sizes;
  }

  @Override
  public Integer all(BoundRule.All rule) {
    return 1 + deepest(rule.rules());
  }

  @Override
  public Integer any(BoundRule.Any rule) {
    return 1 + deepest(rule.rules());
  }

  @Override
  public Integer not(BoundRule.Not rule) {
    return 1 + rule.rule().accept(this);
  }

  @Override
  public Integer label(BoundRule.OfLabel rule) {
    return 0;
  }

  @Override
  public Integer behavior(BoundRule.OfBehavior rule) {
    return 0;
  }

  @Override
  public Integer segment(BoundRule.OfSegment rule) {
    SegmentSize size = sizes.get(rule.id());
    return size == null ? 0 : size.levels();
  }

  @Override
  public Integer list(BoundRule.OfList rule) {
    return 0;
  }

  private int deepest(List<BoundRule> rules) {
    return rules.stream().mapToInt(rule -> rule.accept(this)).max().orElse(0);
  }
}
