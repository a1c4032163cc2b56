package io.dailysegments.core.block;

import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.rule.BoundSegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arranges segments so that those that another one refers to are before it. */
final class SegmentOrder implements BoundRule.Visitor<Void> {
  private final Map<String, BoundSegment> byId = new HashMap<>();
  private final Map<String, BoundSegment> visited = new HashMap<>();
  private final Map<String, BoundSegment> arranged = new LinkedHashMap<>();

  private SegmentOrder(Collection<BoundSegment> definitions) {
    definitions.forEach(segment -> byId.put(segment.id(), segment));
  }

  /**
   * The segments of these ids and all that they refer to.
   *
   * @throws IllegalArgumentException if there is no segment of such an id, or a circle
   */
  static List<BoundSegment> of(Collection<BoundSegment> definitions, Collection<String> ids) {
    SegmentOrder order = new SegmentOrder(definitions);
    ids.forEach(order::visit);
    return new ArrayList<>(order.arranged.values());
  }

  private void visit(String id) {
    if (arranged.containsKey(id)) {
      return;
    }
    BoundSegment segment = byId.get(id);
    if (segment == null) {
      throw new IllegalArgumentException("Cannot plan segment '" + id + "': there is none");
    }
    if (visited.put(id, segment) != null) {
      throw new IllegalArgumentException("Cannot plan segment '" + id + "': it needs itself");
    }
    segment.rule().accept(this);
    arranged.put(id, segment);
  }

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
    return null;
  }

  @Override
  public Void behavior(BoundRule.OfBehavior rule) {
    return null;
  }

  @Override
  public Void segment(BoundRule.OfSegment rule) {
    visit(rule.id());
    return null;
  }

  @Override
  public Void list(BoundRule.OfList rule) {
    return null;
  }
}
