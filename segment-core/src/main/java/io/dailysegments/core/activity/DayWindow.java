package io.dailysegments.core.activity;

import java.time.LocalDate;
import java.util.Objects;

/** Which days, seen from the data date D. */
public sealed interface DayWindow {

  /** The {@code days} whole days that end with D. */
  record LastDays(int days) implements DayWindow {}

  /** The days D-{@code from} … D-{@code to}, {@code from} ≥ {@code to} ≥ 0. */
  record DaysAgo(int from, int to) implements DayWindow {}

  /** Fixed days, both included. */
  record Dates(LocalDate from, LocalDate to) implements DayWindow {
    public Dates {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
    }
  }
}
