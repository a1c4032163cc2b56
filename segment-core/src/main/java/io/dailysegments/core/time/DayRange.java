package io.dailysegments.core.time;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * A range of whole days, both ends included; never empty. The only place for arithmetic on days.
 *
 * @param from the first day
 * @param to the last day, not before {@code from}
 */
public record DayRange(LocalDate from, LocalDate to) {

  public DayRange {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("Cannot make a day range: " + to + " is before " + from);
    }
  }

  /** The {@code days} whole days that end with {@code dataDate}. */
  public static DayRange last(int days, LocalDate dataDate) {
    return new DayRange(dataDate.minusDays(days - 1L), dataDate);
  }

  /** The one day. */
  public static DayRange of(LocalDate day) {
    return new DayRange(day, day);
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  /** The number of days, at least 1. */
  public int size() {
    return Math.toIntExact(ChronoUnit.DAYS.between(from, to)) + 1;
  }

  /** Every day, ascending. */
  public List<LocalDate> days() {
    return from.datesUntil(to.plusDays(1)).toList();
  }
}
