package io.dailysegments.core.condition;

import io.dailysegments.core.canonical.Canonical;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A condition on a timestamp, in whole days of the business zone. Every kind but {@code IsEmpty}
 * and {@code NotInLastDays} is a range of days; relative ones are counted from the data date.
 */
public sealed interface TimeCondition extends ValueCondition {
  /** What can be done with each kind of condition. */
  interface Visitor<R> {
    /** For a range of fixed days. */
    R dates(Dates condition);

    /** For a range of days counted from the data date. */
    R daysAgo(DaysAgo condition);

    /** For the complement of the last days. */
    R notInLastDays(NotInLastDays condition);

    /** For {@code is_empty}. */
    R isEmpty(IsEmpty condition);
  }

  /** Hands the condition to its method of the visitor. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Fixed days, both included; at least one end is there.
   *
   * @param from the first day; empty: without a beginning
   * @param to the last day; empty: without an end
   */
  record Dates(Optional<LocalDate> from, Optional<LocalDate> to) implements TimeCondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dates(this);
    }

    @Override
    public String canonical() {
      return Canonical.list("DATES", text(from), text(to));
    }

    private static String text(Optional<LocalDate> day) {
      return day.map(LocalDate::toString).orElse("");
    }
  }

  /**
   * The days D-{@code from} … D-{@code to}, {@code from} ≥ {@code to}; negative numbers are days
   * after D. The last N days are N-1 … 0, the next N days -1 … -N.
   */
  record DaysAgo(int from, int to) implements TimeCondition {
    public DaysAgo {
      if (from < to) {
        throw new IllegalArgumentException("Cannot reach from " + from + " to " + to + " days ago");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.daysAgo(this);
    }

    @Override
    public String canonical() {
      return Canonical.list("DAYS_AGO", String.valueOf(from), String.valueOf(to));
    }
  }

  /** There is a value, and it is not in the last {@code days} days. */
  record NotInLastDays(int days) implements TimeCondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.notInLastDays(this);
    }

    @Override
    public String canonical() {
      return Canonical.list("NOT_IN_LAST_DAYS", String.valueOf(days));
    }
  }

  /** Whether there is no value, or ({@code empty} false) there is one. */
  record IsEmpty(boolean empty) implements TimeCondition {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.isEmpty(this);
    }

    @Override
    public String canonical() {
      return Canonical.list("IS_EMPTY", String.valueOf(empty));
    }
  }
}
