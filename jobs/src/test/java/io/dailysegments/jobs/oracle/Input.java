package io.dailysegments.jobs.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the contract says of a user table. Columns are written {@code name:type} with a star for an
 * obligatory one; types are {@code s}tring, {@code t}ime, {@code a}mount, {@code i}nt, {@code
 * d}egrees, {@code b}oolean.
 */
record Input(
    String name, String columns, String first, List<String> key, Map<String, List<String>> values) {

  private static Input of(String name, String columns, String first, String... key) {
    return new Input(name, columns, first, List.of(key), Map.of());
  }

  private Input where(String column, String... allowed) {
    return new Input(name, columns, first, key, Map.of(column, List.of(allowed)));
  }

  static final List<Input> ALL =
      List.of(
          of(
                  "users",
                  "user_id:s* account_type:s* registered_at:t deleted_at:t"
                      + " registration_method:s email:s phone:s accepts_marketing:b",
                  "registered_at",
                  "user_id")
              .where("account_type", "guest", "registered"),
          of(
              "homes",
              "home_id:s* user_id:s* country_code:s place_id:s latitude:d longitude:d"
                  + " created_at:t* deleted_at:t",
              "created_at",
              "home_id"),
          of(
              "places",
              "place_id:s* country_code:s* city_en:s* city_zh:s latitude:d longitude:d",
              "",
              "place_id"),
          of(
              "device_bindings",
              "device_id:s* user_id:s* category:s* bound_at:t* unbound_at:t",
              "bound_at",
              "device_id",
              "user_id",
              "bound_at"),
          of(
              "device_shares",
              "device_id:s* user_id:s* shared_at:t* revoked_at:t",
              "shared_at",
              "device_id",
              "user_id",
              "shared_at"),
          of(
              "service_orders",
              "order_id:s* user_id:s* service:s* amount:a* created_at:t* completed_at:t"
                  + " expires_at:t is_renewal:b",
              "created_at",
              "order_id"),
          of(
              "feedback",
              "feedback_id:s* user_id:s* created_at:t* resolved_at:t",
              "created_at",
              "feedback_id"),
          of(
                  "reviews",
                  "review_id:s* user_id:s* created_at:t* rating:s*",
                  "created_at",
                  "review_id")
              .where("rating", "positive", "neutral", "negative"),
          of(
              "mall_addresses",
              "address_id:s* user_id:s* created_at:t* deleted_at:t",
              "created_at",
              "address_id"),
          of(
              "mall_coupons",
              "coupon_id:s* user_id:s* received_at:t* used_at:t expires_at:t",
              "received_at",
              "coupon_id"),
          of(
              "mall_cart_items",
              "user_id:s* item_id:s* added_at:t*",
              "added_at",
              "user_id",
              "item_id"),
          of(
              "mall_orders",
              "order_id:s* user_id:s* item_count:i* amount:a* created_at:t* paid_at:t"
                  + " cancelled_at:t",
              "created_at",
              "order_id"));

  static Input named(String name) {
    return ALL.stream().filter(input -> input.name.equals(name)).findFirst().orElseThrow();
  }

  /** The columns with their types. */
  Map<String, Character> types() {
    Map<String, Character> types = new java.util.LinkedHashMap<>();
    for (String column : columns.split(" ", -1)) {
      types.put(column.substring(0, column.indexOf(':')), column.charAt(column.indexOf(':') + 1));
    }
    return types;
  }

  /** The reason why a row is refused; null if it is used, or only a duplicate. */
  String reason(RawRow row) {
    if (types().keySet().stream().anyMatch(c -> isObligatory(c) && value(c, row) == null)) {
      return "null_key";
    }
    if (values.entrySet().stream().anyMatch(e -> !e.getValue().contains(row.value(e.getKey())))) {
      return "unknown_value";
    }
    for (String column : types().keySet()) {
      if ("ai".indexOf(types().get(column)) >= 0 && number(column, row).signum() < 0) {
        return "negative";
      }
    }
    return endsBeforeStart(row) ? "end_before_start" : null;
  }

  private java.math.BigDecimal number(String column, RawRow row) {
    return (java.math.BigDecimal) value(column, row);
  }

  private boolean endsBeforeStart(RawRow row) {
    Instant start = first.isEmpty() ? null : Reading.time(row.value(first));
    if (start == null) {
      return false;
    }
    return types().keySet().stream()
        .filter(column -> types().get(column) == 't' && !column.equals(first))
        .map(column -> Reading.time(row.value(column)))
        .anyMatch(time -> time != null && time.isBefore(start));
  }

  private boolean isObligatory(String column) {
    return Arrays.stream(columns.split(" ", -1))
        .anyMatch(text -> text.startsWith(column + ":") && text.endsWith("*"));
  }

  /** A value as read, comparable; null if missing or unreadable. */
  Comparable<?> value(String column, RawRow row) {
    String text = row.value(column);
    return switch (types().get(column)) {
      case 't' -> Reading.time(text);
      case 'a' -> Reading.amount(text);
      case 'i' -> Reading.number(text);
      case 'd' -> Reading.degrees(text);
      case 'b' -> Reading.flag(text);
      default -> text;
    };
  }

  /** The rows that are used, and how many were refused by reason. */
  Checked check(List<RawRow> rows) {
    Map<String, Integer> refused = new TreeMap<>();
    Map<List<Object>, RawRow> kept = new HashMap<>();
    for (RawRow row : rows) {
      String reason = reason(row);
      if (reason != null) {
        refused.merge(reason, 1, Integer::sum);
        continue;
      }
      List<Object> id = new ArrayList<>();
      key.forEach(column -> id.add(value(column, row)));
      RawRow other = kept.get(id);
      if (other != null) {
        refused.merge("duplicate", 1, Integer::sum);
      }
      if (other == null || better().compare(row, other) < 0) {
        kept.put(id, row);
      }
    }
    return new Checked(List.copyOf(kept.values()), refused);
  }

  record Checked(List<RawRow> used, Map<String, Integer> refused) {}

  /** Latest first time, then the smallest row in the table's column order, nulls last. */
  private Comparator<RawRow> better() {
    String time = first.isEmpty() ? key.get(0) : first;
    Comparator<RawRow> order = by(time, Comparator.nullsFirst(comparator())).reversed();
    for (String column : types().keySet()) {
      order = order.thenComparing(by(column, Comparator.nullsLast(comparator())));
    }
    return order;
  }

  private Comparator<RawRow> by(String column, Comparator<Comparable<?>> order) {
    Function<RawRow, Comparable<?>> value = row -> sortValue(column, row);
    return Comparator.comparing(value, order);
  }

  /** A text stands as it is in the row, so an empty one is before any other. */
  private Comparable<?> sortValue(String column, RawRow row) {
    return types().get(column) == 's' ? row.raw(column) : value(column, row);
  }

  @SuppressWarnings("unchecked")
  private static Comparator<Comparable<?>> comparator() {
    return (a, b) ->
        a instanceof String text
            ? CodePoints.compare(text, (String) b)
            : ((Comparable<Object>) a).compareTo(b);
  }
}
