package io.dailysegments.jobs.generate;

import io.dailysegments.jobs.generate.Cities.City;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who a user is and how they behave: everything else of the user is made from this and the seed.
 *
 * @param registeredAt when the account was made
 * @param knownRegistration whether the account table knows it
 * @param deletedAt empty: never in this world
 * @param lostAt when the user loses interest; in the far future if never
 * @param awayFrom a quiet time of some weeks begins
 * @param awayTo it ends
 * @param sessionsPerDay on an ordinary day
 * @param devices how many devices the user pairs, about
 */
record User(
    long number,
    Instant registeredAt,
    boolean knownRegistration,
    Optional<Instant> deletedAt,
    Instant lostAt,
    Instant awayFrom,
    Instant awayTo,
    double sessionsPerDay,
    int devices,
    City city,
    String platform,
    String appVersion,
    String phoneModel,
    boolean guest) {

  private static final List<String> IPHONES =
      List.of("iPhone 13", "iPhone 14", "iPhone 15", "iPhone 15 Pro", "iPhone 16", "iPad Air");
  private static final List<String> ANDROIDS =
      List.of(
          "Galaxy S23",
          "Galaxy S24",
          "Galaxy A54",
          "Pixel 8",
          "Pixel 9",
          "Xiaomi 14",
          "Redmi Note 13",
          "OPPO Reno 11",
          "vivo X100",
          "HUAWEI P60",
          "HONOR Magic 6");
  private static final Duration YEAR = Duration.ofDays(365);

  String id() {
    return String.format(Locale.ROOT, "u%08d", number);
  }

  static User of(WorldSpec world, long number) {
    Dice dice = new Dice(world.seed(), number, "user");
    Instant registered = registration(world, dice);
    double rate = new double[] {6, 2, 0.6, 0.05}[dice.pick(5, 35, 40, 20)];
    boolean leaves = dice.chance(0.45);
    Instant lost =
        leaves
            ? registered.plus(Duration.ofHours((long) (24 * dice.exponential(140))))
            : Instant.parse("9999-01-01T00:00:00Z");
    Instant awayFrom = dice.within(start(world.firstDay()), Duration.ofDays(world.days()));
    Duration away = Duration.ofDays(dice.chance(0.3) ? 5 + dice.below(30) : 0);
    Optional<Instant> deleted =
        leaves && dice.chance(0.12)
            ? Optional.of(lost.plus(Duration.ofHours(dice.below(24 * 60))))
            : Optional.empty();
    int kind = dice.pick(52, 45, 2, 1);
    String platform = List.of("Android", "iOS", "HarmonyOS", "ios").get(kind);
    String model = dice.pick(platform.equalsIgnoreCase("ios") ? IPHONES : ANDROIDS);
    return new User(
        number,
        registered,
        !dice.chance(0.01),
        deleted,
        lost,
        awayFrom,
        awayFrom.plus(away),
        rate,
        devices(dice),
        Cities.pick(dice),
        platform,
        version(dice),
        dice.chance(0.03) ? "Model " + dice.below(1000) : model,
        dice.chance(0.08));
  }

  /** Whether the user may do something then: registered, not deleted, interested, not away. */
  boolean isActiveAt(Instant at) {
    boolean quiet = !at.isBefore(awayFrom) && at.isBefore(awayTo);
    return exists(at) && at.isBefore(lostAt) && !quiet;
  }

  /** Whether the account is there then. */
  boolean exists(Instant at) {
    return !at.isBefore(registeredAt) && deletedAt.map(at::isBefore).orElse(true);
  }

  /** The end of what the world knows of a user. */
  static Instant end(WorldSpec world) {
    return start(world.lastDay().plusDays(1));
  }

  static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * Two thirds were there before the first log date; later on more come every week, most at
   * weekends.
   */
  private static Instant registration(WorldSpec world, Dice dice) {
    Instant first = start(world.firstDay());
    if (dice.chance(0.67)) {
      return dice.within(first.minus(YEAR), YEAR);
    }
    double share = Math.sqrt(dice.between(0, 1));
    return first.plusMillis((long) (share * Duration.ofDays(world.days()).toMillis()));
  }

  private static int devices(Dice dice) {
    return dice.chance(0.18) ? 0 : 1 + dice.poisson(dice.chance(0.2) ? 6 : 1.2);
  }

  private static String version(Dice dice) {
    return "5." + (20 - dice.poisson(1.5)) + "." + dice.below(3);
  }
}
