package io.dailysegments.core.block;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.catalog.LabelType.Kind;
import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.ValueCondition;
import io.dailysegments.core.list.UserList;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.Rule;
import io.dailysegments.core.rule.SegmentDefinition;
import io.dailysegments.core.rule.SegmentKind;
import io.dailysegments.core.rule.SegmentStatus;
import io.dailysegments.core.time.BusinessZone;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Bound rules and segments. */
final class Rules {
  static final LocalDate DATA_DATE = LocalDate.of(2026, 3, 10);
  static final BusinessZone DHAKA = new BusinessZone(ZoneId.of("Asia/Dhaka"));
  static final int RETENTION_DAYS = 180;
  static final SourcePosition HERE = new SourcePosition("x.yaml", 1, 1);

  static final LabelType STRING = new LabelType(Kind.STRING, 0, 0);
  static final LabelType BOOLEAN = new LabelType(Kind.BOOLEAN, 0, 0);
  static final LabelType INT = new LabelType(Kind.INT, 0, 0);
  static final LabelType BIGINT = new LabelType(Kind.BIGINT, 0, 0);
  static final LabelType DOUBLE = new LabelType(Kind.DOUBLE, 0, 0);
  static final LabelType TIMESTAMP = new LabelType(Kind.TIMESTAMP, 0, 0);

  private Rules() {}

  static LabelType decimal(int precision, int scale) {
    return new LabelType(Kind.DECIMAL, precision, scale);
  }

  /** An active segment over all accounts, deleted ones included, without consent. */
  static BoundSegment everyAccount(String id, BoundRule rule) {
    return segment(id, rule, Consent.NONE, Deleted.INCLUDED);
  }

  static BoundSegment segment(String id, BoundRule rule, Consent consent, Deleted deleted) {
    return segment(id, rule, consent, deleted, SegmentStatus.ACTIVE);
  }

  static BoundSegment segment(
      String id, BoundRule rule, Consent consent, Deleted deleted, SegmentStatus status) {
    boolean required = consent == Consent.REQUIRED;
    SegmentDefinition definition =
        new SegmentDefinition(
            HERE,
            id,
            id,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            SegmentKind.CUSTOM,
            status,
            required,
            deleted == Deleted.INCLUDED,
            new Rule.All(HERE, List.of()),
            "");
    return new BoundSegment(definition, rule, required, RETENTION_DAYS);
  }

  enum Consent {
    NONE,
    REQUIRED
  }

  enum Deleted {
    INCLUDED,
    LEFT_OUT
  }

  static BoundRule all(BoundRule... rules) {
    return new BoundRule.All(HERE, List.of(rules));
  }

  static BoundRule any(BoundRule... rules) {
    return new BoundRule.Any(HERE, List.of(rules));
  }

  static BoundRule not(BoundRule rule) {
    return new BoundRule.Not(HERE, rule);
  }

  static BoundRule member(String id) {
    return new BoundRule.OfSegment(HERE, id);
  }

  static BoundRule label(String name, LabelType type, ValueCondition condition) {
    return new BoundRule.OfLabel(HERE, name, type, condition);
  }

  static BoundRule listed(String name, String... ids) {
    return new BoundRule.OfList(HERE, new UserList(name, new TreeSet<>(List.of(ids))));
  }

  static BoundRule behavior(Metric metric, NumberCondition.Operator operator, String... operands) {
    return new BoundRule.OfBehavior(HERE, metric, number(operator, operands));
  }

  static Metric metric(DayWindow window, Measure measure) {
    EventSelection events = new EventSelection.Codes(List.of("page_view"));
    return new Metric(events, List.of(), window, measure);
  }

  static NumberCondition.Compare number(NumberCondition.Operator operator, String... operands) {
    return new NumberCondition.Compare(operator, Stream.of(operands).map(BigDecimal::new).toList());
  }

  static TextCondition text(TextCondition.Operator operator, String... operands) {
    return new TextCondition.Compare(operator, List.of(operands));
  }

  /** The plan of all of these. */
  static BlockPlan plan(List<BoundSegment> segments) {
    return BlockPlan.of(segments, DHAKA, DATA_DATE);
  }
}
