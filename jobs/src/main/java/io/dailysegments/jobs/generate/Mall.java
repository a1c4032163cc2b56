package io.dailysegments.jobs.generate;

import static io.dailysegments.jobs.generate.Table.row;
import static io.dailysegments.jobs.generate.Times.plusDays;
import static io.dailysegments.jobs.generate.Times.timestamp;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** What users have and order in the in-app mall. */
final class Mall {

  private Mall() {}

  /** Whether the user likes to shop. */
  static boolean isShopper(WorldSpec world, User user) {
    return new Dice(world.seed(), user.number(), "mall").chance(0.25);
  }

  static List<Row> addresses(WorldSpec world, User user) {
    Dice dice = new Dice(world.seed(), user.number(), "addresses");
    List<Row> rows = new ArrayList<>();
    for (Instant at : Times.moments(world, user, dice, isShopper(world, user) ? 1 : 0.03)) {
      Optional<Instant> deleted =
          dice.chance(0.15) ? Optional.of(plusDays(at, dice.exponential(40))) : Optional.empty();
      rows.add(
          row(
              "a" + user.number() + "-" + rows.size(),
              user.id(),
              timestamp(at),
              timestamp(deleted)));
    }
    return rows;
  }

  static List<Row> coupons(WorldSpec world, User user) {
    Dice dice = new Dice(world.seed(), user.number(), "coupons");
    List<Row> rows = new ArrayList<>();
    for (Instant at : Times.moments(world, user, dice, isShopper(world, user) ? 2 : 0.4)) {
      Instant expires = plusDays(at, dice.chance(0.5) ? 14 : 60);
      Instant used = plusDays(at, dice.exponential(12));
      boolean uses = dice.chance(0.4) && used.isBefore(expires);
      rows.add(
          row(
              "c" + user.number() + "-" + rows.size(),
              user.id(),
              timestamp(at),
              uses ? timestamp(used) : null,
              dice.chance(0.9) ? timestamp(expires) : null));
    }
    return rows;
  }

  static List<Row> cartItems(WorldSpec world, User user) {
    Dice dice = new Dice(world.seed(), user.number(), "cart");
    List<Row> rows = new ArrayList<>();
    for (Instant at : Times.moments(world, user, dice, isShopper(world, user) ? 1.5 : 0.1)) {
      rows.add(row(user.id(), "item" + dice.below(500), timestamp(at)));
    }
    return rows;
  }

  static List<Row> orders(WorldSpec world, User user) {
    Dice dice = new Dice(world.seed(), user.number(), "mall orders");
    List<Row> rows = new ArrayList<>();
    for (Instant at : Times.moments(world, user, dice, isShopper(world, user) ? 1.8 : 0.05)) {
      int items = 1 + dice.poisson(0.7);
      boolean paid = dice.chance(0.75);
      boolean cancelled = !paid && dice.chance(0.5);
      boolean broken = dice.chance(0.002);
      rows.add(
          row(
              "mo" + user.number() + "-" + rows.size(),
              user.id(),
              items,
              new BigDecimal(500 + dice.below(20_000))
                  .movePointLeft(2)
                  .multiply(new BigDecimal(items)),
              timestamp(at),
              paid ? timestamp(plusDays(at, broken ? -1 : dice.exponential(0.1))) : null,
              cancelled ? timestamp(plusDays(at, dice.exponential(2))) : null));
    }
    return rows;
  }
}
