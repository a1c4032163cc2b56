package io.dailysegments.core.history;

import io.dailysegments.core.activity.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;

/** Takes the value of a metric out of a measurer; empty for none. */
final class Measured implements Measure.Visitor<Optional<Object>> {
  private final HistoryMeasurer measurer;
  private final int metric;

  Measured(HistoryMeasurer measurer, int metric) {
    this.measurer = measurer;
    this.metric = metric;
  }

  @Override
  public Optional<Object> times(Measure.Times measure) {
    return Optional.of(measurer.times(metric));
  }

  @Override
  public Optional<Object> days(Measure.Days measure) {
    return Optional.of(measurer.days(metric));
  }

  @Override
  public Optional<Object> sum(Measure.Sum measure) {
    BigInteger sum =
        measurer.isSumLong(metric)
            ? BigInteger.valueOf(measurer.sumAsLong(metric))
            : measurer.sum(metric);
    return Optional.of(new BigDecimal(sum, UserHistory.SUM_SCALE));
  }

  @Override
  public Optional<Object> lastTime(Measure.LastTime measure) {
    return measurer.isLastTimeMissing(metric)
        ? Optional.empty()
        : Optional.of(measurer.lastTime(metric));
  }

  @Override
  public Optional<Object> lastDay(Measure.LastDay measure) {
    return measurer.isLastDayMissing(metric)
        ? Optional.empty()
        : Optional.of(LocalDate.ofEpochDay(measurer.lastDay(metric)));
  }

  @Override
  public Optional<Object> lastValue(Measure.LastValue measure) {
    return Optional.ofNullable(measurer.lastValue(metric))
        .map(utf8 -> new String(utf8, StandardCharsets.UTF_8));
  }
}
