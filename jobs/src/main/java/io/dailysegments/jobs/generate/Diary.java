package io.dailysegments.jobs.generate;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The event log of one user: sessions with a weekday rhythm, pairings, the mall, and how phones
 * deliver them.
 */
final class Diary {

  static final StructType SCHEMA =
      new StructType()
          .add("dt", DataTypes.DateType)
          .add("event_id", DataTypes.StringType)
          .add("user_id", DataTypes.StringType)
          .add("event_time", DataTypes.TimestampType)
          .add("event_code", DataTypes.StringType)
          .add("platform", DataTypes.StringType)
          .add("app_version", DataTypes.StringType)
          .add("phone_model", DataTypes.StringType)
          .add("properties", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));

  private final WorldSpec world;
  private final User user;
  private final Dice dice;
  private final Dice delivery;
  private final boolean shopper;
  private final boolean speaks;
  private final List<Row> rows = new ArrayList<>();
  private int number;

  private Diary(WorldSpec world, User user) {
    this.world = world;
    this.user = user;
    this.dice = new Dice(world.seed(), user.number(), "diary");
    this.delivery = new Dice(world.seed(), user.number(), "delivery");
    this.shopper = Mall.isShopper(world, user);
    this.speaks = dice.chance(0.15);
  }

  /** Every event of a user as it was received, in the columns of {@link #SCHEMA}. */
  static Iterator<Row> of(WorldSpec world, long number) {
    Diary diary = new Diary(world, User.of(world, number));
    diary.pairings();
    world.firstDay().datesUntil(world.lastDay().plusDays(1)).forEach(diary::day);
    return diary.rows.iterator();
  }

  private void day(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    double rhythm = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY ? 1.35 : 0.86;
    int sessions = dice.poisson(user.sessionsPerDay() * rhythm);
    Instant morning = User.start(day).plus(Duration.ofHours(6));
    for (int i = 0; i < sessions; i++) {
      Instant at = dice.within(morning, Duration.ofMinutes(17 * 60 + 50));
      if (user.isActiveAt(at)) {
        session(at);
      }
    }
  }

  private void session(Instant start) {
    Clock clock = new Clock(start);
    if (dice.chance(0.05)) {
      event(
          clock.next(),
          dice.pick(List.of("login_by_password", "login_by_phone", "login_other_ways")));
    }
    event(clock.next(), "page_view");
    int taps = user.devices() == 0 ? 0 : 1 + dice.poisson(1.5);
    for (int i = 0; i < taps; i++) {
      event(clock.next(), "device_card_exposure");
      event(clock.next(), "device_card_tap");
      event(clock.next(), "device_panel_tap");
    }
    if (speaks && dice.chance(0.6)) {
      event(clock.next(), "device_voice_control");
    }
    if (dice.chance(0.15)) {
      event(clock.next(), dice.pick(EXTRAS));
    }
    if (dice.chance(shopper ? 0.3 : 0.02)) {
      mall(clock);
    }
    if (dice.chance(0.002)) {
      event(clock.next(), "beta_widget_tap"); // an event that the catalog does not know
    }
  }

  private static final List<String> EXTRAS =
      List.of(
          "room_management",
          "add_room_tap",
          "add_room_success",
          "scene_home_visit",
          "automation_tab",
          "tap_to_run_tab",
          "scene_create_tap",
          "scene_run_success",
          "scene_create_success",
          "scene_edit",
          "scene_log_view",
          "voice_control_tap",
          "personal_center_enter",
          "settings_enter",
          "third_party_voice_tap",
          "faq_tap",
          "contact_service_tap",
          "service_chat_open",
          "service_chat_satisfied",
          "service_chat_dissatisfied",
          "device_edit_tap",
          "device_rename_confirm",
          "device_remove_from_home");

  /** Each step of the funnel is taken by fewer. */
  private void mall(Clock clock) {
    event(clock.next(), "mall_visit");
    int browsed = 1 + dice.poisson(2);
    for (int i = 0; i < browsed; i++) {
      event(clock.next(), "mall_item_browse");
    }
    if (!dice.chance(0.6)) {
      return;
    }
    event(clock.next(), "mall_item_tap");
    if (dice.chance(0.3)) {
      event(clock.next(), "mall_item_favorite");
    }
    if (!dice.chance(0.35)) {
      return;
    }
    event(clock.next(), "mall_item_add_to_cart");
    if (dice.chance(0.4)) {
      int cents = 500 + dice.below(20_000);
      event(
          clock.next(),
          "mall_item_purchase",
          Map.of("amount", java.math.BigDecimal.valueOf(cents, 2).toPlainString()));
    }
  }

  /**
   * Each device that was bound had its pairing, after some that failed; some users never succeed.
   */
  private void pairings() {
    for (Devices.Binding binding : Devices.of(world, user)) {
      int failures = dice.chance(0.25) ? 1 + dice.poisson(0.7) : 0;
      for (int i = failures; i > 0; i--) {
        pairing(binding.boundAt().minusSeconds(300L * i), "failure");
      }
      pairing(binding.boundAt(), "success");
    }
    if (user.devices() == 0 && dice.chance(0.3)) {
      for (Instant at : Times.moments(world, user, dice, 2)) {
        pairing(at, "failure");
      }
    }
  }

  private void pairing(Instant end, String result) {
    if (user.exists(end.minusSeconds(90))) {
      event(end.minusSeconds(90), "add_device_tap");
      event(end.minusSeconds(60), "pairing_start");
      event(end, "pairing_end", Map.of("result", result));
    }
  }

  private void event(Instant at, String code) {
    event(at, code, null);
  }

  private void event(Instant at, String code, Map<String, String> properties) {
    if (!user.exists(at)) {
      return;
    }
    String id = "e" + user.number() + "-" + number++;
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    int delay = delivery.pick(97, 1.6, 0.8, 0.5, 0.1);
    LocalDate arrived = day.plusDays(delay == 4 ? 12 : delay);
    receive(arrived, id, at, code, properties);
    int again = delivery.pick(99, 0.6, 0.4);
    if (again > 0) {
      receive(arrived.plusDays(again - 1L), id, at, code, properties);
    }
    if (delivery.chance(0.0005)) {
      receive(arrived, id + "x", at, null, properties);
    }
  }

  private void receive(
      LocalDate logDate, String id, Instant at, String code, Map<String, String> properties) {
    if (logDate.isBefore(world.firstDay()) || logDate.isAfter(world.lastDay())) {
      return;
    }
    boolean anonymous = delivery.chance(0.02);
    rows.add(
        RowFactory.create(
            java.sql.Date.valueOf(logDate),
            id,
            user.id(),
            Times.timestamp(at),
            code,
            anonymous ? null : user.platform(),
            anonymous ? null : user.appVersion(),
            anonymous ? null : user.phoneModel(),
            properties == null
                ? null
                : scala.jdk.javaapi.CollectionConverters.asScala(properties)));
  }

  /** Events of a session follow each other within seconds to minutes. */
  private final class Clock {

    private Instant at;

    Clock(Instant start) {
      this.at = start;
    }

    Instant next() {
      Instant now = at;
      at = at.plusMillis(1000 + dice.below(20_000));
      return now;
    }
  }
}
