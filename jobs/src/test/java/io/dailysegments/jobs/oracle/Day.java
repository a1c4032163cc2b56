package io.dailysegments.jobs.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A data date in a zone, with the instants that rules compare with. */
record Day(LocalDate date, ZoneId zone) {

  /** The first instant after the day. */
  Instant end() {
    return startOf(date.plusDays(1));
  }

  /** The first instant of the last so many days. */
  Instant last(int days) {
    return startOf(date.minusDays(days - 1L));
  }

  LocalDate of(Instant time) {
    return time.atZone(zone).toLocalDate();
  }

  boolean isBeforeEnd(Instant time) {
    return time != null && time.isBefore(end());
  }

  /** Whether something that ends then, or never, has not ended by the end of the day. */
  boolean isOpen(Instant ended) {
    return !isBeforeEnd(ended);
  }

  boolean isInLast(int days, Instant time) {
    return isBeforeEnd(time) && !time.isBefore(last(days));
  }

  private Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
