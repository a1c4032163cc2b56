package io.dailysegments.jobs.generate;

import static io.dailysegments.jobs.generate.Table.row;
import static io.dailysegments.jobs.generate.Times.plusDays;
import static io.dailysegments.jobs.generate.Times.timestamp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Devices that users pair, unbind, pair again, and share. */
final class Devices {

  private static final List<String> CATEGORIES =
      List.of(
          "light",
          "socket",
          "ip_camera",
          "smart_lock",
          "gateway",
          "smart_speaker",
          "control_panel",
          "sensor",
          "curtain",
          "air_conditioner");
  private static final double[] WEIGHTS = {22, 18, 14, 9, 8, 8, 4, 9, 4, 4};

  private Devices() {}

  /**
   * One pairing of a device that succeeded.
   *
   * @param unboundAt empty: still bound at the end of the world
   */
  record Binding(String deviceId, String category, Instant boundAt, Optional<Instant> unboundAt) {}

  static List<Binding> of(WorldSpec world, User user) {
    Dice dice = new Dice(world.seed(), user.number(), "devices");
    List<Binding> bindings = new ArrayList<>();
    for (int i = 0; i < user.devices(); i++) {
      Instant bound =
          plusDays(user.registeredAt(), i == 0 ? dice.exponential(1) : dice.exponential(60));
      String id = "d" + user.number() + "-" + i;
      String category = CATEGORIES.get(dice.pick(WEIGHTS));
      Optional<Instant> unbound =
          dice.chance(0.12)
              ? Optional.of(plusDays(bound, 0.01 + dice.exponential(40)))
              : Optional.empty();
      bindings.add(new Binding(id, category, bound, unbound));
      if (unbound.isPresent() && dice.chance(0.3)) {
        Instant again = plusDays(unbound.get(), dice.exponential(2));
        bindings.add(new Binding(id, category, again, Optional.empty()));
      }
    }
    return bindings.stream().filter(binding -> user.exists(binding.boundAt())).toList();
  }

  static List<Row> bindings(WorldSpec world, User user) {
    List<Row> rows = new ArrayList<>();
    for (Binding binding : of(world, user)) {
      rows.add(
          row(
              binding.deviceId(),
              user.id(),
              binding.category(),
              timestamp(binding.boundAt()),
              timestamp(binding.unboundAt())));
    }
    return rows;
  }

  /** Devices are shared with the neighbours by number: the family. */
  static List<Row> shares(WorldSpec world, User user) {
    Dice dice = new Dice(world.seed(), user.number(), "shares");
    List<Row> rows = new ArrayList<>();
    for (Binding binding : of(world, user)) {
      if (!dice.chance(0.12)) {
        continue;
      }
      User receiver = User.of(world, (user.number() + 1) % world.users());
      Instant shared = plusDays(binding.boundAt(), dice.exponential(5));
      Optional<Instant> revoked =
          dice.chance(0.15)
              ? Optional.of(plusDays(shared, dice.exponential(30)))
              : Optional.empty();
      if (receiver.exists(shared)) {
        rows.add(row(binding.deviceId(), receiver.id(), timestamp(shared), timestamp(revoked)));
      }
    }
    return rows;
  }
}
