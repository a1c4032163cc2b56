package io.dailysegments.core.explain;

import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.rule.BoundRule;
import java.math.BigDecimal;
import java.util.Optional;

/** What is missing for a criterion to hold. */
public final class Missing {
  private Missing() {}

  /**
   * In words; how much, where a number is compared with a bound.
   *
   * @param observed the value as text; empty: none
   */
  public static String of(BoundRule criterion, Optional<String> observed) {
    if (criterion instanceof BoundRule.OfBehavior behavior) {
      return number(behavior.test(), observed.orElse("0"));
    }
    if (criterion instanceof BoundRule.OfLabel label) {
      if (observed.isEmpty()) {
        return "a value: it " + ConditionWords.of(label.condition());
      }
      return label.condition() instanceof NumberCondition.Compare compare
          ? number(compare, observed.get())
          : "a value that " + ConditionWords.of(label.condition());
    }
    return "that the user " + RuleWords.criterion(criterion);
  }

  private static String number(NumberCondition.Compare test, String observed) {
    BigDecimal found = new BigDecimal(observed);
    String wanted = ConditionWords.amount(test);
    return switch (test.operator()) {
      case GREATER_THAN, AT_LEAST -> wanted + ": short by " + plain(test.first().subtract(found));
      case LESS_THAN, AT_MOST -> wanted + ": over by " + plain(found.subtract(test.first()));
      case BETWEEN ->
          found.compareTo(test.first()) < 0
              ? wanted + ": short by " + plain(test.first().subtract(found))
              : wanted + ": over by " + plain(found.subtract(test.last()));
      case EQUALS, NOT_EQUALS, IN, NOT_IN -> wanted;
    };
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
