package io.dailysegments.core.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * The criteria of a rule, in the order written.
 *
 * @param segments the segments that it refers to
 * @param lists the lists that it refers to
 */
record RuleParts(
    List<BoundRule.OfLabel> labels,
    List<BoundRule.OfBehavior> behaviors,
    List<BoundRule.OfSegment> segments,
    List<BoundRule.OfList> lists) {
  RuleParts {
    labels = List.copyOf(labels);
    behaviors = List.copyOf(behaviors);
    segments = List.copyOf(segments);
    lists = List.copyOf(lists);
  }

  static RuleParts in(BoundRule rule) {
    Collector collector = new Collector();
    rule.accept(collector);
    return new RuleParts(
        collector.labels, collector.behaviors, collector.segments, collector.lists);
  }

  /** The number of criteria. */
  int size() {
    return labels.size() + behaviors.size() + segments.size() + lists.size();
  }

  private static final class Collector implements BoundRule.Visitor<Void> {
    private final List<BoundRule.OfLabel> labels = new ArrayList<>();
    private final List<BoundRule.OfBehavior> behaviors = new ArrayList<>();
    private final List<BoundRule.OfSegment> segments = new ArrayList<>();
    private final List<BoundRule.OfList> lists = new ArrayList<>();

    @Override
    public Void all(BoundRule.All rule) {
      rule.rules().forEach(inner -> inner.accept(this));
      return null;
    }

    @Override
    public Void any(BoundRule.Any rule) {
      rule.rules().forEach(inner -> inner.accept(this));
      return null;
    }

    @Override
    public Void not(BoundRule.Not rule) {
      return rule.rule().accept(this);
    }

    @Override
    public Void label(BoundRule.OfLabel rule) {
      labels.add(rule);
      return null;
    }

    @Override
    public Void behavior(BoundRule.OfBehavior rule) {
      behaviors.add(rule);
      return null;
    }

    @Override
    public Void segment(BoundRule.OfSegment rule) {
      segments.add(rule);
      return null;
    }

    @Override
    public Void list(BoundRule.OfList rule) {
      lists.add(rule);
      return null;
    }
  }
}
