package io.dailysegments.jobs.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which events of a log count, and why the others don't. */
final class Events {

  private static final List<String> OBLIGATORY = List.of("event_id", "user_id", "event_code");

  private final ZoneId zone;
  private final int lateDays;
  private final int dedupDays;
  private final SortedMap<LocalDate, List<RawRow>> log;

  Events(ZoneId zone, int lateDays, int dedupDays, SortedMap<LocalDate, List<RawRow>> log) {
    this.zone = zone;
    this.lateDays = lateDays;
    this.dedupDays = dedupDays;
    this.log = log;
  }

  /** An event that counts. */
  record Event(RawRow row, Instant at, LocalDate day, LocalDate logDate) {

    String user() {
      return row.value("user_id");
    }

    String code() {
      return row.value("event_code");
    }

    boolean isActivity() {
      return !code().equals("device_voice_control");
    }

    boolean isMall() {
      return List.of(
              "mall_visit",
              "mall_item_browse",
              "mall_item_tap",
              "mall_item_favorite",
              "mall_item_add_to_cart",
              "mall_item_purchase")
          .contains(code());
    }
  }

  /** The events of a log date that count; the reasons of the others are added to a count. */
  List<Event> of(LocalDate logDate, Map<String, Integer> refused) {
    Set<List<String>> arrived = arrivedBefore(logDate);
    Map<List<String>, RawRow> kept = new HashMap<>();
    for (RawRow row : log.getOrDefault(logDate, List.of())) {
      String reason = reason(row, logDate);
      List<String> id = id(row);
      if (reason == null && arrived.contains(id)) {
        reason = "duplicate";
      }
      if (reason == null && kept.containsKey(id)) {
        reason = "duplicate";
        kept.merge(id, row, (a, b) -> ORDER.compare(a, b) <= 0 ? a : b);
      }
      if (reason == null) {
        kept.put(id, row);
      } else {
        refused.merge(reason, 1, Integer::sum);
      }
    }
    List<Event> events = new ArrayList<>();
    for (RawRow row : kept.values()) {
      Instant at = at(row);
      events.add(new Event(row, at, at.atZone(zone).toLocalDate(), logDate));
    }
    return events;
  }

  private static final Comparator<RawRow> ORDER =
      Comparator.comparing(Events::at)
          .thenComparing(row -> row.value("event_code"), CodePoints::compare)
          .thenComparing(row -> row.raw("platform"), nullsFirst())
          .thenComparing(row -> row.raw("app_version"), nullsFirst())
          .thenComparing(row -> row.raw("phone_model"), nullsFirst());

  private static Comparator<String> nullsFirst() {
    return Comparator.nullsFirst(CodePoints::compare);
  }

  private String reason(RawRow row, LocalDate logDate) {
    if (at(row) == null || OBLIGATORY.stream().anyMatch(column -> row.value(column) == null)) {
      return "null_key";
    }
    LocalDate day = at(row).atZone(zone).toLocalDate();
    if (day.isBefore(logDate.minusDays(lateDays))) {
      return "late";
    }
    return day.isAfter(logDate) ? "future" : null;
  }

  private Set<List<String>> arrivedBefore(LocalDate logDate) {
    Set<List<String>> ids = new HashSet<>();
    for (int i = 1; i <= dedupDays; i++) {
      for (RawRow row : log.getOrDefault(logDate.minusDays(i), List.of())) {
        if (row.value("user_id") != null && row.value("event_id") != null) {
          ids.add(id(row));
        }
      }
    }
    return ids;
  }

  private static List<String> id(RawRow row) {
    return List.of(String.valueOf(row.value("user_id")), String.valueOf(row.value("event_id")));
  }

  private static Instant at(RawRow row) {
    return Reading.time(row.value("event_time"));
  }

  /** Every event that counts by the end of a day, and has arrived by then. */
  List<Event> upTo(Day day, Map<LocalDate, Map<String, Integer>> refused) {
    List<Event> events = new ArrayList<>();
    for (LocalDate logDate : log.keySet()) {
      if (!logDate.isAfter(day.date())) {
        Map<String, Integer> reasons = new TreeMap<>();
        of(logDate, reasons).stream()
            .filter(event -> !event.day().isAfter(day.date()))
            .forEach(events::add);
        refused.put(logDate, reasons);
      }
    }
    return events;
  }
}
