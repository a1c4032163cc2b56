package io.dailysegments.core.block;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.catalog.LabelType.Kind;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.PopulationSql;
import io.dailysegments.core.rule.VisibleMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the rule of one segment as a formula. */
final class FormulaWriter implements BoundRule.Visitor<Formula> {
  private static final LabelType TEXT = new LabelType(Kind.STRING, 0, 0);
  private static final LabelType FLAG = new LabelType(Kind.BOOLEAN, 0, 0);

  private final BoundSegment segment;
  private final PlanDraft draft;

  private FormulaWriter(BoundSegment segment, PlanDraft draft) {
    this.segment = segment;
    this.draft = draft;
  }

  /** The members of a segment, its population and consent included. */
  static Formula members(BoundSegment segment, PlanDraft draft) {
    List<Formula> parts = new ArrayList<>();
    parts.add(Formula.Slot.of(population(segment)));
    parts.add(segment.rule().accept(new FormulaWriter(segment, draft)));
    if (segment.consentRequired()) {
      BlockColumn consent = BlockColumn.label(PopulationSql.ACCEPT_MARKETING, FLAG);
      parts.add(draft.criteria().slot(consent, new ValueTest.OfFlag(true)));
    }
    return Formula.all(parts);
  }

  /** The slot of the population of a segment. */
  static int population(BoundSegment segment) {
    return segment.definition().includeDeleted()
        ? BlockProgram.EVERYBODY
        : BlockProgram.NOT_DELETED;
  }

  /** The rows that are no deleted accounts; those of unknown type are none. */
  static Formula notDeleted(PlanDraft draft) {
    TextCondition deleted =
        new TextCondition.Compare(TextCondition.Operator.EQUALS, List.of(PopulationSql.DELETED));
    BlockColumn userType = BlockColumn.label(PopulationSql.USER_TYPE, TEXT);
    Formula isDeleted = draft.criteria().slot(userType, new ValueTest.OfText(deleted));
    return Formula.all(List.of(Formula.Slot.of(BlockProgram.EVERYBODY), isDeleted.negated()));
  }

  @Override
  public Formula all(BoundRule.All rule) {
    return Formula.all(each(rule.rules()));
  }

  @Override
  public Formula any(BoundRule.Any rule) {
    return Formula.any(each(rule.rules()));
  }

  @Override
  public Formula not(BoundRule.Not rule) {
    return rule.rule().accept(this).negated();
  }

  @Override
  public Formula label(BoundRule.OfLabel rule) {
    BlockColumn column = BlockColumn.label(rule.label(), rule.type());
    return draft.criteria().slot(column, draft.tests().of(rule.type(), rule.condition()));
  }

  @Override
  public Formula behavior(BoundRule.OfBehavior rule) {
    Optional<Metric> visible =
        VisibleMetric.of(rule.metric(), segment.retentionDays(), draft.dataDate());
    if (visible.isEmpty()) {
      LabelType type = BlockColumn.metric(rule.metric()).type();
      return CriterionTests.holdsForZero(rule.test(), type) ? Formula.EVERYBODY : Formula.NOBODY;
    }
    BlockColumn column = BlockColumn.metric(visible.get());
    draft.metrics().put(column.name(), visible.get());
    return draft.criteria().slot(column, draft.tests().of(column.type(), rule.test()));
  }

  @Override
  public Formula segment(BoundRule.OfSegment rule) {
    return Formula.Slot.of(draft.slotOf(rule.id()));
  }

  @Override
  public Formula list(BoundRule.OfList rule) {
    draft.lists().put(rule.list().name(), rule.list());
    return draft.criteria().slot(BlockColumn.userId(), new ValueTest.OfList(rule.list().name()));
  }

  private List<Formula> each(List<BoundRule> rules) {
    return rules.stream().map(rule -> rule.accept(this)).toList();
  }
}
