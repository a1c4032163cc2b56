package io.dailysegments.jobs.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small world made of a seed, in which edges, ties and faults are the rule. */
final class RandomWorld {

  private static final List<Day> DAYS =
      List.of(
          new Day(LocalDate.parse("2026-03-31"), ZoneId.of("UTC")),
          new Day(LocalDate.parse("2026-03-29"), ZoneId.of("Europe/Berlin")), // 23 hours
          new Day(LocalDate.parse("2026-10-25"), ZoneId.of("Europe/Berlin")), // 25 hours
          new Day(LocalDate.parse("2018-11-04"), ZoneId.of("America/Sao_Paulo")), // from 01:00
          new Day(LocalDate.parse("2026-04-05"), ZoneId.of("Australia/Lord_Howe")), // half an hour
          new Day(LocalDate.parse("2011-12-31"), ZoneId.of("Pacific/Apia")), // no day before
          new Day(LocalDate.parse("2026-01-01"), ZoneId.of("Asia/Kathmandu")),
          new Day(LocalDate.parse("2024-02-29"), ZoneId.of("America/St_Johns")));
  private static final List<String> USERS =
      List.of("a", "A", "a ", "ü", "u\u0308", "😀", "\uFF5E", "it's", "i", "İ", "1", "01", "${x}");
  private static final int[] LOG_DAYS = {0, 1, 2, 3, 6, 7, 8, 29, 30, 31, 89, 90, 179, 180};
  private static final int[] EDGES = {-1, 0, 7, 29, 30, 89, 90, 179, 180};

  private final Random random;
  private final Day day;
  private final SortedMap<LocalDate, List<RawRow>> log = new TreeMap<>();
  private final Map<String, List<RawRow>> rows = new TreeMap<>();

  RandomWorld(long seed) {
    this.random = new Random(seed);
    this.day = pick(DAYS);
    Input.ALL.forEach(input -> rows.put(input.name(), table(input)));
    for (int ago : LOG_DAYS) {
      LocalDate logDate = day.date().minusDays(ago);
      log.put(logDate, log(logDate));
    }
  }

  Day day() {
    return day;
  }

  Events events() {
    return new Events(day.zone(), 7, dedupDays(), log);
  }

  int dedupDays() {
    return 2;
  }

  int keptVersions() {
    return 2;
  }

  int keptModels() {
    return 1;
  }

  double maxDistanceKm() {
    return 50;
  }

  List<String> platforms() {
    return List.of("iOS", "Android", "İndigo");
  }

  SortedMap<LocalDate, List<RawRow>> log() {
    return log;
  }

  List<RawRow> rows(String input) {
    return rows.get(input);
  }

