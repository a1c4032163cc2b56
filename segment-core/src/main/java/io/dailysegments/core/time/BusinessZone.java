package io.dailysegments.core.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;

/**
 * The time zone whose days the business counts in. Day d is the half-open range from the first
 * instant of the local date d to the first instant of d+1, so days have 23 or 25 hours where the
 * clock changes.
 */
public record BusinessZone(ZoneId id) {

  public BusinessZone {
    Objects.requireNonNull(id, "id");
  }

  /** The first instant of the day, inclusive. */
  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(id).toInstant();
  }

  /** The first instant of the next day: the exclusive end of the day. */
  public Instant endOf(LocalDate day) {
    return startOf(day.plusDays(1));
  }

  /** The day that an instant belongs to. */
  public LocalDate dayOf(Instant instant) {
    LocalDate local = LocalDate.ofInstant(instant, id);
    LocalDate next = local.plusDays(1);
    return instant.isBefore(startOf(next)) ? local : next;
  }
}
