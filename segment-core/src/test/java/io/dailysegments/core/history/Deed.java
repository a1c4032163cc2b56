package io.dailysegments.core.history;

import io.dailysegments.core.activity.Measure.Attribute;
import io.dailysegments.core.time.DayRange;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * A row of the digest.
 *
 * @param values last values of attributes, all of the event that happened at {@code lastAt}
 */
record Deed(
    LocalDate day,
    LocalDate logDate,
    String code,
    Map<String, String> properties,
    long times,
    Map<String, BigDecimal> sums,
    Instant lastAt,
    String eventId,
    Map<Attribute, String> values) {

  void addTo(UserHistory history) {
    history.add(day, code, properties, times, sums, lastAt);
    values.forEach((attribute, value) -> history.last(attribute, utf8(value), moment()));
  }

  private EventMoment moment() {
    return new EventMoment(
        (int) day.toEpochDay(), micros(), utf8(eventId), (int) logDate.toEpochDay());
  }

  long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, lastAt);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The packed history of some deeds. */
  static byte[] packed(Iterable<Deed> deeds, DayRange retained) {
    UserHistory history = new UserHistory();
    deeds.forEach(deed -> deed.addTo(history));
    return history.pack(retained);
  }
}
