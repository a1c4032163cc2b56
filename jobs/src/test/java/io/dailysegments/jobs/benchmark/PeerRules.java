package io.dailysegments.jobs.benchmark;

import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.condition.FlagCondition;
import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TimeCondition;
import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.rule.BoundSegment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Filters of segments over the peer's table {@code labels}, made from bound rules. */
final class PeerRules implements BoundRule.Visitor<String> {

  private final Map<String, BoundSegment> byId;
  private final PeerMetrics metrics;
  private final LocalDate dataDate;

  PeerRules(Map<String, BoundSegment> byId, PeerMetrics metrics, LocalDate dataDate) {
    this.byId = byId;
    this.metrics = metrics;
    this.dataDate = dataDate;
  }

  /** Who is a member. */
  String members(BoundSegment segment) {
    String population = segment.definition().includeDeleted() ? "" : "user_type <> 'deleted' AND ";
    String consent = segment.consentRequired() ? " AND accept_marketing" : "";
    return population + segment.rule().accept(this) + consent;
  }

  @Override
  public String all(BoundRule.All rule) {
    return joined(rule.rules(), " AND ", "true");
  }

  @Override
  public String any(BoundRule.Any rule) {
    return joined(rule.rules(), " OR ", "false");
  }

  private String joined(List<BoundRule> rules, String by, String empty) {
    return rules.isEmpty()
        ? empty
        : rules.stream().map(rule -> rule.accept(this)).collect(Collectors.joining(by, "(", ")"));
  }

  @Override
  public String not(BoundRule.Not rule) {
    return "(NOT " + rule.rule().accept(this) + ")";
  }

  @Override
  public String label(BoundRule.OfLabel rule) {
    String label = rule.label();
    if (rule.condition() instanceof TextCondition text) {
      return PeerSql.text(label, text);
    }
    if (rule.condition() instanceof FlagCondition flag) {
      return PeerSql.flag(label, flag.wanted());
    }
    if (rule.condition() instanceof TimeCondition time) {
      return PeerSql.time(label, time, dataDate);
    }
    boolean real = rule.type().kind() == LabelType.Kind.DOUBLE;
    return PeerSql.number(
        label,
        (NumberCondition) rule.condition(),
        number -> number.toPlainString() + (real ? "::DOUBLE" : ""));
  }

  @Override
  public String behavior(BoundRule.OfBehavior rule) {
    return PeerSql.number(metrics.column(rule.metric()), rule.test(), BigDecimal::toPlainString);
  }

  @Override
  public String segment(BoundRule.OfSegment rule) {
    return "(" + members(byId.get(rule.id())) + ")";
  }

  @Override
  public String list(BoundRule.OfList rule) {
    throw new UnsupportedOperationException("The benchmark makes no lists: " + rule);
  }
}
