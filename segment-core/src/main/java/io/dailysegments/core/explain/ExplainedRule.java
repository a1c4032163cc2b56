package io.dailysegments.core.explain;

import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.time.DayRange;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A rule, or a part of it, for one user.
 *
 * @param words a criterion in English, with the operand; what joins the parts of a group
 * @param holds whether the part holds by itself
 * @param observed the value of a criterion as text; empty: none
 * @param days that a criterion looked at; empty: none
 * @param missing what has to be the case for the user to become a member; empty if the part is as
 *     it has to be, which under {@code not} is that it does not hold
 * @param parts of a group, in the order written; none of a criterion
 */
public record ExplainedRule(
    Kind kind,
    String words,
    boolean holds,
    Optional<String> observed,
    Optional<DayRange> days,
    Optional<String> missing,
    List<ExplainedRule> parts) {
  /** What a part is. */
  public enum Kind {
    ALL,
    ANY,
    NOT,
    CRITERION
  }

  public ExplainedRule {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(words, "words");
    parts = List.copyOf(parts);
  }

  /**
   * Explains a rule.
   *
   * @param observations what each criterion of the rule finds
   */
  public static ExplainedRule of(BoundRule rule, Function<BoundRule, Observation> observations) {
    return rule.accept(new RuleExplainer(observations, Need.TO_HOLD));
  }
}
