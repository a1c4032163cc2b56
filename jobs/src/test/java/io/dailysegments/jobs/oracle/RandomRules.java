package io.dailysegments.jobs.oracle;

import io.dailysegments.jobs.oracle.UserRow.Deed;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes rules with their meaning, and users that stand at their edges, from a seed. Rules may refer
 * to the segments made before.
 */
final class RandomRules {

  /** The imported lists, with those who are on them: users by the number that they are made of. */
  static final Map<String, Predicate<String>> LISTS =
      Map.of(
          "even", id -> Integer.parseInt(id.substring(1)) % 2 == 0,
          "few", id -> id.equals("u7") || id.equals("u30"),
          "nobody", id -> false);

  static final int RETENTION_DAYS = 180;

  private static final List<String> TEXT_LABELS = List.of("country_en", "app_version");
  private static final List<String> NUMBER_LABELS =
      List.of("active_days_30d", "feedback_count", "positive_review_pct", "amount_paid_180d");
  private static final List<String> FLAG_LABELS = List.of("have_gateway", "accept_marketing");
  private static final List<String> TIME_LABELS =
      List.of("registered_at", "cloud_storage_expires_at");
  private static final List<String> TEXTS =
      List.of(
          "a",
          "A",
          "ab",
          "it's",
          "\\",
          "\\'",
          "\"",
          "`x`",
          "${y}",
          "{{z}}",
          "a\nb",
          "%_",
          "😀",
          "\uFF5E",
          "ı",
          "i",
          "ß",
          "null",
          "-- c",
          "'; DROP TABLE x; --",
          "\u202E",
          " ",
          "a\u0000b",
          "/* x */",
          "5.10",
          "true",
          "#",
          ": ");
  private static final List<String> NUMBERS =
      List.of(
          "0", "1", "2", "3", "29.5", "33.333333333333336", "0.1", "100", "2147483647", "99.99");
  private static final int[] DAYS = {0, 1, 2, 29, 30, 89, 178, 179, 180};
  private static final List<String> CODES =
      List.of("pairing_end", "mall_item_purchase", "page_view");

  private final Random random;
  private final Day day;
  private final List<RandomSegment> segments = new ArrayList<>();

  RandomRules(long seed, Day day) {
    this.random = new Random(seed);
    this.day = day;
  }

  /** A segment; some have consent, deleted accounts, or neither. */
  RandomSegment segment(String id, int depth) {
    boolean consent = random.nextInt(4) == 0;
    boolean deleted = random.nextInt(4) == 0;
    return new RandomSegment(id, rule(depth), consent, deleted);
  }

  /** Lets the rules that are made from now on refer to the segment. */
  void remember(RandomSegment segment) {
    segments.add(segment);
  }

  private RuleNode rule(int depth) {
    int kind = random.nextInt(depth > 0 ? 11 : 8);
    return switch (kind) {
      case 0 -> text();
      case 1 -> number();
      case 2 -> flag();
      case 3 -> time();
      case 4, 5 -> behavior();
      case 6 -> segments.isEmpty() ? list() : reference();
      case 7 -> list();
      case 8 -> RuleNode.all(rules(depth));
      case 9 -> RuleNode.any(rules(depth));
      default -> RuleNode.not(rule(depth - 1));
    };
  }

  private RuleNode reference() {
    RandomSegment segment = pick(segments);
    return RuleNode.leaf("{segment: " + segment.id() + "}", segment::isMember);
  }

  private RuleNode list() {
    String name = pick(List.of("even", "few", "nobody"));
    return RuleNode.leaf("{list: " + name + "}", row -> LISTS.get(name).test(row.id()));
  }

  private List<RuleNode> rules(int depth) {
    return Stream.generate(() -> rule(depth - 1)).limit(1 + random.nextInt(3)).toList();
  }

  private RuleNode text() {
    String label = pick(TEXT_LABELS);
    if (random.nextInt(6) == 0) {
      return isEmpty(label, row -> row.text(label) == null);
    }
    TextTest test = textTest();
    return RuleNode.leaf(
        "{label: " + label + ", " + test.yaml + "}",
        row -> row.text(label) != null && test.meaning.test(row.text(label)));
  }

