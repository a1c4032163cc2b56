package io.dailysegments.core.block;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.block.Rules.Consent;
import io.dailysegments.core.block.Rules.Deleted;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.condition.FlagCondition;
import io.dailysegments.core.condition.NumberCondition;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TimeCondition;
import io.dailysegments.core.condition.ValueCondition;
import io.dailysegments.core.list.UserList;
import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.rule.BoundSegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random segments over columns of every type, and rows whose values lie at their operands. */
final class RandomSegments {
  private static final List<String> TEXTS =
      List.of("a", "ab", "abc", "b", "deleted", "é", "e\u0301", "😀", "a😀b", "\uFF5E", "家族", " ");
  private static final List<String> USERS = List.of("u1", "u2", " u1", "ü", "U1", "u10");
  private static final DayWindow DAYS = new DayWindow.LastDays(30);
  private static final List<Metric> METRICS =
      List.of(
          Rules.metric(DAYS, new Measure.Times()),
          Rules.metric(DAYS, new Measure.Days()),
          Rules.metric(DAYS, new Measure.Sum("amount")));
  private static final Map<String, LabelType> LABELS =
      Map.of(
          "user_type", Rules.STRING,
          "accept_marketing", Rules.BOOLEAN,
          "city", Rules.STRING,
          "flag", Rules.BOOLEAN,
          "small", Rules.INT,
          "big", Rules.BIGINT,
          "share", Rules.DOUBLE,
          "paid", Rules.decimal(12, 2),
          "worth", Rules.decimal(38, 3),
          "seen_at", Rules.TIMESTAMP);

  private final Random random;

  RandomSegments(long seed) {
    this.random = new Random(seed);
  }

  /** Segments that may refer to those before them in a hidden order. */
  List<BoundSegment> segments(int count) {
    List<String> ids = new ArrayList<>(IntStream.range(0, count).mapToObj(n -> "s" + n).toList());
    Collections.shuffle(ids, random);
    List<BoundSegment> segments = new ArrayList<>();
    for (String id : ids) {
      Consent consent = random.nextInt(4) == 0 ? Consent.REQUIRED : Consent.NONE;
      Deleted deleted = random.nextInt(4) == 0 ? Deleted.INCLUDED : Deleted.LEFT_OUT;
      segments.add(Rules.segment(id, rule(4, ids.subList(0, segments.size())), consent, deleted));
    }
    Collections.shuffle(segments, random);
    return segments;
  }

  /** A row; about every fifth value is missing. */
  Map<String, Object> row() {
    Map<String, Object> row = new HashMap<>();
    LABELS.forEach((name, type) -> row.put(name, value(type)));
    METRICS.forEach(m -> row.put(m.column(), value(BlockColumn.metric(m).type())));
    row.put("user_id", pick(USERS));
    row.keySet().removeIf(name -> random.nextInt(5) == 0);
    return row;
  }

  private BoundRule rule(int depth, List<String> others) {
    int kind = depth == 0 ? 9 : random.nextInt(10);
    if (kind < 2) {
      return new BoundRule.All(Rules.HERE, rules(depth - 1, others));
    }
    if (kind < 4) {
      return new BoundRule.Any(Rules.HERE, rules(depth - 1, others));
    }
    return kind == 4 ? Rules.not(rule(depth - 1, others)) : criterion(others);
  }

  private List<BoundRule> rules(int depth, List<String> others) {
    return Stream.generate(() -> rule(depth, others)).limit(random.nextInt(5)).toList();
  }

  private BoundRule criterion(List<String> others) {
    int kind = random.nextInt(10);
    if (kind == 0 && !others.isEmpty()) {
      return Rules.member(pick(others));
    }
    if (kind == 1) {
      int list = random.nextInt(70); // more than there are bits in a word
      return new BoundRule.OfList(Rules.HERE, new UserList("l" + list, users(list)));
    }
    if (kind < 4) {
      Metric metric = pick(METRICS);
      return new BoundRule.OfBehavior(
          Rules.HERE, metric, comparison(BlockColumn.metric(metric).type()));
    }
    String name = pick(LABELS.keySet().stream().sorted().toList());
    return Rules.label(name, LABELS.get(name), condition(LABELS.get(name)));
  }

