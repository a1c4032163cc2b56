package io.dailysegments.jobs.oracle;

import io.dailysegments.jobs.oracle.Events.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The labels of a day, one user and one rule after the other, as the contract words them. */
final class DayOracle {

  private final RandomWorld world;
  private final Day day;
  private final List<Event> events;
  private final Map<String, List<RawRow>> visible = new HashMap<>();
  private final HomeOracle homes;

  /** Why rows were refused, by input; of events by log date, too. */
  final Map<String, Map<String, Integer>> refused = new TreeMap<>();

  DayOracle(RandomWorld world) {
    this.world = world;
    this.day = world.day();
    Map<LocalDate, Map<String, Integer>> refusedEvents = new TreeMap<>();
    this.events = world.events().upTo(day, refusedEvents);
    refusedEvents.forEach((date, reasons) -> refused.put("app_events " + date, reasons));
    for (Input input : Input.ALL) {
      Input.Checked checked = input.check(world.rows(input.name()));
      refused.put(input.name(), checked.refused());
      visible.put(
          input.name(), checked.used().stream().filter(row -> isVisible(input, row)).toList());
    }
    this.homes = new HomeOracle(visible.get("places"), world.maxDistanceKm());
  }

  private boolean isVisible(Input input, RawRow row) {
    Instant first = input.first().isEmpty() ? null : Reading.time(row.value(input.first()));
    return first == null || day.isBeforeEnd(first);
  }

  /** Every label of every account, by user. */
  SortedMap<String, Map<String, Object>> labels() {
    SortedMap<String, Map<String, Object>> labels = new TreeMap<>();
    for (RawRow user : visible.get("users")) {
      Map<String, Object> row = new TreeMap<>();
      String id = user.value("user_id");
      account(user, row);
      home(id, row);
      activity(id, row);
      devices(id, row);
      services(id, row);
      feedback(id, row);
      mall(id, row);
      mallOrders(id, row);
      value(row);
      labels.put(id, row);
    }
    keepMostCommon("app_version", world.keptVersions(), labels);
    keepMostCommon("phone_model", world.keptModels(), labels);
    return labels;
  }

  private void account(RawRow user, Map<String, Object> row) {
    boolean deleted = day.isBeforeEnd(Reading.time(user.value("deleted_at")));
    row.put("user_type", deleted ? "deleted" : user.value("account_type"));
    row.put("have_email", hasText(user.value("email")));
    row.put("have_phone", hasText(user.value("phone")));
    row.put("registered_at", Reading.time(user.value("registered_at")));
    row.put("registration_method", user.value("registration_method"));
    row.put("accept_marketing", Boolean.TRUE.equals(Reading.flag(user.value("accepts_marketing"))));
  }

  private static boolean hasText(String value) {
    return value != null && value.chars().anyMatch(c -> " \t\r\n\f\u000b".indexOf(c) < 0);
  }

  private void home(String user, Map<String, Object> row) {
    HomeOracle.Names names =
        homes.of(
            of("homes", user).filter(home -> isOpen(home, "deleted_at")).toList(),
            world.countries());
    row.put("country_en", names.countryEn());
    row.put("country_zh", names.countryZh());
    row.put("city_en", names.cityEn());
    row.put("city_zh", names.cityZh());
  }

  private void activity(String user, Map<String, Object> row) {
    List<Event> mine = events.stream().filter(event -> event.user().equals(user)).toList();
    List<Event> retained = mine.stream().filter(event -> isIn(180, event)).toList();
    List<Event> month = mine.stream().filter(event -> isIn(30, event)).toList();
    row.put("platform", platform(last(retained, "platform")));
    row.put("app_version", last(retained, "app_version"));
    row.put("phone_model", last(retained, "phone_model"));
    row.put("active_days_30d", days(month, Event::isActivity));
    row.put("last_active_at", lastTime(retained, Event::isActivity));
    row.put("days_since_active", daysSince(retained));
    row.put("avg_daily_voice_control_30d", count(month, "device_voice_control") / 30.0);
    row.put("avg_daily_panel_taps_30d", count(month, "device_panel_tap") / 30.0);
    row.put("mall_last_visit_at", lastTime(retained, Event::isMall));
    row.put("mall_visit_days_30d", days(month, Event::isMall));
    row.put("mall_activity_30d", mallActivity(month));
    pairing(mine.stream().filter(event -> isIn(90, event)).toList(), row);
  }

  private boolean isIn(int days, Event event) {
    return event.day().isAfter(day.date().minusDays(days));
  }