  /** Names of countries by code, from the file of the catalog. */
  Map<String, List<String>> countries() {
    Map<String, List<String>> countries = new TreeMap<>();
    try (Stream<String> lines = Files.lines(Path.of("../conf/catalog/countries.csv"))) {
      lines
          .map(line -> line.replace("\"", "").split(",", -1))
          .filter(cells -> cells.length == 3)
          .forEach(cells -> countries.put(cells[0], List.of(cells[1], cells[2])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return countries;
  }

  private List<RawRow> table(Input input) {
    List<RawRow> table = new ArrayList<>();
    if (input.name().equals("users")) {
      USERS.forEach(user -> table.add(row(input).with("user_id", user)));
    }
    int more = input.name().equals("users") ? 3 : input.name().equals("places") ? 8 : 60;
    for (int i = 0; i < more; i++) {
      table.add(row(input));
    }
    return table;
  }

  private RawRow row(Input input) {
    RawRow row = new RawRow();
    Instant start = random.nextInt(5) == 0 ? edge() : someTime();
    input.types().forEach((column, type) -> row.with(column, cell(input, column, type, start)));
    return row;
  }

  private String cell(Input input, String column, char type, Instant start) {
    boolean fault = random.nextInt(60) == 0;
    if (fault) {
      return pick(Arrays.asList("", "x", null));
    }
    if (type == 't') {
      return time(input, column, start);
    }
    return switch (type) {
      case 'a' -> pick(List.of("0", "1.005", "12.345", "-0.01", "9999999999999999.99", "5"));
      case 'i' -> pick(List.of("0", "1", "2", "-1", "2147483647"));
      case 'd' -> pick(Arrays.asList("52.5", "13.4", "52.6", "91", "200", "-181", null));
      case 'b' -> pick(Arrays.asList("true", "false", "maybe", null));
      default -> text(input, column);
    };
  }

  private String time(Input input, String column, Instant start) {
    if (column.equals(input.first())) {
      boolean unknown = input.name().equals("users") && random.nextInt(4) == 0;
      return unknown ? null : written(start);
    }
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> null;
      case 3 -> written(edge());
      case 4 -> written(start.plusSeconds(random.nextInt(4_000_000)));
      default -> written(start.plus(random.nextInt(3) - 1, ChronoUnit.MICROS));
    };
  }

  private String text(Input input, String column) {
    if (column.equals("user_id")) {
      return pick(USERS);
    }
    return switch (column) {
      case "account_type" -> pick(List.of("guest", "registered", "registered", "Registered"));
      case "rating" -> pick(List.of("positive", "positive", "neutral", "negative", "POSITIVE"));
      case "category" -> pick(List.of("gateway", "ip_camera", "smart_lock", "smart_speaker", "x"));
      case "device_id", "place_id" -> "d" + random.nextInt(9);
      case "service" -> pick(List.of("cloud_storage", "cloud_storage", "Cloud_storage", "other"));
      case "country_code" -> pick(Arrays.asList("DE", "in", "XX", "tr", null));
      case "email", "phone" -> pick(Arrays.asList(" \t", "\u00a0", "x", "", null));
      default -> "k" + random.nextInt(input.name().equals("users") ? 3 : 80);
    };
  }

  private List<RawRow> log(LocalDate logDate) {
    List<RawRow> events = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      RawRow row = new RawRow().with("event_id", faulty("e" + random.nextInt(40)));
      row.with("user_id", faulty(pick(USERS))).with("event_time", faulty(eventTime(logDate)));
      row.with("event_code", faulty(pick(CODES)));
      row.with("platform", pick(PLATFORMS)).with("app_version", pick(VERSIONS));
      row.with("phone_model", pick(MODELS)).with("properties", pick(PROPERTIES));
      events.add(row);
    }
    return events;
  }

  private static final List<String> CODES =
      List.of(
          "page_view",
          "pairing_end",
          "pairing_end",
          "device_voice_control",
          "device_panel_tap",
          "mall_item_browse",
          "mall_item_tap",
          "mall_item_favorite",
          "mall_item_add_to_cart",
          "mall_visit",
          "no_such_event");
  private static final List<String> PLATFORMS =
      Arrays.asList("ios", "IOS", "İOS", "android", "indigo", "i̇ndigo", " ", "", null);
  private static final List<String> VERSIONS =
      Arrays.asList("1.0", "1.00", "😀", "\uFF5E", "", null);
  private static final List<String> MODELS = Arrays.asList("m", "M", null);
  private static final List<String> PROPERTIES =
      Arrays.asList(
          "{\"result\":\"success\"}",
          "{\"result\":\"failure\"}",
          "{\"result\":\"Success\"}",
          "{\"result\":null}",
          "{\"other\":1.50}",
          null);

  private String eventTime(LocalDate logDate) {
    Instant start = logDate.atStartOfDay(day.zone()).toInstant();
    Instant end = logDate.plusDays(1).atStartOfDay(day.zone()).toInstant();
    Instant earliest = logDate.minusDays(7).atStartOfDay(day.zone()).toInstant();
    return switch (random.nextInt(10)) {
      case 0 -> written(start);
      case 1 -> written(end.minus(1, ChronoUnit.MICROS));
      case 2 -> written(end);
      case 3 -> written(earliest);
      case 4 -> written(earliest.minus(1, ChronoUnit.MICROS));
      case 5 -> written(start.minusSeconds(random.nextInt(7 * 86_400)));
      default -> written(start.plusSeconds(random.nextInt(20) * 3600L));
    };
  }

  private String faulty(String value) {
    return random.nextInt(40) == 0 ? pick(Arrays.asList("", null)) : value;
  }

  /** The first instant of a day at which a rule changes its mind, or a microsecond beside it. */
  private Instant edge() {
    int ago = EDGES[random.nextInt(EDGES.length)];
    Instant start = day.date().minusDays(ago).atStartOfDay(day.zone()).toInstant();
    return start.plus(random.nextInt(3) - 1, ChronoUnit.MICROS);
  }

  private Instant someTime() {
    return day.end().minusSeconds(random.nextInt(220) * 86_400L + random.nextInt(86_400));
  }

  private String written(Instant time) {
    return switch (random.nextInt(4)) {
      case 0 -> time.toString().replace('T', ' ');
      case 1 -> time.atOffset(ZoneOffset.ofHoursMinutes(5, 30)).format(WITH_COLON);
      case 2 -> time.atOffset(ZoneOffset.ofHours(-3)).format(WITHOUT_COLON);
      default -> time.atOffset(ZoneOffset.UTC).format(WITHOUT_OFFSET);
    };
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  private static final DateTimeFormatter WITH_COLON = format("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx");
  private static final DateTimeFormatter WITHOUT_COLON = format("yyyy-MM-dd HH:mm:ss.SSSSSSSSSxx");
  private static final DateTimeFormatter WITHOUT_OFFSET = format("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
