package io.dailysegments.core.rule;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.condition.ValueCondition;
import io.dailysegments.core.list.UserList;
import io.dailysegments.core.problem.SourcePosition;
import java.util.List;

/**
 * A rule whose names are known and whose operands have the types of what they are compared with.
 */
public sealed interface BoundRule {
  /** Where the rule begins. */
  SourcePosition position();

  /** What can be done with each kind of rule. */
  interface Visitor<R> {
    /** For rules joined by AND. */
    R all(All rule);

    /** For rules joined by OR. */
    R any(Any rule);

    /** For a complement. */
    R not(Not rule);

    /** For a criterion on a label. */
    R label(OfLabel rule);

    /** For a criterion on behaviour. */
    R behavior(OfBehavior rule);

    /** For a reference to a segment. */
    R segment(OfSegment rule);

    /** For a reference to a list. */
    R list(OfList rule);
  }

  /** Hands the rule to its method of the visitor. */
  <R> R accept(Visitor<R> visitor);

  /** Every rule holds; everybody without any. */
  record All(SourcePosition position, List<BoundRule> rules) implements BoundRule {
    public All {
      rules = List.copyOf(rules);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.all(this);
    }
  }

  /** At least one rule holds; nobody without any. */
  record Any(SourcePosition position, List<BoundRule> rules) implements BoundRule {
    public Any {
      rules = List.copyOf(rules);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.any(this);
    }
  }

  /** The rule does not hold. */
  record Not(SourcePosition position, BoundRule rule) implements BoundRule {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /**
   * A label, compared.
   *
   * @param condition of the kind that goes with the type; its numbers are values that the type can
   *     have
   * @param written the same as its author wrote it
   */
  record OfLabel(
      SourcePosition position,
      String label,
      LabelType type,
      ValueCondition condition,
      WrittenComparison written)
      implements BoundRule {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.label(this);
    }
  }

  /**
   * What a user did, compared.
   *
   * @param metric a number of events or days, or a sum; 0 for a user without events
   * @param test with operands that the metric can have
   * @param written the test with the operands of its author
   */
  record OfBehavior(
      SourcePosition position,
      Metric metric,
      NumberCondition.Compare test,
      NumberCondition.Compare written)
      implements BoundRule {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.behavior(this);
    }
  }

  /** Member of another segment, that segment's consent and population included. */
  record OfSegment(SourcePosition position, String id) implements BoundRule {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.segment(this);
    }
  }

  /** On an imported list. */
  record OfList(SourcePosition position, UserList list) implements BoundRule {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.list(this);
    }
  }
}
