package io.dailysegments.core.block;

import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.catalog.LabelType.Kind;
import io.dailysegments.core.condition.TimeCondition;
import io.dailysegments.core.time.BusinessZone;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Conditions on a timestamp as ranges of microseconds since 1970-01-01T00:00:00Z. */
final class TimeKeys implements TimeCondition.Visitor<ValueTest.OfKeys> {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final KeyRange ALL = KeySpace.of(new LabelType(Kind.TIMESTAMP, 0, 0)).keys();

  private final BusinessZone zone;
  private final LocalDate dataDate;

  TimeKeys(BusinessZone zone, LocalDate dataDate) {
    this.zone = zone;
    this.dataDate = dataDate;
  }

  @Override
  public ValueTest.OfKeys dates(TimeCondition.Dates dates) {
    return ValueTest.OfKeys.within(List.of(range(dates.from(), dates.to())));
  }

  @Override
  public ValueTest.OfKeys daysAgo(TimeCondition.DaysAgo ago) {
    LocalDate from = dataDate.minusDays(ago.from());
    LocalDate to = dataDate.minusDays(ago.to());
    return ValueTest.OfKeys.within(List.of(range(Optional.of(from), Optional.of(to))));
  }

  @Override
  public ValueTest.OfKeys notInLastDays(TimeCondition.NotInLastDays condition) {
    LocalDate from = dataDate.minusDays(condition.days() - 1L);
    KeyRange last = range(Optional.of(from), Optional.of(dataDate));
    return ValueTest.OfKeys.within(KeyRange.complement(List.of(last), ALL));
  }

  @Override
  public ValueTest.OfKeys isEmpty(TimeCondition.IsEmpty isEmpty) {
    return isEmpty.empty() ? ValueTest.OfKeys.noValue() : ValueTest.OfKeys.within(List.of(ALL));
  }

  private KeyRange range(Optional<LocalDate> from, Optional<LocalDate> to) {
    BigInteger first = from.map(zone::startOf).map(TimeKeys::micros).orElse(ALL.first());
    BigInteger last =
        to.map(zone::endOf).map(end -> micros(end).subtract(BigInteger.ONE)).orElse(ALL.last());
    return new KeyRange(first, last);
  }

  private static BigInteger micros(Instant instant) {
    return BigInteger.valueOf(instant.getEpochSecond())
        .multiply(BigInteger.valueOf(MICROS_PER_SECOND))
        .add(BigInteger.valueOf(instant.getNano() / NANOS_PER_MICRO));
  }
}
