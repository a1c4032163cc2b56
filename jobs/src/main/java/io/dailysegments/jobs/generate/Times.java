package io.dailysegments.jobs.generate;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Times of what a user has. */
final class Times {

  private Times() {}

  /** Some moments while the user is interested and the account is there, ascending. */
  static List<Instant> moments(WorldSpec world, User user, Dice dice, double mean) {
    Instant until = min(User.end(world), min(user.lostAt(), user.deletedAt().orElse(Instant.MAX)));
    if (!user.registeredAt().isBefore(until)) {
      return List.of();
    }
    Duration span = Duration.between(user.registeredAt(), until);
    List<Instant> moments = new ArrayList<>();
    int count = dice.poisson(mean);
    for (int i = 0; i < count; i++) {
      moments.add(dice.within(user.registeredAt(), span));
    }
    moments.sort(null);
    return moments;
  }

  static Instant plusDays(Instant at, double days) {
    return at.plusMillis((long) (days * Duration.ofDays(1).toMillis()));
  }

  static Timestamp timestamp(Instant at) {
    return Timestamp.from(at);
  }

  static Timestamp timestamp(Optional<Instant> at) {
    return at.map(Timestamp::from).orElse(null);
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
