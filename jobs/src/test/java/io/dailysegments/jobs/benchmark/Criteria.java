package io.dailysegments.jobs.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random criteria of the rule language, as YAML. Every one holds for some users. */
final class Criteria {

  private static final List<String> FLAGS =
      List.of(
          "have_email",
          "have_phone",
          "accept_marketing",
          "have_gateway",
          "have_ip_camera",
          "have_smart_lock",
          "have_smart_speaker",
          "vas_subscribed",
          "cloud_storage_purchased",
          "mall_address_entered",
          "coupon_received_180d",
          "have_unpaid_order",
          "device_ever_added");
  private static final List<String> COUNTS =
      List.of(
          "active_days_30d",
          "bound_device_count",
          "vas_orders_placed",
          "vas_orders_completed",
          "feedback_count",
          "feedback_count_90d",
          "mall_visit_days_30d",
          "coupons_unused",
          "cart_item_count",
          "items_ordered_180d",
          "items_paid_180d",
          "device_count",
          "days_since_active",
          "pairing_attempts_90d");
  private static final List<String> AMOUNTS =
      List.of(
          "vas_amount_placed",
          "vas_amount_completed",
          "amount_ordered_180d",
          "amount_paid_180d",
          "mall_activity_30d",
          "positive_review_pct",
          "resolved_feedback_pct",
          "avg_daily_panel_taps_30d",
          "avg_daily_voice_control_30d");
  private static final List<String> TIMES =
      List.of("registered_at", "last_active_at", "mall_last_visit_at", "cloud_storage_expires_at");
  private static final List<String> TEXTS =
      List.of(
          "country_en, in: [Germany, France, China, Japan]",
          "country_en, not_equals: China",
          "country_zh, equals: 中国",
          "city_en, starts_with: S",
          "city_en, contains: an",
          "city_zh, is_empty: true",
          "user_type, equals: registered",
          "platform, equals: iOS",
          "platform, in: [Android, Others]",
          "app_version, ends_with: '.1'",
          "app_version, equals: '5.20.2'",
          "phone_model, starts_with: 'Model 1'",
          "phone_model, not_in: ['Model 0', 'Model 7', NA]",
          "registration_method, in: [phone, email]",
          "registration_method, is_empty: false",
          "pairing_success_90d, in: [high, medium]",
          "lifecycle, equals: growth",
          "lifecycle, not_in: [churn, novice]",
          "user_level, equals: intermediate",
          "user_level, is_empty: true");
  private static final int[] WINDOWS = {1, 2, 3, 7, 14, 30, 60, 90, 180};

  private final SplittableRandom random;
  private final List<String> codes;

  Criteria(SplittableRandom random, List<String> codes) {
    this.random = random;
    this.codes = List.copyOf(codes);
  }

  /** A criterion on a label of any type. */
  String label() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> "{label: " + pick(TEXTS) + "}";
      case 3, 4 -> "{label: " + pick(FLAGS) + ", equals: " + (random.nextInt(3) > 0) + "}";
      case 5, 6, 7 -> "{label: " + pick(COUNTS) + ", " + number(8) + "}";
      case 8 -> "{label: " + pick(AMOUNTS) + ", " + amount() + "}";
      default -> "{label: " + pick(TIMES) + ", " + time() + "}";
    };
  }

  /** A criterion on behaviour. */
  String behavior() {
    int days = WINDOWS[random.nextInt(WINDOWS.length)];
    return switch (random.nextInt(8)) {
      case 0 ->
          "{behavior: mall_item_purchase, %s, sum: {property: amount, at_least: %d}}"
              .formatted(window(days), 1 + random.nextInt(100));
      case 1 ->
          "{behavior: pairing_end, where: {result: {equals: %s}}, %s, times: {%s}}"
              .formatted(random.nextBoolean() ? "failure" : "success", window(days), number(4));
      case 2 -> "{behavior: %s, %s, performed: false}".formatted(events(), window(days));
      case 3, 4 ->
          "{behavior: %s, %s, days: {at_least: %d}}"
              .formatted(events(), window(days), 1 + random.nextInt(Math.min(days, 4)));
      case 5 -> "{behavior: %s, %s}".formatted(events(), window(days));
      default -> "{behavior: %s, %s, times: {%s}}".formatted(events(), window(days), number(6));
    };
  }

  private String window(int days) {
    return switch (random.nextInt(6)) {
      case 0 -> "days_ago: [%d, 1]".formatted(Math.min(days, 179));
      case 1 ->
          "from: %s, to: %s"
              .formatted(
                  WorldSize.DATA_DATE.minusDays(days + 2L), WorldSize.DATA_DATE.minusDays(2));
      default -> "last_days: " + days;
    };
  }

  private String events() {
    int count = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 1;
    return IntStream.range(0, count)
        .mapToObj(any -> codes.get((int) (codes.size() * Math.pow(random.nextDouble(), 2))))
        .distinct()
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String number(int most) {
    int number = 1 + random.nextInt(most);
    return switch (random.nextInt(9)) {
      case 0 -> "equals: " + (number - 1);
      case 1 -> "at_most: " + number;
      case 2 -> "less_than: " + (number + 1);
      case 3 -> "between: [%d, %d]".formatted(number, number + 5);
      case 4 -> "greater_than: " + number;
      default -> "at_least: " + number;
    };
  }

  private String amount() {
    String amount = String.format(Locale.ROOT, "%.1f", 0.1 + 60 * Math.pow(random.nextDouble(), 3));
    return random.nextInt(3) == 0 ? "less_than: " + amount : "at_least: " + amount;
  }

  private String time() {
    int days = 1 + random.nextInt(120);
    return switch (random.nextInt(6)) {
      case 0 -> "before: " + WorldSize.DATA_DATE.minusDays(days);
      case 1 -> "after: " + WorldSize.DATA_DATE.minusDays(days);
      case 2 -> "days_ago: [%d, %d]".formatted(days + 30, days);
      case 3 -> "not_in_last_days: " + days;
      case 4 -> "is_empty: true";
      default -> "in_last_days: " + days;
    };
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
