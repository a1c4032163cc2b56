package io.dailysegments.jobs.stage;

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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Random rows of {@code activity_digest}, and random metrics over all that can be measured. */
final class RandomDigest {

  static final LocalDate DATA_DATE = LocalDate.of(2026, 3, 10);
  static final int LATE_DAYS = 7;
  static final StructType SCHEMA =
      StructType.fromDDL(
          "user_id STRING, activity_date DATE, event_code STRING, properties MAP<STRING, STRING>,"
              + " times BIGINT, sums MAP<STRING, DECIMAL(38,10)>, first_at TIMESTAMP,"
              + " last_at TIMESTAMP, platform STRING, platform_at TIMESTAMP,"
              + " platform_event_id STRING, app_version STRING, app_version_at TIMESTAMP,"
              + " app_version_event_id STRING, phone_model STRING, phone_model_at TIMESTAMP,"
              + " phone_model_event_id STRING, log_date DATE");

  private static final BusinessZone ZONE = new BusinessZone(ZoneId.of("America/Havana"));
  private static final List<String> CODES =
      List.of("own_a", "own_a", "own_b", "own_c", "pairing_end", "unknown", "Ä", "mall_visit");
  private static final List<String> TEXTS =
      List.of("red", "red 2", "darkred", "", "é", "😀", "\uFF5E", "家族", " ", "r".repeat(5_000));
  private static final List<String> PROPERTIES = List.of("color", "größe", "result");
  private static final List<String> NUMBERS = List.of("price", "color", "tax");
  private static final List<String> AMOUNTS =
      List.of("0", "1", "-1", "19.99", "-19.99", "0.0000000001", "922337203.6854775807", "6e27");

  private final Random random;
  private final Set<String> moments = new HashSet<>();

  RandomDigest(long seed) {
    this.random = new Random(seed);
  }

  /** The shipped events and some that declare the same names with other types. */
  static EventCatalog catalog(Collection<EventDefinition> shipped) {
    List<EventDefinition> events = new ArrayList<>(shipped);
    events.add(event("own_a", "own", true, Map.of("color", Type.STRING, "price", Type.NUMBER)));
    events.add(event("own_b", "own", true, Map.of("color", Type.NUMBER, "größe", Type.STRING)));
    events.add(event("own_c", "mall", false, Map.of("größe", Type.STRING, "tax", Type.NUMBER)));
    return new EventCatalog(events);
  }

  private static EventDefinition event(
      String code, String category, boolean isActivity, Map<String, Type> properties) {
    TreeMap<String, EventProperty> declared = new TreeMap<>();
    properties.forEach((name, type) -> declared.put(name, new EventProperty(type, List.of())));
    return new EventDefinition(code, category, code, "", isActivity, declared);
  }

  /** Rows of some users, of days up to {@code days} and some more before the data date. */
  List<Row> rows(int users, int days) {
    List<Row> rows = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      int count = random.nextInt(5) == 0 ? 1 : random.nextInt(60);
      for (int i = 0; i < count; i++) {
        rows.add(row("ü" + user, days));
      }
    }
    return rows;
  }

  private Row row(String user, int days) {
    LocalDate day = DATA_DATE.minusDays(random.nextInt(days + LATE_DAYS));
    LocalDate late = day.plusDays(random.nextInt(3) == 0 ? random.nextInt(LATE_DAYS + 1) : 0);
    LocalDate logDate = late.isAfter(DATA_DATE) ? DATA_DATE : late;
    List<Object> values = new ArrayList<>(List.of(user, day, pick(CODES)));
    values.add(scala(some(PROPERTIES, TEXTS)));
    values.add(random.nextInt(3) == 0 ? 1L + random.nextInt(1_000) : 1L);
    Map<String, BigDecimal> sums = new TreeMap<>();
    some(NUMBERS, AMOUNTS).forEach((name, sum) -> sums.put(name, new BigDecimal(sum)));
    values.add(scala(sums));
    values.add(ZONE.startOf(day));
    Instant lastAt = moment(day);
    values.add(lastAt);
    String eventId = eventId(user, lastAt, logDate);
    for (int attribute = 0; attribute < 3; attribute++) {
      boolean isKnown = random.nextInt(3) > 0;
      values.add(isKnown ? pick(TEXTS) : null);
      values.add(isKnown ? lastAt : null);
      values.add(isKnown ? eventId : null);
    }
    values.add(logDate);
    return RowFactory.create(values.toArray());
  }

  /** Often the same, so that the event id decides. */
  private Instant moment(LocalDate day) {
    long length = ChronoUnit.MICROS.between(ZONE.startOf(day), ZONE.endOf(day));
    return ZONE.startOf(day).plus(pick(List.of(0L, 1L, length - 1)), ChronoUnit.MICROS);
  }

  /** An event is there once in a log date. */
  private String eventId(String user, Instant at, LocalDate logDate) {
    String id = "e" + random.nextInt(4);
    while (!moments.add(user + at + id + logDate)) {
      id += random.nextBoolean() ? "😀" : "\uFF5E";
    }
    return id;
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

  private static scala.collection.Map<?, ?> scala(Map<?, ?> map) {
    return scala.jdk.javaapi.CollectionConverters.asScala(map);
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
      case 0 -> new EventSelection.Category(pick(List.of("own", "mall", "none")));
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
    int from = random.nextInt(random.nextBoolean() ? 5 : 90);
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

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
