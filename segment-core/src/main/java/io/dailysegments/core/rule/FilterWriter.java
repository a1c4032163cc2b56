package io.dailysegments.core.rule;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.list.UserList;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.sql.SqlLines;
import io.dailysegments.core.time.BusinessZone;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the filter of one segment, a criterion a line, and notes what it reads. */
final class FilterWriter implements BoundRule.Visitor<Void> {
  private final Map<String, BoundSegment> byId;
  private final CriterionSql criteria;
  private final LocalDate dataDate;
  private final SqlLines lines = new SqlLines();
  private final SortedSet<String> labels = new TreeSet<>();
  private final Set<Metric> metrics = new LinkedHashSet<>();
  private final SortedMap<String, UserList> lists = new TreeMap<>();
  private final Problems problems = new Problems();
  private BoundSegment current;

  private FilterWriter(
      Map<String, BoundSegment> byId, BoundSegment segment, BusinessZone zone, LocalDate dataDate) {
    this.byId = byId;
    this.current = segment;
    this.criteria = new CriterionSql(zone, dataDate);
    this.dataDate = dataDate;
  }

  /** The filter of a segment; those that it refers to are in the map, by id. */
  static Filter write(
      Map<String, BoundSegment> byId, BoundSegment segment, BusinessZone zone, LocalDate dataDate) {
    FilterWriter writer = new FilterWriter(byId, segment, zone, dataDate);
    writer.members();
    return new Filter(
        writer.lines.text(), writer.labels, writer.metrics, writer.lists, writer.problems);
  }

  @Override
  public Void all(BoundRule.All rule) {
    if (rule.rules().isEmpty()) {
      lines.always(comment(rule.position()));
    } else {
      lines.openAll();
      each(rule.rules());
      lines.close();
    }
    return null;
  }

  @Override
  public Void any(BoundRule.Any rule) {
    if (rule.rules().isEmpty()) {
      lines.never(comment(rule.position()));
    } else {
      lines.openAny();
      each(rule.rules());
      lines.close();
    }
    return null;
  }

  @Override
  public Void not(BoundRule.Not rule) {
    lines.openNot();
    rule.rule().accept(this);
    lines.close();
    return null;
  }

  @Override
  public Void label(BoundRule.OfLabel rule) {
    labels.add(rule.label());
    lines.condition(criteria.label(rule), comment(rule.position()));
    return null;
  }

  @Override
  public Void behavior(BoundRule.OfBehavior rule) {
    Optional<Metric> metric = VisibleMetric.of(rule.metric(), current.retentionDays(), dataDate);
    metric.ifPresent(metrics::add);
    if (metric.isEmpty()) {
      problems.warn(
          rule.position(),
          String.format(
              "no day from 'from' to 'to' is among the %d that end with %s, so nothing was done",
              current.retentionDays(), dataDate));
    }
    lines.condition(criteria.behavior(metric, rule.test()), comment(rule.position()));
    return null;
  }

  @Override
  public Void segment(BoundRule.OfSegment rule) {
    BoundSegment outer = current;
    current = byId.get(rule.id());
    members();
    current = outer;
    return null;
  }

  @Override
  public Void list(BoundRule.OfList rule) {
    lists.put(rule.list().name(), rule.list());
    lines.condition(CriterionSql.list(rule.list().name()), comment(rule.position()));
    return null;
  }

  private void members() {
    lines.openAll();
    SegmentDefinition definition = current.definition();
    if (!definition.includeDeleted()) {
      labels.add(PopulationSql.USER_TYPE);
      lines.condition(PopulationSql.population(definition), "population of " + current.id());
    }
    each(
        current.rule() instanceof BoundRule.All all && !all.rules().isEmpty()
            ? all.rules()
            : List.of(current.rule()));
    if (current.consentRequired()) {
      labels.add(PopulationSql.ACCEPT_MARKETING);
      lines.condition(PopulationSql.consent(), "consent of " + current.id());
    }
    lines.close();
  }

  private void each(List<BoundRule> rules) {
    rules.forEach(rule -> rule.accept(this));
  }

  private String comment(SourcePosition position) {
    return current.id() + ".yaml:" + position.line();
  }

  /** A filter and what it reads. */
  record Filter(
      String sql,
      SortedSet<String> labels,
      Set<Metric> metrics,
      SortedMap<String, UserList> lists,
      Problems problems) {}
}
