package io.dailysegments.core.history;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Measure.Attribute;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.activity.PropertyFilter;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.EventProperty;
import io.dailysegments.core.catalog.EventProperty.Type;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.core.time.DayRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random deeds, and random metrics over all that can be measured. */
final class Histories {
  static final LocalDate DATA_DATE = LocalDate.of(2026, 3, 10);
  static final BusinessZone ZONE = new BusinessZone(ZoneId.of("America/Havana"));

  /** What a declares as a text, b declares as a number, and c not at all; it is no activity. */
  static final EventCatalog CATALOG =
      new EventCatalog(
          List.of(
              event("a", "shop", true, Map.of("color", Type.STRING, "price", Type.NUMBER)),
              event("b", "shop", true, Map.of("color", Type.NUMBER, "größe", Type.STRING)),
              event("c", "other", false, Map.of("größe", Type.STRING, "tax", Type.NUMBER)),
              event("d", "other", true, Map.of("price", Type.NUMBER, "tax", Type.NUMBER))));

  private static final List<String> CODES = List.of("a", "a", "b", "b", "c", "d", "unknown", "Ä");
  private static final List<String> TEXTS =
      List.of(
          "red", "red 2", "darkred", "blue", "", "é", "😀", "\uFF5E", "家族", " ", "r".repeat(300));
  private static final List<String> PROPERTIES = List.of("color", "größe", "absent");
  private static final List<String> NUMBERS = List.of("price", "color", "tax");
  private static final List<String> AMOUNTS =
      List.of("0", "1", "-1", "19.99", "-19.99", "0.0000000001", "922337203.6854775807", "1e15");

  private final Random random;

  Histories(long seed) {
    this.random = new Random(seed);
  }

  static EventDefinition event(
      String code, String category, boolean isActivity, Map<String, Type> properties) {
    Map<String, EventProperty> declared = new TreeMap<>();
    properties.forEach((name, type) -> declared.put(name, new EventProperty(type, List.of())));
    return new EventDefinition(code, category, code, "", isActivity, new TreeMap<>(declared));
  }

  Random random() {
    return random;
  }

  /** Between one and some hundred retained days. */
  DayRange retained() {
    return DayRange.last(pick(List.of(1, 2, 7, 30, 63, 64, 65, 180, 200)), DATA_DATE);
  }

  /** Deeds of one user, most on retained days, none after the data date. */
  List<Deed> deeds(DayRange retained) {
    int count = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(120);
    return Stream.generate(() -> deed(retained)).limit(count).toList();
  }

  private Deed deed(DayRange retained) {
    LocalDate day = DATA_DATE.minusDays(random.nextInt(retained.size() + 5));
    LocalDate late = day.plusDays(random.nextInt(3) == 0 ? random.nextInt(8) : 0);
    return new Deed(
        day,
        late.isAfter(DATA_DATE) ? DATA_DATE : late,
        pick(CODES),
        some(PROPERTIES, TEXTS),
        random.nextInt(3) == 0 ? 1 + random.nextInt(1000) : 1,
        sums(),
        moment(day),
        "e" + random.nextInt(3),
        values());
  }

  /** Often the same, so that the event id decides. */
  private Instant moment(LocalDate day) {
    long length = ChronoUnit.MICROS.between(ZONE.startOf(day), ZONE.endOf(day));
    return ZONE.startOf(day).plus(pick(List.of(0L, 1L, length - 1)), ChronoUnit.MICROS);
  }

  private Map<String, BigDecimal> sums() {
    Map<String, BigDecimal> sums = new TreeMap<>();
    some(NUMBERS, AMOUNTS).forEach((name, amount) -> sums.put(name, new BigDecimal(amount)));
    if (random.nextInt(40) == 0) {
      sums.put("price", new BigDecimal("6e27")); // two of them overflow
    }
    return sums;
  }

  private Map<Attribute, String> values() {
    Map<Attribute, String> values = new EnumMap<>(Attribute.class);
    for (Attribute attribute : Attribute.values()) {
      if (random.nextInt(3) > 0) {
        values.put(attribute, pick(TEXTS));
      }
    }
    return values;
  }

  private Map<String, String> some(List<String> names, List<String> values) {
    Map<String, String> some = new TreeMap<>();
    for (String name : names) {
      if (random.nextInt(3) == 0) {
        some.put(name, pick(values));
      }
    }
    return some;
  }

  List<Metric> metrics(int count) {
    return Stream.generate(this::metric).limit(count).toList();
  }

  private Metric metric() {
    List<PropertyFilter> where =
        Stream.generate(() -> new PropertyFilter(pick(PROPERTIES), condition()))
            .limit(random.nextBoolean() ? 0 : random.nextInt(3))
            .toList();
    return new Metric(events(), where, window(), measure());
  }

  private EventSelection events() {
    return switch (random.nextInt(5)) {
      case 0 -> new EventSelection.Category(pick(List.of("shop", "other", "none")));
      case 1 -> new EventSelection.Activity();
      case 2 -> new EventSelection.All();
      default ->
          new EventSelection.Codes(
              Stream.generate(() -> pick(CODES)).limit(1L + random.nextInt(3)).toList());
    };
  }

  private TextCondition condition() {
    if (random.nextInt(4) == 0) {
      return new TextCondition.IsEmpty(random.nextBoolean());
    }
    TextCondition.Operator operator = pick(List.of(TextCondition.Operator.values()));
    boolean list =
        operator == TextCondition.Operator.IN || operator == TextCondition.Operator.NOT_IN;
    List<String> texts = TEXTS.stream().filter(text -> !text.isEmpty()).toList();
    return new TextCondition.Compare(
        operator, Stream.generate(() -> pick(texts)).limit(list ? 3 : 1).toList());
  }

  private DayWindow window() {
    int from = random.nextInt(random.nextBoolean() ? 5 : 220);
    int to = random.nextInt(from + 1);
    return switch (random.nextInt(4)) {
      case 0 -> new DayWindow.DaysAgo(from, to);
      case 1 ->
          new DayWindow.Dates(
              DATA_DATE.plusDays(5L - from), DATA_DATE.plusDays(5L - to)); // also after D
      default -> new DayWindow.LastDays(from + 1);
    };
  }

  private Measure measure() {
    return switch (random.nextInt(7)) {
      case 0 -> new Measure.Times();
      case 1 -> new Measure.Days();
      case 2 -> new Measure.LastDay();
      case 3 -> new Measure.LastTime();
      case 4 -> new Measure.LastValue(pick(List.of(Attribute.values())));
      default -> new Measure.Sum(pick(NUMBERS));
    };
  }

  /** Splits deeds by chance. */
  List<List<Deed>> groups(List<Deed> deeds, int count) {
    Map<Integer, List<Deed>> groups = new TreeMap<>();
    IntStream.range(0, count).forEach(i -> groups.put(i, new ArrayList<>()));
    deeds.forEach(deed -> groups.get(random.nextInt(count)).add(deed));
    return List.copyOf(groups.values());
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