  private static String last(List<Event> events, String attribute) {
    return events.stream()
        .filter(event -> event.row().value(attribute) != null)
        .max(
            Comparator.comparing(Event::at)
                .thenComparing(event -> event.row().value("event_id"), CodePoints::compare)
                .thenComparing(Event::logDate))
        .map(event -> event.row().value(attribute))
        .orElse(null);
  }

  private String platform(String value) {
    if (value == null) {
      return "Unknown";
    }
    return world.platforms().stream()
        .filter(known -> known.toLowerCase(Locale.ROOT).equals(value.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse("Others");
  }

  private static int days(List<Event> events, Predicate<Event> which) {
    return (int) events.stream().filter(which).map(Event::day).distinct().count();
  }

  private static long count(List<Event> events, String code) {
    return events.stream().filter(event -> event.code().equals(code)).count();
  }

  private static Instant lastTime(List<Event> events, Predicate<Event> which) {
    return events.stream().filter(which).map(Event::at).max(Instant::compareTo).orElse(null);
  }

  private Integer daysSince(List<Event> retained) {
    return retained.stream()
        .filter(Event::isActivity)
        .map(Event::day)
        .max(LocalDate::compareTo)
        .map(last -> (int) (day.date().toEpochDay() - last.toEpochDay()))
        .orElse(null);
  }

  private static BigDecimal mallActivity(List<Event> month) {
    long tenths =
        count(month, "mall_item_browse")
            + 2 * count(month, "mall_item_tap")
            + 3 * count(month, "mall_item_favorite")
            + 4 * count(month, "mall_item_add_to_cart");
    return BigDecimal.valueOf(tenths, 1);
  }

  private static void pairing(List<Event> events, Map<String, Object> row) {
    long successes = results(events, "success");
    long attempts = successes + results(events, "failure");
    row.put("pairing_attempts_90d", attempts);
    row.put("pairing_successes_90d", successes);
    String level = attempts == 0 ? "unpaired" : "low";
    if (attempts > 0 && successes * 10 >= attempts * 5) {
      level = successes * 10 >= attempts * 8 ? "high" : "medium";
    }
    row.put("pairing_success_90d", level);
  }

  private static long results(List<Event> events, String result) {
    String json = "\"result\":\"" + result + "\"";
    return events.stream()
        .filter(event -> event.code().equals("pairing_end"))
        .filter(event -> event.row().raw("properties") != null)
        .filter(event -> event.row().raw("properties").contains(json))
        .count();
  }

  private void devices(String user, Map<String, Object> row) {
    List<RawRow> open =
        visible.get("device_bindings").stream().filter(b -> isOpen(b, "unbound_at")).toList();
    List<RawRow> owned = open.stream().filter(b -> b.value("user_id").equals(user)).toList();
    Set<String> shares = new HashSet<>();
    of("device_shares", user)
        .filter(share -> isOpen(share, "revoked_at"))
        .forEach(share -> shares.add(share.value("device_id")));
    List<RawRow> shared = open.stream().filter(b -> shares.contains(b.value("device_id"))).toList();
    List<RawRow> all = Stream.concat(owned.stream(), shared.stream()).toList();
    for (String category :
        List.of("gateway", "ip_camera", "smart_lock", "smart_speaker", "control_panel")) {
      row.put("have_" + category, all.stream().anyMatch(b -> b.value("category").equals(category)));
    }
    row.put("bound_device_count", distinct(owned));
    row.put("device_count", distinct(all));
    row.put(
        "device_ever_added",
        Stream.concat(of("device_bindings", user), of("device_shares", user))
            .findAny()
            .isPresent());
  }

  private static int distinct(List<RawRow> bindings) {
    return (int) bindings.stream().map(b -> b.value("device_id")).distinct().count();
  }

  private void services(String user, Map<String, Object> row) {
    List<RawRow> placed = of("service_orders", user).toList();
    List<RawRow> completed =
        placed.stream().filter(o -> day.isBeforeEnd(time(o, "completed_at"))).toList();
    List<RawRow> cloud =
        completed.stream().filter(o -> o.value("service").equals("cloud_storage")).toList();
    row.put("vas_subscribed", !completed.isEmpty());
    row.put("vas_orders_placed", (long) placed.size());
    row.put("vas_amount_placed", sum(placed));
    row.put("vas_orders_completed", (long) completed.size());
    row.put("vas_amount_completed", sum(completed));
    row.put("cloud_storage_purchased", !cloud.isEmpty());
    row.put(
        "cloud_storage_expires_at",
        cloud.stream()
            .map(o -> time(o, "expires_at"))
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null));
    row.put(
        "cloud_storage_renewed",
        cloud.stream().anyMatch(o -> Boolean.TRUE.equals(Reading.flag(o.value("is_renewal")))));
  }

  private static BigDecimal sum(List<RawRow> orders) {
    return orders.stream()
        .map(order -> Reading.amount(order.value("amount")))
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  private void feedback(String user, Map<String, Object> row) {
    List<RawRow> issues = of("feedback", user).toList();
    row.put("feedback_count", (long) issues.size());
    row.put("feedback_count_30d", issues.stream().filter(i -> isIn(30, i, "created_at")).count());
    row.put("feedback_count_90d", issues.stream().filter(i -> isIn(90, i, "created_at")).count());
    row.put(
        "resolved_feedback_pct",
        percent(issues, issue -> day.isBeforeEnd(time(issue, "resolved_at"))));
    row.put(
        "positive_review_pct",
        percent(of("reviews", user).toList(), r -> r.value("rating").equals("positive")));
  }

  private static Double percent(List<RawRow> rows, Predicate<RawRow> which) {
    return rows.isEmpty() ? null : 100.0 * rows.stream().filter(which).count() / rows.size();
  }

  private void mall(String user, Map<String, Object> row) {
    row.put(
        "mall_address_entered",
        of("mall_addresses", user).anyMatch(address -> isOpen(address, "deleted_at")));
    List<RawRow> coupons = of("mall_coupons", user).toList();
    row.put("coupon_received", !coupons.isEmpty());
    row.put("coupon_received_180d", coupons.stream().anyMatch(c -> isIn(180, c, "received_at")));
    row.put(
        "coupons_unused",
        coupons.stream().filter(c -> isOpen(c, "used_at") && isOpen(c, "expires_at")).count());
    row.put("cart_item_count", of("mall_cart_items", user).count());
  }

  private void mallOrders(String user, Map<String, Object> row) {
    List<RawRow> orders = of("mall_orders", user).toList();
    row.put(
        "have_unpaid_order",
        orders.stream().anyMatch(o -> isOpen(o, "paid_at") && isOpen(o, "cancelled_at")));
    List<RawRow> ordered = orders.stream().filter(o -> isIn(180, o, "created_at")).toList();
    List<RawRow> paid = orders.stream().filter(o -> isIn(180, o, "paid_at")).toList();
    row.put("items_ordered_180d", items(ordered));
    row.put("amount_ordered_180d", sum(ordered));
    row.put("items_paid_180d", items(paid));
    row.put("amount_paid_180d", sum(paid));
  }

  private static long items(List<RawRow> orders) {
    return orders.stream().mapToLong(o -> Long.parseLong(o.value("item_count"))).sum();
  }

  private static void value(Map<String, Object> row) {
    boolean deleted = row.get("user_type").equals("deleted");
    row.put("lifecycle", deleted ? null : lifecycle(row));
    int devices = (Integer) row.get("device_count");
    String level = devices > 5 ? "advanced" : devices > 1 ? "intermediate" : "elementary";
    row.put("user_level", deleted || devices == 0 ? null : level);
  }

  private static String lifecycle(Map<String, Object> row) {
    if (row.get("device_ever_added").equals(false)) {
      return "novice";
    }
    Integer days = (Integer) row.get("days_since_active");
    if (days == null || days > 30) {
      return "churn";
    }
    return days > 7 ? "silence" : "growth";
  }

  private static void keepMostCommon(
      String label, int keep, Map<String, Map<String, Object>> labels) {
    Map<String, Integer> counts = new HashMap<>();
    for (Map<String, Object> row : labels.values()) {
      if (row.get(label) != null && !row.get("user_type").equals("deleted")) {
        counts.merge((String) row.get(label), 1, Integer::sum);
      }
    }
    List<String> values = new ArrayList<>(counts.keySet());
    Function<String, Integer> falling = value -> -counts.get(value);
    values.sort(Comparator.comparing(falling).thenComparing(CodePoints::compare));
    List<String> kept = values.subList(0, Math.min(keep, values.size()));
    for (Map<String, Object> row : labels.values()) {
      Object value = row.get(label);
      row.put(label, value == null ? "NA" : kept.contains(value) ? value : "Others");
    }
  }

  private Stream<RawRow> of(String input, String user) {
    return visible.get(input).stream().filter(row -> row.value("user_id").equals(user));
  }

  private boolean isOpen(RawRow row, String end) {
    return day.isOpen(time(row, end));
  }

  private boolean isIn(int days, RawRow row, String column) {
    return day.isInLast(days, time(row, column));
  }

  private static Instant time(RawRow row, String column) {
    return Reading.time(row.value(column));
  }

  /** The members of the recommended segments, by their id. */
  Map<String, Set<String>> members(SortedMap<String, Map<String, Object>> labels) {
    return new SegmentOracle(day, events, labels).members();
  }
}
