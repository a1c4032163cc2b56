package io.dailysegments.core.rule;

import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.activity.PropertyFilter;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.EventProperty;
import io.dailysegments.core.condition.NumberCondition.Compare;
import io.dailysegments.core.condition.NumberDomain;
import io.dailysegments.core.condition.NumberDomain.Outcome;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds criteria on behaviour. */
final class BehaviorBinder {
  private static final int SUM_PRECISION = 38;
  private static final int SUM_SCALE = 10;

  private final EventCatalog catalog;
  private final int retentionDays;
  private final Problems problems;

  BehaviorBinder(EventCatalog catalog, int retentionDays, Problems problems) {
    this.catalog = catalog;
    this.retentionDays = retentionDays;
    this.problems = problems;
  }

  /** The criterion; reports what is wrong and is then empty. */
  Optional<BoundRule> bind(Rule.OfBehavior rule) {
    List<EventDefinition> events = events(rule);
    if (events.isEmpty() || events.size() < rule.events().size()) {
      return Optional.empty();
    }
    EventProperties properties = new EventProperties(events, problems);
    List<PropertyFilter> where = where(rule, properties);
    Optional<Measure> measure = measure(rule.taken(), properties);
    if (where.size() < rule.where().size() || measure.isEmpty()) {
      return Optional.empty();
    }
    EventSelection codes =
        new EventSelection.Codes(events.stream().map(EventDefinition::code).toList());
    Metric metric = new Metric(codes, where, rule.window(), measure.get());
    return tested(rule, metric);
  }

  private List<EventDefinition> events(Rule.OfBehavior rule) {
    List<EventDefinition> events = new ArrayList<>();
    for (Named name : rule.events()) {
      Optional<EventDefinition> event = catalog.find(name.text());
      event.ifPresent(events::add);
      if (event.isEmpty()) {
        List<String> known = catalog.events().stream().map(EventDefinition::code).toList();
        String hint = NearestName.hint(name.text(), known);
        problems.error(name.position(), "unknown event '" + name.shown() + "'." + hint);
      }
    }
    return events;
  }

  private List<PropertyFilter> where(Rule.OfBehavior rule, EventProperties properties) {
    List<PropertyFilter> filters = new ArrayList<>();
    for (Rule.Where where : rule.where()) {
      Named property = where.property();
      if (properties.isDeclared(property, EventProperty.Type.STRING)) {
        new TextBinder(problems)
            .bind(where.comparison(), properties.closedSet(property.text()))
            .ifPresent(condition -> filters.add(new PropertyFilter(property.text(), condition)));
      }
    }
    return filters;
  }

  private static Optional<Measure> measure(Rule.Taken taken, EventProperties properties) {
    if (taken instanceof Rule.Taken.Sum sum) {
      return properties.isDeclared(sum.property(), EventProperty.Type.NUMBER)
          ? Optional.of(new Measure.Sum(sum.property().text()))
          : Optional.empty();
    }
    boolean days = taken instanceof Rule.Taken.Days;
    return Optional.of(days ? new Measure.Days() : new Measure.Times());
  }

  private Optional<BoundRule> tested(Rule.OfBehavior rule, Metric metric) {
    NumberDomain domain = domain(metric);
    Compare test = rule.test();
    Outcome outcome = domain.outcome(test);
    SourcePosition position = rule.position();
    if (outcome == Outcome.NEVER) {
      problems.error(position, "can never be true: " + described(metric));
      return Optional.empty();
    }
    if (outcome == Outcome.ALWAYS) {
      problems.warn(position, "is always true: " + described(metric));
      return Optional.of(new BoundRule.All(position, List.of()));
    }
    return Optional.of(new BoundRule.OfBehavior(position, metric, domain.fit(test), test));
  }

  private NumberDomain domain(Metric metric) {
    if (metric.measure() instanceof Measure.Sum) {
      return NumberDomain.decimal(SUM_PRECISION, SUM_SCALE);
    }
    boolean days = metric.measure() instanceof Measure.Days;
    return NumberDomain.whole(0, days ? windowDays(metric) : Long.MAX_VALUE);
  }

  private String described(Metric metric) {
    if (metric.measure() instanceof Measure.Sum) {
      return "a sum has at most 28 digits before the point and 10 behind it";
    }
    return metric.measure() instanceof Measure.Days
        ? "the number of days is a whole number from 0 to " + windowDays(metric)
        : "the number of events is a whole number from 0";
  }

  /** The most days of the window that can hold events, whatever the data date. */
  private int windowDays(Metric metric) {
    return Math.min(retentionDays, metric.window().daysFor(LocalDate.EPOCH).size());
  }
}