  private RuleNode isEmpty(String label, Predicate<UserRow> empty) {
    boolean wanted = random.nextBoolean();
    return RuleNode.leaf(
        "{label: " + label + ", is_empty: " + wanted + "}", row -> empty.test(row) == wanted);
  }

  private record TextTest(String yaml, Predicate<String> meaning) {}

  private TextTest textTest() {
    String one = pick(TEXTS);
    List<String> list = List.of(one, pick(TEXTS));
    String quoted = quoted(one);
    String quotedList = "[" + quoted + ", " + quoted(list.get(1)) + "]";
    return switch (random.nextInt(8)) {
      case 0 -> new TextTest("equals: " + quoted, one::equals);
      case 1 -> new TextTest("not_equals: " + quoted, text -> !text.equals(one));
      case 2 -> new TextTest("in: " + quotedList, list::contains);
      case 3 -> new TextTest("not_in: " + quotedList, text -> !list.contains(text));
      case 4 -> new TextTest("contains: " + quoted, text -> text.contains(one));
      case 5 -> new TextTest("not_contains: " + quoted, text -> !text.contains(one));
      case 6 -> new TextTest("starts_with: " + quoted, text -> text.startsWith(one));
      default -> new TextTest("ends_with: " + quoted, text -> text.endsWith(one));
    };
  }

  private RuleNode number() {
    String label = pick(NUMBER_LABELS);
    if (random.nextInt(6) == 0) {
      return isEmpty(label, row -> row.labels().get(label) == null);
    }
    NumberTest test = numberTest(random.nextInt(9), pick(NUMBERS), pick(NUMBERS));
    boolean isDouble = label.equals("positive_review_pct");
    return RuleNode.leaf(
        "{label: " + label + ", " + test.yaml + "}",
        row ->
            row.labels().get(label) != null
                && test.meaning.compare(
                    operand -> compare(row.labels().get(label), operand, isDouble)));
  }

  /** A double is compared with the operand's nearest double, everything else exactly. */
  private static int compare(Object value, String operand, boolean isDouble) {
    if (isDouble) {
      double found = (Double) value;
      double wanted = Double.parseDouble(operand);
      return found < wanted ? -1 : found > wanted ? 1 : 0;
    }
    return new BigDecimal(value.toString()).compareTo(new BigDecimal(operand));
  }

  private record NumberTest(String yaml, Meaning meaning) {}

  /** Says whether a test holds, given how the value compares with an operand. */
  private interface Meaning {
    boolean compare(java.util.function.ToIntFunction<String> comparison);
  }

  private static Meaning one(String operand, IntPredicate test) {
    return comparison -> test.test(comparison.applyAsInt(operand));
  }

  private static NumberTest numberTest(int operator, String a, String b) {
    String list = "[" + a + ", " + b + "]";
    return switch (operator) {
      case 0 -> new NumberTest("equals: " + a, one(a, c -> c == 0));
      case 1 -> new NumberTest("not_equals: " + a, one(a, c -> c != 0));
      case 2 -> new NumberTest("greater_than: " + a, one(a, c -> c > 0));
      case 3 -> new NumberTest("at_least: " + a, one(a, c -> c >= 0));
      case 4 -> new NumberTest("less_than: " + a, one(a, c -> c < 0));
      case 5 -> new NumberTest("at_most: " + a, one(a, c -> c <= 0));
      case 6 ->
          new NumberTest("between: " + list, c -> c.applyAsInt(a) >= 0 && c.applyAsInt(b) <= 0);
      case 7 -> new NumberTest("in: " + list, c -> c.applyAsInt(a) == 0 || c.applyAsInt(b) == 0);
      default ->
          new NumberTest("not_in: " + list, c -> c.applyAsInt(a) != 0 && c.applyAsInt(b) != 0);
    };
  }