  private static SortedSet<String> users(int list) {
    SortedSet<String> users = new TreeSet<>();
    IntStream.range(0, USERS.size())
        .filter(n -> ((list + 1) >> n & 1) == 1)
        .forEach(n -> users.add(USERS.get(n)));
    return users;
  }

  private ValueCondition condition(LabelType type) {
    return switch (type.kind()) {
      case STRING -> text();
      case BOOLEAN -> new FlagCondition(random.nextBoolean());
      case TIMESTAMP -> time();
      default ->
          random.nextInt(8) == 0
              ? new NumberCondition.IsEmpty(random.nextBoolean())
              : comparison(type);
    };
  }

  private TextCondition text() {
    if (random.nextInt(8) == 0) {
      return new TextCondition.IsEmpty(random.nextBoolean());
    }
    TextCondition.Operator operator = pick(List.of(TextCondition.Operator.values()));
    boolean list =
        operator == TextCondition.Operator.IN || operator == TextCondition.Operator.NOT_IN;
    int count = list ? 1 + random.nextInt(4) : 1;
    return new TextCondition.Compare(
        operator, Stream.generate(() -> pick(TEXTS)).limit(count).toList());
  }

  private TimeCondition time() {
    LocalDate day = Rules.DATA_DATE.plusDays(random.nextInt(9) - 5L);
    int from = random.nextInt(6) - 2;
    return switch (random.nextInt(5)) {
      case 0 -> new TimeCondition.IsEmpty(random.nextBoolean());
      case 1 -> new TimeCondition.NotInLastDays(1 + random.nextInt(4));
      case 2 -> new TimeCondition.DaysAgo(from, from - random.nextInt(3));
      case 3 -> new TimeCondition.Dates(Optional.of(day), Optional.empty());
      default -> new TimeCondition.Dates(Optional.of(day), Optional.of(day.plusDays(1)));
    };
  }

  private NumberCondition.Compare comparison(LabelType type) {
    NumberCondition.Operator operator = pick(List.of(NumberCondition.Operator.values()));
    int count =
        switch (operator) {
          case IN, NOT_IN -> 1 + random.nextInt(5);
          case BETWEEN -> 2;
          default -> 1;
        };
    return new NumberCondition.Compare(
        operator, Stream.generate(() -> operand(type)).limit(count).toList());
  }

  private BigDecimal operand(LabelType type) {
    Object value = value(type);
    boolean finite = !(value instanceof Double number) || Double.isFinite(number);
    return finite ? new BigDecimal(value.toString()) : BigDecimal.ONE;
  }

  private Object value(LabelType type) {
    return switch (type.kind()) {
      case STRING -> random.nextInt(9) == 0 ? "" : pick(TEXTS);
      case BOOLEAN -> random.nextBoolean();
      case TIMESTAMP -> edge();
      case INT -> pick(List.of(-1, 0, 1, 2, 3, Integer.MAX_VALUE, Integer.MIN_VALUE));
      case BIGINT -> pick(List.of(-1L, 0L, 1L, 2L, 3L, Long.MAX_VALUE, Long.MIN_VALUE));
      case DOUBLE ->
          pick(List.of(0.0, -0.0, 0.1, 0.30000000000000004, -1.5, 4.9E-324, Double.NaN, -1e308));
      case DECIMAL -> decimal(type);
    };
  }

  private BigDecimal decimal(LabelType type) {
    BigInteger longest = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    BigInteger near = BigInteger.valueOf(random.nextInt(5) - 2L);
    BigInteger unscaled =
        switch (random.nextInt(5)) {
          case 0 -> longest.negate().add(near.abs());
          case 1 -> longest.subtract(near.abs());
          case 2 -> BigInteger.valueOf(Long.MAX_VALUE).add(near).min(longest);
          case 3 -> BigInteger.valueOf(Long.MIN_VALUE).add(near).max(longest.negate());
          default -> near;
        };
    return new BigDecimal(unscaled, type.scale()).setScale(type.scale(), RoundingMode.UNNECESSARY);
  }

  private Instant edge() {
    LocalDate day = Rules.DATA_DATE.plusDays(random.nextInt(10) - 5L);
    return Rules.DHAKA.startOf(day).plus(random.nextInt(3) - 1, ChronoUnit.MICROS);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
