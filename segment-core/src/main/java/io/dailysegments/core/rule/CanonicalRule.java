package io.dailysegments.core.rule;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.canonical.Canonical;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Writes a rule as a text that is the same for rules that differ only in order, repetition, or
 * groups that join nothing.
 */
final class CanonicalRule implements BoundRule.Visitor<String> {
  private final UnaryOperator<String> segmentText;
  private final Function<Metric, String> metricText;

  /**
   * @param segmentText what stands for a segment that is referred to, by its id
   * @param metricText what stands for a metric
   */
  CanonicalRule(UnaryOperator<String> segmentText, Function<Metric, String> metricText) {
    this.segmentText = segmentText;
    this.metricText = metricText;
  }

  String write(BoundRule rule) {
    return rule.accept(this);
  }

  @Override
  public String all(BoundRule.All rule) {
    SortedSet<String> parts = new TreeSet<>();
    rule.rules().forEach(inner -> addConjuncts(inner, parts));
    return joined("all", parts);
  }

  @Override
  public String any(BoundRule.Any rule) {
    SortedSet<String> parts = new TreeSet<>();
    rule.rules().forEach(inner -> addDisjuncts(inner, parts));
    return joined("any", parts);
  }

  @Override
  public String not(BoundRule.Not rule) {
    return rule.rule() instanceof BoundRule.Not inner
        ? write(inner.rule())
        : Canonical.list("not", write(rule.rule()));
  }

  @Override
  public String label(BoundRule.OfLabel rule) {
    return Canonical.list("label", Canonical.text(rule.label()), rule.condition().canonical());
  }

  @Override
  public String behavior(BoundRule.OfBehavior rule) {
    return Canonical.list("behavior", metricText.apply(rule.metric()), rule.test().canonical());
  }

  @Override
  public String segment(BoundRule.OfSegment rule) {
    return Canonical.list("segment", Canonical.text(segmentText.apply(rule.id())));
  }

  @Override
  public String list(BoundRule.OfList rule) {
    return Canonical.list("list", Canonical.text(rule.list().fingerprint()));
  }

  private void addConjuncts(BoundRule rule, SortedSet<String> parts) {
    if (rule instanceof BoundRule.All all) {
      all.rules().forEach(part -> addConjuncts(part, parts));
    } else {
      parts.add(write(rule));
    }
  }

  private void addDisjuncts(BoundRule rule, SortedSet<String> parts) {
    if (rule instanceof BoundRule.Any any) {
      any.rules().forEach(part -> addDisjuncts(part, parts));
    } else {
      parts.add(write(rule));
    }
  }

  private static String joined(String tag, SortedSet<String> parts) {
    return parts.size() == 1 ? parts.first() : Canonical.list(tag, parts.stream());
  }
}
