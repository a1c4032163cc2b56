package io.dailysegments.core.explain;

import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.rule.BoundSegment;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** A rule in plain English: a criterion a line, indented by the group that it is in. */
public final class RuleWords implements BoundRule.Visitor<Void> {
  private final StringBuilder text = new StringBuilder();
  private int depth;

  private RuleWords() {}

  /** The whole rule of a segment, its population and consent included. */
  public static String of(BoundSegment segment) {
    RuleWords words = new RuleWords();
    words.line(
        segment.definition().includeDeleted()
            ? "Accounts, deleted ones included, for which all of this holds:"
            : "Accounts that are not deleted, for which all of this holds:");
    words.depth++;
    words.parts(segment.rule());
    if (segment.consentRequired()) {
      words.line("the user accepts marketing (consent is required)");
    }
    return words.text.toString();
  }

  /** One criterion in one line. */
  static String criterion(BoundRule rule) {
    RuleWords words = new RuleWords();
    rule.accept(words);
    return words.text.toString().strip();
  }

  private void parts(BoundRule rule) {
    if (rule instanceof BoundRule.All all && !all.rules().isEmpty()) {
      all.rules().forEach(part -> part.accept(this));
    } else {
      rule.accept(this);
    }
  }

  @Override
  public Void all(BoundRule.All rule) {
    return group(rule.rules(), "all of:", "everybody");
  }

  @Override
  public Void any(BoundRule.Any rule) {
    return group(rule.rules(), "at least one of:", "nobody");
  }

  private Void group(List<BoundRule> rules, String title, String empty) {
    if (rules.isEmpty()) {
      line(empty);
    } else if (rules.size() == 1) {
      rules.get(0).accept(this);
    } else {
      line(title);
      depth++;
      rules.forEach(rule -> rule.accept(this));
      depth--;
    }
    return null;
  }

  @Override
  public Void not(BoundRule.Not rule) {
    line("not:");
    depth++;
    rule.rule().accept(this);
    depth--;
    return null;
  }

  @Override
  public Void label(BoundRule.OfLabel rule) {
    line(rule.label() + " " + ComparisonWords.says(rule));
    return null;
  }

  @Override
  public Void behavior(BoundRule.OfBehavior rule) {
    line(behavior(rule.metric(), rule.written()));
    return null;
  }

  @Override
  public Void segment(BoundRule.OfSegment rule) {
    line("is " + place(rule));
    return null;
  }

  @Override
  public Void list(BoundRule.OfList rule) {
    line("is " + place(rule));
    return null;
  }

  /** What a user is in or on, by a criterion on a segment or a list. */
  static String place(BoundRule criterion) {
    return criterion instanceof BoundRule.OfSegment segment
        ? "in the segment " + segment.id()
        : "on the list " + ((BoundRule.OfList) criterion).list().name();
  }

  private static String behavior(Metric metric, NumberCondition.Compare test) {
    String what = events(metric) + where(metric);
    String when = DayWords.of(metric.window());
    if (!(metric.measure() instanceof Measure.Sum) && isNever(test)) {
      return "did not do " + what + " " + when;
    }
    String amount = NumberWords.amount(test);
    if (metric.measure() instanceof Measure.Sum sum) {
      return "%s of %s adds up to %s, %s".formatted(sum.property(), what, amount, when);
    }
    if (isEver(test)) {
      return "did " + what + " " + when;
    }
    boolean one = test.last().compareTo(BigDecimal.ONE) == 0;
    String unit = metric.measure() instanceof Measure.Days ? "day" : "time";
    return "did %s %s: %s %s".formatted(what, when, amount, one ? unit : unit + "s");
  }

  private static boolean isEver(NumberCondition.Compare test) {
    return switch (test.operator()) {
      case AT_LEAST -> test.first().compareTo(BigDecimal.ONE) == 0;
      case GREATER_THAN -> test.first().signum() == 0;
      default -> false;
    };
  }

  private static boolean isNever(NumberCondition.Compare test) {
    return switch (test.operator()) {
      case EQUALS, AT_MOST -> test.first().signum() == 0;
      default -> false;
    };
  }

  private static String events(Metric metric) {
    return String.join(" or ", ((EventSelection.Codes) metric.events()).codes());
  }

  private static String where(Metric metric) {
    return metric.where().isEmpty()
        ? ""
        : metric.where().stream()
            .map(filter -> filter.property() + " " + ComparisonWords.says(filter.condition()))
            .collect(Collectors.joining(" and ", " (where ", ")"));
  }

  private void line(String words) {
    String bullet = depth == 0 ? "" : "- ";
    text.append("  ".repeat(Math.max(0, depth - 1))).append(bullet).append(words).append('\n');
  }
}