  private RuleNode flag() {
    String label = pick(FLAG_LABELS);
    boolean wanted = random.nextBoolean();
    boolean equal = random.nextBoolean();
    return RuleNode.leaf(
        "{label: %s, %s: %s}".formatted(label, equal ? "equals" : "not_equals", wanted),
        row -> row.labels().get(label) != null && row.labels().get(label).equals(wanted == equal));
  }

  private RuleNode time() {
    String label = pick(TIME_LABELS);
    int a = pickDays();
    int n = Math.max(1, a);
    LocalDate date = day.date().minusDays(a);
    return switch (random.nextInt(9)) {
      case 0 -> isEmpty(label, row -> row.labels().get(label) == null);
      case 1 -> range(label, "before: " + date, null, date.minusDays(1));
      case 2 -> range(label, "after: " + date, date.plusDays(1), null);
      case 3 -> range(label, "on: " + date, date, date);
      case 4 -> range(label, "between: [%s, %s]".formatted(date, day.date()), date, day.date());
      case 5 -> range(label, "in_last_days: " + n, day.date().minusDays(n - 1), day.date());
      case 6 -> range(label, "in_next_days: " + n, day.date().plusDays(1), day.date().plusDays(n));
      case 7 -> range(label, "days_ago: [" + a + ", 0]", date, day.date());
      default -> notInLastDays(label, n);
    };
  }

  private RuleNode range(String label, String test, LocalDate from, LocalDate to) {
    return RuleNode.leaf(
        "{label: " + label + ", " + test + "}",
        row ->
            row.labels().get(label) != null && isIn((Timestamp) row.labels().get(label), from, to));
  }

  private RuleNode notInLastDays(String label, int days) {
    LocalDate from = day.date().minusDays(days - 1);
    return RuleNode.leaf(
        "{label: " + label + ", not_in_last_days: " + days + "}",
        row ->
            row.labels().get(label) != null
                && !isIn((Timestamp) row.labels().get(label), from, day.date()));
  }

  private boolean isIn(Timestamp time, LocalDate from, LocalDate to) {
    Instant instant = time.toInstant();
    boolean begun = from == null || !instant.isBefore(start(from));
    return begun && (to == null || instant.isBefore(start(to.plusDays(1))));
  }

  private Instant start(LocalDate date) {
    return date.atStartOfDay(day.zone()).toInstant();
  }

  private record Window(String yaml, LocalDate from, LocalDate to) {}

  private Window window() {
    int a = Math.min(pickDays(), RETENTION_DAYS - 1);
    int b = random.nextInt(a + 1);
    LocalDate from = day.date().minusDays(a);
    LocalDate to = day.date().minusDays(b);
    return switch (random.nextInt(3)) {
      case 0 -> new Window("last_days: " + (a + 1), from, day.date());
      case 1 -> new Window("days_ago: [" + a + ", " + b + "]", from, to);
      default -> fixed(from.minusDays(random.nextInt(2) * 30L), to.plusDays(random.nextInt(2)));
    };
  }

  /** Days that are not retained, or to come, hold no events. */
  private Window fixed(LocalDate from, LocalDate to) {
    LocalDate first = day.date().minusDays(RETENTION_DAYS - 1);
    return new Window(
        "from: " + from + ", to: " + to,
        from.isBefore(first) ? first : from,
        to.isAfter(day.date()) ? day.date() : to);
  }

  private RuleNode behavior() {
    Window window = window();
    List<String> codes = List.of(pick(CODES), pick(CODES));
    boolean where = codes.contains("pairing_end") && random.nextInt(3) > 0;
    boolean empty = random.nextInt(3) == 0;
    String filter = empty ? "is_empty: true" : "equals: failure";
    Predicate<Deed> which =
        deed ->
            codes.contains(deed.code())
                && !deed.day().isBefore(window.from)
                && !deed.day().isAfter(window.to)
                && (!where || (empty ? result(deed) == null : "failure".equals(result(deed))));
    String head =
        "{behavior: [%s, %s], %s%s"
            .formatted(
                codes.get(0),
                codes.get(1),
                where ? "where: {result: {" + filter + "}}, " : "",
                window.yaml);
    return measured(head, codes, which);
  }

