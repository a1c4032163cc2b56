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

/** Value-added services, and what users say about the service. */
final class Services {

  private static final List<String> SERVICES =
      List.of("cloud_storage", "phone_alert", "sms_alert", "ai_detection");
  private static final BigDecimal[] PRICES = {
    new BigDecimal("4.99"), new BigDecimal("19.90"), new BigDecimal("49.00")
  };

  private Services() {}

  static List<Row> orders(WorldSpec world, User user) {
    Dice dice = new Dice(world.seed(), user.number(), "service orders");
    boolean camera =
        Devices.of(world, user).stream().anyMatch(device -> device.category().equals("ip_camera"));
    List<Instant> moments = Times.moments(world, user, dice, camera ? 1.2 : 0.15);
    List<Row> rows = new ArrayList<>();
    boolean stored = false;
    for (int i = 0; i < moments.size(); i++) {
      String service = SERVICES.get(dice.pick(camera ? 80 : 20, 10, 5, 5));
      Optional<Instant> completed =
          dice.chance(0.85)
              ? Optional.of(plusDays(moments.get(i), dice.exponential(0.02)))
              : Optional.empty();
      Optional<Instant> expires = completed.map(at -> plusDays(at, dice.chance(0.5) ? 30 : 365));
      rows.add(
          row(
              "so" + user.number() + "-" + i,
              user.id(),
              service,
              PRICES[dice.pick(5, 3, 1)].multiply(new BigDecimal(dice.chance(0.002) ? -1 : 1)),
              timestamp(moments.get(i)),
              timestamp(completed),
              timestamp(expires),
              stored && service.equals("cloud_storage")));
      stored |= completed.isPresent() && service.equals("cloud_storage");
    }
    return rows;
  }

  static List<Row> feedback(WorldSpec world, User user) {
    Dice dice = new Dice(world.seed(), user.number(), "feedback");
    List<Instant> moments = Times.moments(world, user, dice, dice.chance(0.04) ? 3 : 0.2);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      Optional<Instant> resolved =
          dice.chance(0.7)
              ? Optional.of(plusDays(moments.get(i), dice.exponential(4)))
              : Optional.empty();
      rows.add(
          row(
              "f" + user.number() + "-" + i,
              user.id(),
              timestamp(moments.get(i)),
              timestamp(resolved)));
    }
    return rows;
  }

  static List<Row> reviews(WorldSpec world, User user) {
    Dice dice = new Dice(world.seed(), user.number(), "reviews");
    List<Row> rows = new ArrayList<>();
    for (Instant at : Times.moments(world, user, dice, 0.25)) {
      String rating =
          List.of("positive", "neutral", "negative", "unknown").get(dice.pick(70, 17, 12.5, 0.5));
      rows.add(row("r" + user.number() + "-" + rows.size(), user.id(), timestamp(at), rating));
    }
    return rows;
  }
}
