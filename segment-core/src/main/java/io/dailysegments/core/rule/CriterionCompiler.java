package io.dailysegments.core.rule;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.condition.TimeCondition;
import io.dailysegments.core.sql.SqlText;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.core.time.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles each criterion of a segment by itself. */
final class CriterionCompiler implements BoundRule.Visitor<Void> {
  private final BoundSegment segment;
  private final Map<String, BoundSegment> byId;
  private final BusinessZone zone;
  private final LocalDate dataDate;
  private final CriterionSql sql;
  private final List<CompiledCriterion> criteria = new ArrayList<>();

  private CriterionCompiler(
      BoundSegment segment, Map<String, BoundSegment> byId, BusinessZone zone, LocalDate dataDate) {
    this.segment = segment;
    this.byId = byId;
    this.zone = zone;
    this.dataDate = dataDate;
    this.sql = new CriterionSql(zone, dataDate);
  }

  static List<CompiledCriterion> compile(
      BoundSegment segment, Map<String, BoundSegment> byId, BusinessZone zone, LocalDate dataDate) {
    CriterionCompiler compiler = new CriterionCompiler(segment, byId, zone, dataDate);
    segment.rule().accept(compiler);
    return compiler.criteria;
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
    return add(rule, sql.label(rule), SqlText.identifier(rule.label()), days(rule));
  }

  @Override
  public Void behavior(BoundRule.OfBehavior rule) {
    Optional<Metric> metric = VisibleMetric.of(rule.metric(), segment.retentionDays(), dataDate);
    String value =
        metric.map(Metric::column).map(SqlText::identifier).orElse(SqlText.number(BigDecimal.ZERO));
    Optional<DayRange> days = metric.map(visible -> visible.window().daysFor(dataDate));
    return add(rule, sql.behavior(metric, rule.test()), value, days);
  }

  @Override
  public Void segment(BoundRule.OfSegment rule) {
    String filter = FilterWriter.write(byId, byId.get(rule.id()), zone, dataDate).sql();
    return add(rule, filter, filter, Optional.empty());
  }

  @Override
  public Void list(BoundRule.OfList rule) {
    String listed = CriterionSql.list(rule.list().name());
    return add(rule, listed, listed, Optional.empty());
  }

  private Optional<DayRange> days(BoundRule.OfLabel rule) {
    if (rule.condition() instanceof TimeCondition.DaysAgo ago) {
      return Optional.of(
          new DayRange(dataDate.minusDays(ago.from()), dataDate.minusDays(ago.to())));
    }
    return rule.condition() instanceof TimeCondition.NotInLastDays last
        ? Optional.of(DayRange.last(last.days(), dataDate))
        : Optional.empty();
  }

  private Void add(BoundRule rule, String condition, String value, Optional<DayRange> days) {
    criteria.add(new CompiledCriterion(rule, condition, value, days));
    return null;
  }
}
