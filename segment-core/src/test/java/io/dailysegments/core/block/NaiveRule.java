package io.dailysegments.core.block;

import io.dailysegments.core.condition.FlagCondition;
import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TimeCondition;
import io.dailysegments.core.condition.ValueCondition;
import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.rule.BoundSegment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Whether a user is in a segment, read off the rule one row at a time: numbers as decimals, times
 * by their day, segments by asking again. Values are those of {@link Rows}.
 */
final class NaiveRule implements BoundRule.Visitor<Boolean> {
  private final Map<String, BoundSegment> byId;
  private final Map<String, Object> row;

  NaiveRule(Map<String, BoundSegment> byId, Map<String, Object> row) {
    this.byId = byId;
    this.row = row;
  }

  boolean isMember(BoundSegment segment) {
    boolean deleted = "deleted".equals(row.get("user_type"));
    boolean accepts = Boolean.TRUE.equals(row.get("accept_marketing"));
    return (segment.definition().includeDeleted() || !deleted)
        && (!segment.consentRequired() || accepts)
        && segment.rule().accept(this);
  }

  @Override
  public Boolean all(BoundRule.All rule) {
    return rule.rules().stream().allMatch(inner -> inner.accept(this));
  }

  @Override
  public Boolean any(BoundRule.Any rule) {
    return rule.rules().stream().anyMatch(inner -> inner.accept(this));
  }

  @Override
  public Boolean not(BoundRule.Not rule) {
    return !rule.rule().accept(this);
  }

  @Override
  public Boolean label(BoundRule.OfLabel rule) {
    Object value = row.get(rule.label());
    return holds(rule.condition(), "".equals(value) ? null : value);
  }

  @Override
  public Boolean behavior(BoundRule.OfBehavior rule) {
    return compare(rule.test(), row.getOrDefault(rule.metric().column(), 0L));
  }

  @Override
  public Boolean segment(BoundRule.OfSegment rule) {
    return isMember(byId.get(rule.id()));
  }

  @Override
  public Boolean list(BoundRule.OfList rule) {
    Object id = row.get("user_id");
    return id != null && List.copyOf(rule.list().userIds()).contains(id);
  }

  private static boolean holds(ValueCondition condition, Object value) {
    if (condition instanceof TextCondition.IsEmpty empty) {
      return empty.empty() == (value == null);
    }
    if (condition instanceof NumberCondition.IsEmpty empty) {
      return empty.empty() == (value == null);
    }
    if (condition instanceof TimeCondition.IsEmpty empty) {
      return empty.empty() == (value == null);
    }
    return value != null && holdsForValue(condition, value);
  }

  private static boolean holdsForValue(ValueCondition condition, Object value) {
    if (condition instanceof FlagCondition flag) {
      return value.equals(flag.wanted());
    }
    if (condition instanceof TextCondition.Compare text) {
      return compare(text, (String) value);
    }
    if (condition instanceof TimeCondition time) {
      return compare(time, Rules.DHAKA.dayOf((Instant) value));
    }
    return compare((NumberCondition.Compare) condition, value);
  }

  private static boolean compare(TextCondition.Compare text, String value) {
    String first = text.operands().get(0);
    return switch (text.operator()) {
      case EQUALS, IN -> text.operands().contains(value);
      case NOT_EQUALS, NOT_IN -> !text.operands().contains(value);
      case CONTAINS -> value.contains(first);
      case NOT_CONTAINS -> !value.contains(first);
      case STARTS_WITH -> value.startsWith(first);
      case ENDS_WITH -> value.endsWith(first);
    };
  }

  private static boolean compare(TimeCondition time, LocalDate day) {
    LocalDate today = Rules.DATA_DATE;
    if (time instanceof TimeCondition.Dates dates) {
      return dates.from().stream().noneMatch(day::isBefore)
          && dates.to().stream().noneMatch(day::isAfter);
    }
    if (time instanceof TimeCondition.DaysAgo ago) {
      return !day.isBefore(today.minusDays(ago.from())) && !day.isAfter(today.minusDays(ago.to()));
    }
    int days = ((TimeCondition.NotInLastDays) time).days();
    return day.isAfter(today) || !day.isAfter(today.minusDays(days));
  }

  private static boolean compare(NumberCondition.Compare test, Object value) {
    Predicate<BigDecimal> less = operand -> order(value, operand) < 0;
    Predicate<BigDecimal> equal = operand -> order(value, operand) == 0;
    Predicate<BigDecimal> greater = operand -> order(value, operand) > 0;
    return switch (test.operator()) {
      case EQUALS, IN -> test.operands().stream().anyMatch(equal);
      case NOT_EQUALS, NOT_IN -> test.operands().stream().noneMatch(equal);
      case GREATER_THAN -> greater.test(test.first());
      case AT_LEAST -> less.negate().test(test.first());
      case LESS_THAN -> less.test(test.first());
      case AT_MOST -> greater.negate().test(test.first());
      case BETWEEN -> !less.test(test.first()) && !greater.test(test.last());
    };
  }

  private static int order(Object value, BigDecimal operand) {
    if (value instanceof Double number) {
      double nearest = Double.parseDouble(operand.toString());
      boolean bothZero = number == 0 && nearest == 0;
      return bothZero ? 0 : Double.compare(number, nearest);
    }
    return new BigDecimal(value.toString()).compareTo(operand);
  }
}
