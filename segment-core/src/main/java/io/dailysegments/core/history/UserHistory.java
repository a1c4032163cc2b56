package io.dailysegments.core.history;

import io.dailysegments.core.activity.Measure.Attribute;
import io.dailysegments.core.time.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;

/**
 * What one user did, by event code and kept properties, and day: how many events, the sums of
 * number properties, when the last event happened; and the last values of client attributes.
 *
 * <p>Content is added in any order and merges: the same rows, whether added one by one or packed in
 * between, give the same bytes. One object serves one user after another ({@link #clear}) and one
 * thread. It takes some 24 bytes for each day of a combination, and for each combination its texts
 * and some 50 bytes.
 */
public final class UserHistory {
  /** Decimal places of sums. */
  public static final int SUM_SCALE = 10;

  /** The version of the form that is written, the only one that is read. */
  public static final int FORMAT_VERSION = HistoryReader.VERSION;

  private static final int EMPTY_LENGTH = 3;

  private final Combinations combinations = new Combinations();
  private final LastValues lastValues = new LastValues();
  private final DigestRow row = new DigestRow(combinations);
  private final HistoryReader reader = new HistoryReader();
  private final CombinationKey key = new CombinationKey();
  private final HistoryWriter writer = new HistoryWriter(combinations, lastValues);

  /** Forgets the user. */
  public void clear() {
    combinations.clear();
    lastValues.clear();
  }

  /**
   * Begins a row of the digest, which counts once {@link DigestRow#add} is called. The same object
   * is given for every row.
   *
   * @param day the business day, in days since 1970-01-01
   * @param code the event's, in UTF-8
   */
  public DigestRow row(int day, byte[] code) {
    return row.begin(day, code);
  }

  /**
   * Adds what the user did of one event on one day.
   *
   * @param properties the kept ones
   * @param times at least 1
   * @param sums by number property; up to {@link #SUM_SCALE} decimal places
   * @param lastAt when the last of the events happened, to the microsecond
   */
  public void add(
      LocalDate day,
      String code,
      Map<String, String> properties,
      long times,
      Map<String, BigDecimal> sums,
      Instant lastAt) {
    DigestRow added = row(Math.toIntExact(day.toEpochDay()), utf8(code));
    properties.forEach((name, value) -> added.property(utf8(name), utf8(value)));
    sums.forEach(
        (name, sum) ->
            added.sum(
                utf8(name), sum.setScale(SUM_SCALE, RoundingMode.UNNECESSARY).unscaledValue()));
    added.add(times, ChronoUnit.MICROS.between(Instant.EPOCH, lastAt));
  }

  /**
   * Offers a value of a client attribute; the one of the latest event stays.
   *
   * @param value in UTF-8; kept, not copied
   */
  public void last(Attribute attribute, byte[] value, EventMoment moment) {
    lastValues.offer(
        attribute, Objects.requireNonNull(value, "value"), Objects.requireNonNull(moment));
  }

  /**
   * Whether a value of such an event may still become the last one, which whoever has to copy it
   * asks first.
   *
   * @param day the business day of the event, in days since 1970-01-01
   * @param at when it happened, in microseconds since 1970-01-01T00:00Z
   */
  public boolean mayBeLast(Attribute attribute, int day, long at) {
    return lastValues.mayBeLast(attribute, day, at);
  }

  /**
   * Adds a packed history.
   *
   * @throws CorruptHistoryException if it is none; what was added by then stays until {@link
   *     #clear}
   */
  public void merge(byte[] packed) {
    reader.open(packed);
    reader.lastValues().forEach(this::last);
    while (reader.next()) {
      mergeCombination();
    }
  }

  private void mergeCombination() {
    byte[] bytes = reader.array();
    int codeStart = reader.codeStart();
    key.begin(bytes, codeStart, reader.codeEnd() - codeStart);
    int propertiesStart = reader.propertiesStart();
    key.properties(bytes, propertiesStart, reader.propertiesEnd() - propertiesStart);
    int combination = combinations.at(key);
    PackedSums sums = reader.sums();
    int sum = 0;
    for (int i = 0; i < reader.size(); i++) {
      int entry = combinations.entry(combination, reader.days()[i]);
      combinations.entries().addTimes(entry, reader.times()[i]);
      for (; sum < sums.size() && sums.entry(sum) == i; sum++) {
        mergeSum(entry, sum);
      }
    }
    combinations.offerLast(combination, reader.days()[reader.size() - 1], reader.lastAt());
  }

  private void mergeSum(int entry, int sum) {
    PackedSums sums = reader.sums();
    byte[] bytes = reader.array();
    int nameStart = sums.nameStart(sum);
    combinations
        .entries()
        .sum(entry, bytes, nameStart, sums.nameEnd(sum) - nameStart)
        .add(bytes, sums.start(sum), sums.end(sum) - sums.start(sum));
  }

  /**
   * The history as bytes, the same for the same content, without the days before the retained ones.
   * It stays as it is.
   *
   * @param retained the days that may be looked at; the last one is the data date
   * @throws IllegalArgumentException if there is a later day than the data date
   */
  public byte[] pack(DayRange retained) {
    return writer.write(
        Math.toIntExact(retained.from().toEpochDay()), Math.toIntExact(retained.to().toEpochDay()));
  }

  /** Whether a packed history holds nothing. */
  public static boolean isEmpty(byte[] packed) {
    return packed.length == EMPTY_LENGTH;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