  /** Only pairing_end declares the property. */
  private static String result(Deed deed) {
    boolean has = deed.code().equals("pairing_end") && !"".equals(deed.result());
    return has ? deed.result() : null;
  }

  private RuleNode measured(String head, List<String> codes, Predicate<Deed> which) {
    boolean sums = codes.contains("mall_item_purchase");
    int kind = random.nextInt(sums ? 5 : 4);
    if (kind == 0) {
      boolean performed = random.nextBoolean();
      return RuleNode.leaf(
          head + ", performed: " + performed + "}",
          row -> row.deeds().stream().anyMatch(which) == performed);
    }
    NumberTest test = numberTest(random.nextInt(7), pick(NUMBERS), pick(NUMBERS));
    String metric = kind == 4 ? "sum: {property: amount, " : kind == 3 ? "days: {" : "times: {";
    return RuleNode.leaf(
        head + ", " + metric + test.yaml + "}}",
        row -> test.meaning.compare(o -> measure(kind, row, which).compareTo(new BigDecimal(o))));
  }

  private static BigDecimal measure(int kind, UserRow row, Predicate<Deed> which) {
    Stream<Deed> deeds = row.deeds().stream().filter(which);
    if (kind == 4) {
      return deeds
          .filter(deed -> deed.code().equals("mall_item_purchase") && deed.amount() != null)
          .map(Deed::amount)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
    return BigDecimal.valueOf(kind == 3 ? deeds.map(Deed::day).distinct().count() : deeds.count());
  }

  /** A user at the edges of what the rules compare with. */
  UserRow user(int number) {
    Map<String, Object> labels = new HashMap<>();
    labels.put("user_type", pick(Arrays.asList("registered", "guest", "deleted", null)));
    TEXT_LABELS.forEach(
        name -> labels.put(name, orNull(random.nextInt(5) == 0 ? "" : pick(TEXTS))));
    labels.put("active_days_30d", orNull(random.nextInt(4)));
    labels.put("feedback_count", orNull(random.nextBoolean() ? 2147483647L : random.nextInt(4)));
    labels.computeIfPresent("feedback_count", (name, n) -> ((Number) n).longValue());
    labels.put(
        "positive_review_pct", orNull(pick(List.of(0.0, -0.0, 0.1, 100.0 / 3, 29.5, 100.0))));
    labels.put(
        "amount_paid_180d",
        orNull(new BigDecimal(pick(List.of("0.00", "99.99", "0.10", "100.00", "1.00")))));
    FLAG_LABELS.forEach(name -> labels.put(name, orNull(random.nextBoolean())));
    TIME_LABELS.forEach(name -> labels.put(name, orNull(Timestamp.from(edge()))));
    List<Deed> deeds = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      deeds.add(deed());
    }
    return new UserRow("u" + number, labels, deeds);
  }

  private Deed deed() {
    LocalDate on = day.date().minusDays(Math.min(pickDays(), RETENTION_DAYS - 1));
    String result = pick(Arrays.asList("success", "failure", "", null));
    BigDecimal amount = pick(Arrays.asList(new BigDecimal("0.1"), new BigDecimal("33.5"), null));
    return new Deed(on, pick(CODES), result, amount);
  }

  private Instant edge() {
    LocalDate date = day.date().minusDays(pickDays()).plusDays(random.nextInt(3));
    return start(date).plus(random.nextInt(3) - 1, ChronoUnit.MICROS);
  }

  private Object orNull(Object value) {
    return random.nextInt(5) == 0 ? null : value;
  }

  private int pickDays() {
    return DAYS[random.nextInt(DAYS.length)];
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static String quoted(String text) {
    return new RawRow()
        .with("t", text)
        .json()
        .replaceFirst("^\\{\"t\":", "")
        .replaceAll("\\}$", "");
  }
}
