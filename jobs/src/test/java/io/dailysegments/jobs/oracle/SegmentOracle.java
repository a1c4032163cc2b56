package io.dailysegments.jobs.oracle;

import io.dailysegments.jobs.oracle.Events.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Who is in the recommended segments. */
final class SegmentOracle {

  private final Day day;
  private final List<Event> events;
  private final SortedMap<String, Map<String, Object>> labels;

  SegmentOracle(Day day, List<Event> events, SortedMap<String, Map<String, Object>> labels) {
    this.day = day;
    this.events = events;
    this.labels = labels;
  }

  Map<String, Set<String>> members() {
    Map<String, Predicate<Map<String, Object>>> rules = new TreeMap<>();
    rules.put("accepted-marketing", row -> row.get("accept_marketing").equals(true));
    rules.put(
        "might-return-products",
        row -> row.get("pairing_success_90d").equals("low") || atLeast(row, "feedback_count_90d"));
    rules.put("newly-registered-30d", this::isNew);
    rules.put("registered-without-devices", row -> isNew(row) && row.get("device_count").equals(0));
    rules.put("silence-stage", row -> "silence".equals(row.get("lifecycle")));
    rules.put("churn-stage", row -> "churn".equals(row.get("lifecycle")));
    rules.put("with-gateways", row -> row.get("have_gateway").equals(true));
    rules.put("frequent-feedback", row -> atLeast(row, "feedback_count"));
    rules.put(
        "very-satisfied",
        row ->
            (Integer) row.get("active_days_30d") > 0 && row.get("feedback_count_30d").equals(0L));
    Map<String, Set<String>> members = new TreeMap<>();
    rules.forEach((segment, rule) -> members.put(segment, among(rule)));
    members.put("prefer-mall", preferMall());
    return members;
  }

  private static boolean atLeast(Map<String, Object> row, String label) {
    return (Long) row.get(label) >= 2;
  }

  private boolean isNew(Map<String, Object> row) {
    return row.get("user_type").equals("registered")
        && day.isInLast(30, (Instant) row.get("registered_at"));
  }

  private Set<String> among(Predicate<Map<String, Object>> rule) {
    Set<String> users = new TreeSet<>();
    labels.forEach(
        (user, row) -> {
          if (!row.get("user_type").equals("deleted") && rule.test(row)) {
            users.add(user);
          }
        });
    return users;
  }

  private Set<String> preferMall() {
    Set<String> users = among(row -> true);
    Set<String> shoppers = new TreeSet<>();
    events.stream()
        .filter(event -> event.day().isAfter(day.date().minusDays(30)))
        .filter(
            event ->
                List.of(
                        "mall_item_browse",
                        "mall_item_add_to_cart",
                        "mall_item_favorite",
                        "mall_item_purchase")
                    .contains(event.code()))
        .forEach(event -> shoppers.add(event.user()));
    users.retainAll(shoppers);
    return users;
  }
}
