package io.dailysegments.core.history;

import io.dailysegments.core.time.DayRange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a history says of codes, properties and days, as maps that can be compared. */
final class HistoryContents {
  private HistoryContents() {}

  /**
   * @param times by combination and day
   * @param sums by combination, day and property; never 0
   * @param lastAts by combination
   */
  record Contents(
      SortedMap<String, Long> times,
      SortedMap<String, BigDecimal> sums,
      SortedMap<String, Long> lastAts) {}

  private static Contents empty() {
    return new Contents(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  static Contents of(Iterable<Deed> deeds, DayRange retained) {
    Contents contents = empty();
    for (Deed deed : deeds) {
      if (retained.contains(deed.day())) {
        String combination = deed.code() + new TreeMap<>(deed.properties());
        String entry = combination + deed.day();
        contents.times().merge(entry, deed.times(), Long::sum);
        contents.lastAts().merge(combination, deed.micros(), Math::max);
        deed.sums()
            .forEach((name, sum) -> contents.sums().merge(entry + name, sum, BigDecimal::add));
      }
    }
    contents.sums().replaceAll((entry, sum) -> sum.setScale(UserHistory.SUM_SCALE));
    contents.sums().values().removeIf(sum -> sum.signum() == 0);
    return contents;
  }

  static Contents of(byte[] packed) {
    Contents contents = empty();
    HistoryReader reader = new HistoryReader();
    reader.open(packed);
    while (reader.next()) {
      String combination =
          text(packed, reader.codeStart(), reader.codeEnd()) + properties(reader, packed);
      contents.lastAts().put(combination, reader.lastAt());
      for (int i = 0; i < reader.size(); i++) {
        contents.times().put(combination + day(reader, i), reader.times()[i]);
      }
      PackedSums sums = reader.sums();
      for (int sum = 0; sum < sums.size(); sum++) {
        String name = text(packed, sums.nameStart(sum), sums.nameEnd(sum));
        int length = sums.end(sum) - sums.start(sum);
        contents
            .sums()
            .put(
                combination + day(reader, sums.entry(sum)) + name,
                new BigDecimal(
                    new BigInteger(packed, sums.start(sum), length), UserHistory.SUM_SCALE));
      }
    }
    return contents;
  }

  private static LocalDate day(HistoryReader reader, int entry) {
    return LocalDate.ofEpochDay(reader.days()[entry]);
  }

  private static Map<String, String> properties(HistoryReader reader, byte[] packed) {
    Map<String, String> properties = new TreeMap<>();
    ByteSource source = new ByteSource();
    source.open(packed, reader.propertiesStart());
    while (source.at() < reader.propertiesEnd()) {
      String name = new String(source.text(), StandardCharsets.UTF_8);
      properties.put(name, new String(source.text(), StandardCharsets.UTF_8));
    }
    return properties;
  }

  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
