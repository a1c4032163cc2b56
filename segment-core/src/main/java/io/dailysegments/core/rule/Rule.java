package io.dailysegments.core.rule;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlNode;
import java.util.List;

/**
 * A rule as authored: its names are not looked up yet, and the operands of its labels have no type
 * yet.
 */
public sealed interface Rule {
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
  record All(SourcePosition position, List<Rule> rules) implements Rule {
    public All {
      rules = List.copyOf(rules);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.all(this);
    }
  }

  /** At least one rule holds; nobody without any. */
  record Any(SourcePosition position, List<Rule> rules) implements Rule {
    public Any {
      rules = List.copyOf(rules);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.any(this);
    }
  }

  /** The rule does not hold. */
  record Not(SourcePosition position, Rule rule) implements Rule {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /** A label, compared. */
  record OfLabel(SourcePosition position, Named label, Comparison comparison) implements Rule {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.label(this);
    }
  }

  /**
   * What a user did.
   *
   * @param events any of these, at least one
   * @param where by property; all holding on the same event
   */
  record OfBehavior(
      SourcePosition position,
      List<Named> events,
      List<Where> where,
      DayWindow window,
      Taken taken,
      NumberCondition.Compare test)
      implements Rule {
    public OfBehavior {
      events = List.copyOf(events);
      where = List.copyOf(where);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.behavior(this);
    }
  }

  /** Member of another segment. */
  record OfSegment(SourcePosition position, Named id) implements Rule {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.segment(this);
    }
  }

  /** On an imported list. */
  record OfList(SourcePosition position, Named name) implements Rule {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.list(this);
    }
  }

  /** An operator with its operand, of any kind yet. */
  record Comparison(Named operator, YamlNode operand) {}

  /** A property of an event, compared. */
  record Where(Named property, Comparison comparison) {}

  /** What of the events is compared. */
  sealed interface Taken {
    /** The number of events. */
    record Times() implements Taken {}

    /** The number of days with one. */
    record Days() implements Taken {}

    /** The sum of a number property. */
    record Sum(Named property) implements Taken {}
  }
}
