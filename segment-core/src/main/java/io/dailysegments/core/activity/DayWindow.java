package io.dailysegments.core.activity;

import io.dailysegments.core.time.DayRange;
import java.time.LocalDate;
import java.util.Objects;

/** Which days, seen from the data date D. */
public sealed interface DayWindow {
  /** The days of the window for a data date. */
  DayRange daysFor(LocalDate dataDate);

  /**
   * A readable name of letters, digits and underscores, the same for windows that are always the
   * same days.
   */
  String slug();

  /**
   * The {@code days} whole days that end with D.
   *
   * @param days at least 1
   */
  record LastDays(int days) implements DayWindow {
    public LastDays {
      if (days < 1) {
        throw new IllegalArgumentException("Cannot look at the last " + days + " days");
      }
    }

    @Override
    public DayRange daysFor(LocalDate dataDate) {
      return DayRange.last(days, dataDate);
    }

    @Override
    public String slug() {
      return "last_" + days + "_days";
    }
  }

  /** The days D-{@code from} … D-{@code to}, {@code from} ≥ {@code to} ≥ 0. */
  record DaysAgo(int from, int to) implements DayWindow {
    public DaysAgo {
      if (from < to || to < 0) {
        throw new IllegalArgumentException("Cannot look from " + from + " to " + to + " days ago");
      }
    }

    @Override
    public DayRange daysFor(LocalDate dataDate) {
      return new DayRange(dataDate.minusDays(from), dataDate.minusDays(to));
    }

    @Override
    public String slug() {
      return to == 0 ? new LastDays(from + 1).slug() : "from_" + from + "_to_" + to + "_days_ago";
    }
  }

  /** Fixed days, both included. */
  record Dates(LocalDate from, LocalDate to) implements DayWindow {
    public Dates {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("Cannot look from " + from + " to " + to);
      }
    }

    @Override
    public DayRange daysFor(LocalDate dataDate) {
      return new DayRange(from, to);
    }

    @Override
    public String slug() {
      return ("from_" + from + "_to_" + to).replace('-', '_');
    }
  }
}
