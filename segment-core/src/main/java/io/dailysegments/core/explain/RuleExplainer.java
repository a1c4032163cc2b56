package io.dailysegments.core.explain;

import io.dailysegments.core.explain.ExplainedRule.Kind;
import io.dailysegments.core.rule.BoundRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Explains parts of a rule of which something is needed. */
final class RuleExplainer implements BoundRule.Visitor<ExplainedRule> {
  private final Function<BoundRule, Observation> observations;
  private final Need need;

  RuleExplainer(Function<BoundRule, Observation> observations, Need need) {
    this.observations = observations;
    this.need = need;
  }

  @Override
  public ExplainedRule all(BoundRule.All rule) {
    String words = rule.rules().isEmpty() ? "everybody" : "all of";
    return group(Kind.ALL, words, rule, rule.rules(), Need.TO_FAIL);
  }

  @Override
  public ExplainedRule any(BoundRule.Any rule) {
    String words = rule.rules().isEmpty() ? "nobody" : "at least one of";
    return group(Kind.ANY, words, rule, rule.rules(), Need.TO_HOLD);
  }

  /**
   * @param choice the need that one of the parts alone can meet
   */
  private ExplainedRule group(
      Kind kind, String words, BoundRule rule, List<BoundRule> rules, Need choice) {
    boolean holds = holds(rule);
    Need needed = need.given(holds);
    String one = choice == Need.TO_HOLD ? "one of these is enough" : "one of these less is enough";
    Optional<String> missing =
        needed == choice && rules.size() > 1 ? Optional.of(one) : Optional.empty();
    List<ExplainedRule> parts = rules.stream().map(part -> explained(part, needed)).toList();
    return new ExplainedRule(
        kind, words, holds, Optional.empty(), Optional.empty(), missing, parts);
  }

  @Override
  public ExplainedRule not(BoundRule.Not rule) {
    boolean holds = holds(rule);
    ExplainedRule part = explained(rule.rule(), need.given(holds).opposite());
    return new ExplainedRule(
        Kind.NOT,
        "not",
        holds,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(part));
  }

  @Override
  public ExplainedRule label(BoundRule.OfLabel rule) {
    return criterion(rule);
  }

  @Override
  public ExplainedRule behavior(BoundRule.OfBehavior rule) {
    return criterion(rule);
  }

  @Override
  public ExplainedRule segment(BoundRule.OfSegment rule) {
    return criterion(rule);
  }

  @Override
  public ExplainedRule list(BoundRule.OfList rule) {
    return criterion(rule);
  }

  private ExplainedRule criterion(BoundRule rule) {
    Observation observation = observations.apply(rule);
    Need needed = need.given(observation.holds());
    return new ExplainedRule(
        Kind.CRITERION,
        RuleWords.criterion(rule),
        observation.holds(),
        observation.value(),
        observation.days(),
        new Missing(observation.value(), needed).of(rule),
        List.of());
  }

  private ExplainedRule explained(BoundRule part, Need needed) {
    return part.accept(new RuleExplainer(observations, needed));
  }

  private boolean holds(BoundRule rule) {
    return rule.accept(new Truth(criterion -> observations.apply(criterion).holds()));
  }
}
