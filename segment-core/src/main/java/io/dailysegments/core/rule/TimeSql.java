package io.dailysegments.core.rule;

import io.dailysegments.core.condition.TimeCondition;
import io.dailysegments.core.sql.SqlExpression;
import io.dailysegments.core.sql.SqlExpression.Comparison;
import io.dailysegments.core.sql.SqlText;
import io.dailysegments.core.time.BusinessZone;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Conditions on a timestamp as Spark SQL, by the instants between which the days of the zone lie;
 * never null.
 */
final class TimeSql implements TimeCondition.Visitor<String> {
  private final String value;
  private final BusinessZone zone;
  private final LocalDate dataDate;

  TimeSql(String value, BusinessZone zone, LocalDate dataDate) {
    this.value = value;
    this.zone = zone;
    this.dataDate = dataDate;
  }

  @Override
  public String dates(TimeCondition.Dates dates) {
    return SqlExpression.orFalse(within(dates.from(), dates.to()));
  }

  @Override
  public String daysAgo(TimeCondition.DaysAgo daysAgo) {
    LocalDate from = dataDate.minusDays(daysAgo.from());
    LocalDate to = dataDate.minusDays(daysAgo.to());
    return SqlExpression.orFalse(within(Optional.of(from), Optional.of(to)));
  }

  @Override
  public String notInLastDays(TimeCondition.NotInLastDays condition) {
    LocalDate from = dataDate.minusDays(condition.days() - 1L);
    String before = compare(Comparison.LESS, from);
    String after = compare(Comparison.AT_LEAST, dataDate.plusDays(1));
    return SqlExpression.orFalse(SqlExpression.or(before, after));
  }

  @Override
  public String isEmpty(TimeCondition.IsEmpty isEmpty) {
    return isEmpty.empty() ? SqlExpression.isNull(value) : SqlExpression.isNotNull(value);
  }

  private String within(Optional<LocalDate> from, Optional<LocalDate> to) {
    Stream<String> low = from.stream().map(day -> compare(Comparison.AT_LEAST, day));
    Stream<String> high = to.stream().map(day -> compare(Comparison.LESS, day.plusDays(1)));
    return SqlExpression.and(Stream.concat(low, high).toList());
  }

  /** Compares with the first instant of the day. */
  private String compare(Comparison comparison, LocalDate day) {
    return SqlExpression.compare(value, comparison, SqlText.timestamp(zone.startOf(day)));
  }
}
