package io.dailysegments.jobs.benchmark;

import java.time.LocalDate;
import java.util.Locale;

/**
 * How large a world is. Worlds of the same size and seed are the same.
 *
 * @param users accounts
 * @param days log dates in the digest once the night is over, from 2
 * @param eventsPerUserDay about how many events a user has a day
 */
record WorldSize(long users, int days, double eventsPerUserDay, long seed) {

  /** The data date of the measured night; the one before it is published. */
  static final LocalDate DATA_DATE = LocalDate.parse("2026-03-31");

  WorldSize {
    if (users < 100 || days < 2 || eventsPerUserDay <= 0) {
      throw new IllegalArgumentException(
          "Cannot make a world of %d users, %d days and %s events: at least 100, 2 and more than 0"
              .formatted(users, days, eventsPerUserDay));
    }
  }

  /** A name for folders. */
  String slug() {
    return String.format(Locale.ROOT, "world-%d-%d-%s-%d", users, days, eventsPerUserDay, seed);
  }
}
