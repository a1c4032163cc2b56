package io.dailysegments.core.explain;

import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.rule.BoundRule;
import java.math.BigDecimal;
import java.util.Optional;

/** What has to be the case for a criterion to hold, or not to hold; how much, of a number. */
final class Missing {
  private final Optional<String> observed;
  private final Need need;

  /**
   * @param observed the value as text; empty: none
   */
  Missing(Optional<String> observed, Need need) {
    this.observed = observed;
    this.need = need;
  }

  /** In words; empty if nothing is needed. */
  Optional<String> of(BoundRule criterion) {
    if (need == Need.NOTHING) {
      return Optional.empty();
    }
    if (criterion instanceof BoundRule.OfBehavior behavior) {
      boolean whole = !(behavior.metric().measure() instanceof Measure.Sum);
      return Optional.of(number(behavior.test(), whole));
    }
    if (criterion instanceof BoundRule.OfLabel label) {
      return Optional.of(label(label));
    }
    return Optional.of(membership(criterion));
  }

  private String label(BoundRule.OfLabel label) {
    if (label.condition() instanceof NumberCondition.Compare compare) {
      LabelType.Kind kind = label.type().kind();
      return number(compare, kind == LabelType.Kind.INT || kind == LabelType.Kind.BIGINT);
    }
    return need == Need.TO_HOLD ? ComparisonWords.toHold(label) : ComparisonWords.toFail(label);
  }

  private String number(NumberCondition.Compare test, boolean whole) {
    return need == Need.TO_HOLD
        ? NumberWords.toHold(test, whole, found())
        : NumberWords.toFail(test, whole, found());
  }

  private String membership(BoundRule criterion) {
    Predicate predicate = new Predicate(Predicate.Verb.IS, RuleWords.place(criterion));
    return need == Need.TO_HOLD ? predicate.must() : predicate.mustNot();
  }

  private Optional<BigDecimal> found() {
    try {
      return observed.map(BigDecimal::new);
    } catch (NumberFormatException e) {
      return Optional.empty(); // an infinite double, from which nothing is far
    }
  }
}
