package io.dailysegments.jobs.generate;

import static io.dailysegments.jobs.generate.Table.row;
import static io.dailysegments.jobs.generate.Times.plusDays;
import static io.dailysegments.jobs.generate.Times.timestamp;

import io.dailysegments.jobs.generate.Cities.City;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Accounts and homes. */
final class Accounts {

  private static final List<String> METHODS =
      List.of("phone", "email", "google", "apple", "wechat");

  private Accounts() {}

  static List<Row> users(WorldSpec world, User user) {
    Dice dice = new Dice(world.seed(), user.number(), "account");
    boolean hasEmail = !user.guest() && dice.chance(0.62);
    boolean hasPhone = !user.guest() && (dice.chance(0.55) || !hasEmail);
    String email = hasEmail ? user.id() + "@example.com" : dice.chance(0.02) ? " " : null;
    String phone =
        hasPhone ? String.format(Locale.ROOT, "+1555%07d", user.number() % 10_000_000) : null;
    Boolean marketing = dice.chance(0.1) ? null : (Boolean) dice.chance(0.45);
    Row account =
        row(
            user.id(),
            user.guest() ? "guest" : "registered",
            user.knownRegistration() ? timestamp(user.registeredAt()) : null,
            timestamp(user.deletedAt()),
            user.guest() ? null : dice.pick(METHODS),
            email,
            phone,
            marketing);
    return dice.chance(0.001) ? List.of(account, broken(user)) : List.of(account);
  }

  /** A row without id, as a failed import leaves it. */
  private static Row broken(User user) {
    return row(null, "registered", timestamp(user.registeredAt()), null, null, null, null, null);
  }

  static List<Row> homes(WorldSpec world, User user) {
    Dice dice = new Dice(world.seed(), user.number(), "homes");
    List<Row> homes = new ArrayList<>();
    int count = dice.pick(10, 75, 12, 3);
    for (int i = 0; i < count; i++) {
      Instant created = plusDays(user.registeredAt(), dice.between(0, 3) + 90.0 * i);
      Optional<Instant> deleted =
          dice.chance(0.08)
              ? Optional.of(plusDays(created, dice.exponential(60)))
              : Optional.empty();
      homes.add(home(user, i, created, deleted, dice));
    }
    return homes;
  }

  /** Some homes name their place, some have coordinates only, some a country only, some nothing. */
  private static Row home(
      User user, int number, Instant created, Optional<Instant> deleted, Dice dice) {
    City city = number == 0 ? user.city() : Cities.pick(dice);
    int kind = dice.pick(50, 25, 18, 5, 2);
    boolean located = kind == 1 || kind == 3;
    double spread = kind == 3 ? 3 : 0.2;
    return row(
        "h" + user.number() + "-" + number,
        user.id(),
        kind == 4
            ? null
            : dice.chance(0.1) ? city.countryCode().toLowerCase(Locale.ROOT) : city.countryCode(),
        kind == 0 ? city.id() : null,
        located ? city.latitude() + dice.between(-spread, spread) : null,
        located ? city.longitude() + dice.between(-spread, spread) : null,
        timestamp(created),
        timestamp(deleted));
  }
}
