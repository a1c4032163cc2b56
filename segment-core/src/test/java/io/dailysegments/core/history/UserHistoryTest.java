package io.dailysegments.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dailysegments.core.activity.Measure.Attribute;
import io.dailysegments.core.time.DayRange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserHistoryTest {
  private static final LocalDate DATA_DATE = Histories.DATA_DATE;
  private static final DayRange RETAINED = DayRange.last(180, DATA_DATE);

  static LongStream seeds() {
    return HistoryMeasurerTest.seeds();
  }

  @Test
  void theFormIsAsItIsWrittenDown() {
    UserHistory history = new UserHistory();
    Instant noon = Instant.parse("1970-01-03T00:00:00.000001Z");
    history.add(day(2), "tap", Map.of("b", "2", "a", "1"), 1, Map.of(), noon);
    history.add(day(1), "tap", Map.of(), 300, Map.of("x", new BigDecimal("-1E-10")), noon);
    history.add(day(4), "tap", Map.of("b", "2", "a", "1"), 1, Map.of(), noon.plusSeconds(172_800));
    EventMoment moment = new EventMoment(4, 4 * 86_400_000_000L + 3, Deed.utf8("e"), 5);
    history.last(Attribute.PLATFORM, Deed.utf8("i"), moment);
    history.last(Attribute.PHONE_MODEL, Deed.utf8("m"), moment);

    assertThat(HexFormat.of().formatHex(history.pack(new DayRange(day(0), day(6)))))
        .isEqualTo(
            "01" // version
                + "25"
                + "0169"
                + "08"
                + "06"
                + "0165"
                + "02"
                + "016d" // last values
                + "01"
                + "02" // one code, first day 1
                + "03746170"
                + "02" // tap has two combinations
                + "00"
                + "03"
                + "01"
                + "0178" // no properties, one day, sums of x
                + "03"
                + "ac02"
                + "01"
                + "00"
                + "01ff" // day 1: 300 times, x -1
                + "8280bbdd8305" // a day and a microsecond later
                + "08"
                + "01610131"
                + "01620132"
                + "04" // a=1, b=2; two days
                + "04"
                + "04"
                + "02"); // days 2 and 4, once each
  }

  @Test
  void daysBeforeTheRetainedOnesAreDropped() {
    UserHistory history = new UserHistory();
    DayRange retained = DayRange.last(2, DATA_DATE);
    Deed kept = deed(1, "a");
    List.of(deed(2, "a"), kept, deed(2, "b")).forEach(deed -> deed.addTo(history));

    assertThat(history.pack(retained)).isEqualTo(Deed.packed(List.of(kept), retained));
    assertThat(UserHistory.isEmpty(Deed.packed(List.of(deed(2, "a")), retained))).isTrue();
  }

  @Test
  void aDayAfterTheDataDateIsRefused() {
    UserHistory history = new UserHistory();
    deed(0, "a").addTo(history);

    assertThatThrownBy(() -> history.pack(DayRange.last(9, DATA_DATE.minusDays(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot pack the history of 2026-03-09: it has events of 2026-03-10");
  }

  @Test
  void theNumberOfEventsIsPositiveAndFitsABigint() {
    UserHistory history = new UserHistory();
    DigestRow row = history.row(1, Deed.utf8("a"));

    assertThatThrownBy(() -> row.add(0, 0)).hasMessage("Cannot add to a history: 0 events");
    history.row(1, Deed.utf8("a")).add(Long.MAX_VALUE, 0);
    assertThatThrownBy(() -> history.row(1, Deed.utf8("a")).add(1, 0))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aClearedHistoryIsEmptyHoweverGreatItWas() {
    UserHistory history = new UserHistory();
    for (int i = 0; i < 200_000; i++) {
      history
          .row(i % 100, Deed.utf8("a"))
          .property(Deed.utf8("p"), Deed.utf8("v" + i))
          .sum(Deed.utf8("s"), BigInteger.ONE)
          .add(1, 0);
    }
    byte[] great = history.pack(new DayRange(day(0), day(100)));
    history.clear();
    deed(0, "a").addTo(history);

    assertThat(great).hasSizeGreaterThan(2_000_000);
    assertThat(history.pack(RETAINED)).isEqualTo(Deed.packed(List.of(deed(0, "a")), RETAINED));
    history.clear();
    history.merge(great);
    assertThat(history.pack(new DayRange(day(0), day(100)))).isEqualTo(great);
  }

  @Test
  void anotherVersionIsRefused() {
    assertThatThrownBy(() -> new UserHistory().merge(new byte[] {2, 0, 0}))
        .isInstanceOf(CorruptHistoryException.class)
        .hasMessage(
            "Cannot read a packed history: it has version 2, not 1. Rebuild it from the digest.");
  }

  @Test
  void bytesBehindTheEndAreRefusedAndMissingOnesToo() {
    UserHistory history = new UserHistory();
    byte[] packed = Deed.packed(new Histories(3).deeds(RETAINED), RETAINED);

    assertThatThrownBy(() -> history.merge(Arrays.copyOf(packed, packed.length + 1)))
        .hasMessageContaining("there are 1 bytes behind its end");
    for (int length = 0; length < packed.length; length++) {
      byte[] cut = Arrays.copyOf(packed, length);
      assertThatThrownBy(() -> history.merge(cut))
          .as("%d of %d bytes", length, packed.length)
          .isInstanceOf(CorruptHistoryException.class);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void changedBytesAreReadOrRefused(long seed) {
    Histories random = new Histories(seed);
    HistoryPlan plan = HistoryPlan.of(random.metrics(50), List.of(), Histories.CATALOG, RETAINED);
    HistoryMeasurer measurer = plan.program().newMeasurer();
    for (int i = 0; i < 500; i++) {
      byte[] packed = Deed.packed(random.deeds(RETAINED), RETAINED);
      packed[random.random().nextInt(packed.length)] = (byte) random.random().nextInt();
      try {
        new UserHistory().merge(packed);
        measurer.measure(packed);
      } catch (CorruptHistoryException | IllegalArgumentException | ArithmeticException e) {
        assertThat(e).hasMessageNotContaining("Index");
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void packingKeepsAllButOldDaysWhateverTheOrder(long seed) {
    Histories random = new Histories(seed);
    UserHistory history = new UserHistory();
    for (int i = 0; i < 150; i++) {
      DayRange retained = random.retained();
      List<Deed> deeds = new ArrayList<>(random.deeds(retained));
      byte[] packed = Deed.packed(deeds, retained);
      assertThat(HistoryContents.of(packed))
          .as("seed %d", seed)
          .isEqualTo(HistoryContents.of(deeds, retained));

      Collections.shuffle(deeds, random.random());
      history.clear();
      for (List<Deed> group : random.groups(deeds, 1 + random.random().nextInt(4))) {
        history.merge(Deed.packed(group, retained));
      }
      assertThat(history.pack(retained)).as("seed %d", seed).isEqualTo(packed);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rolledIsRebuilt(long seed) {
    Histories random = new Histories(seed);
    for (int i = 0; i < 100; i++) {
      DayRange retained = random.retained();
      List<Deed> deeds = random.deeds(retained);
      int start = new Random(seed).nextInt(20);
      byte[] rolled = rolled(deeds, DATA_DATE.minusDays(start), retained.size());

      assertThat(rolled).as("seed %d", seed).isEqualTo(Deed.packed(deeds, retained));
    }
  }

  /** Built on one day and rolled forward to the data date. */
  private static byte[] rolled(List<Deed> deeds, LocalDate start, int days) {
    List<Deed> before = deeds.stream().filter(deed -> !deed.logDate().isAfter(start)).toList();
    byte[] packed = Deed.packed(before, DayRange.last(days, start));
    UserHistory history = new UserHistory();
    for (LocalDate d = start.plusDays(1); !d.isAfter(DATA_DATE); d = d.plusDays(1)) {
      LocalDate logDate = d;
      history.clear();
      history.merge(packed);
      deeds.stream()
          .filter(deed -> deed.logDate().equals(logDate))
          .forEach(deed -> deed.addTo(history));
      packed = history.pack(DayRange.last(days, d));
    }
    return packed;
  }

  private static LocalDate day(int number) {
    return LocalDate.ofEpochDay(number);
  }

  private static Deed deed(int ago, String code) {
    LocalDate day = DATA_DATE.minusDays(ago);
    return new Deed(
        day, day, code, Map.of(), 1, Map.of(), Histories.ZONE.startOf(day), "e", Map.of());
  }
}
