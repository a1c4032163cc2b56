package io.dailysegments.jobs.oracle;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.block.BlockPlan;
import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.history.HistoryPlan;
import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.rule.SegmentCompiler;
import io.dailysegments.core.rule.SegmentLoader;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.oracle.UserRow.Deed;
import io.dailysegments.jobs.run.PlainSqlDay;
import io.dailysegments.jobs.stage.AssignMembership;
import io.dailysegments.jobs.stage.EvaluateSegments;
import io.dailysegments.jobs.stage.MeasureActivity;
import io.dailysegments.jobs.stage.MeasureUsers;
import io.dailysegments.jobs.stage.RollHistory;
import io.dailysegments.jobs.testing.DigestColumns;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For random segments and random users the SQL filter and the blocks say what the segment means,
 * with lists, consent, deleted accounts and segments that it refers to; a rule and its complement
 * together are those that the segment chooses from. {@code -Drules.seeds=1,2} repeats seeds.
 */
class RandomRulesTest extends SparkTest {

  private static final int RULES = 120;
  private static final int USERS = 60;
  private static final Day DAY =
      new Day(LocalDate.parse("2018-11-04"), ZoneId.of("America/Sao_Paulo"));
  private static final BusinessZone ZONE = new BusinessZone(DAY.zone());
  private static final Map<String, String> INTERPRETED =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN");

  private static final Catalog CATALOG =
      CatalogLoader.load(Path.of("..", "conf", "catalog"), 180, new Problems());

  /** How many segments others refer to, and those again. */
  private static final int BASES = 12;

  @TempDir private Path folder;
  private final Map<String, String> before = new TreeMap<>();

  static LongStream seeds() {
    String given = System.getProperty("rules.seeds", "");
    return given.isEmpty()
        ? LongStream.of(1, 2, new Random().nextInt(Integer.MAX_VALUE))
        : Arrays.stream(given.split(",", -1)).mapToLong(Long::parseLong);
  }

  @BeforeEach
  void interpretExpressions() {
    INTERPRETED.forEach(
        (key, value) -> {
          before.put(key, session().conf().get(key));
          session().conf().set(key, value);
        });
  }

  @AfterEach
  void restore() {
    before.forEach(session().conf()::set);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theFilterSaysWhatTheRuleMeans(long seed) throws IOException {
    RandomRules random = new RandomRules(seed, DAY);
    List<UserRow> users = IntStream.range(0, USERS).mapToObj(random::user).toList();
    List<RandomSegment> bases = new ArrayList<>();
    List<RandomSegment> segments = new ArrayList<>();
    for (int i = 100; i < 100 + RULES; i++) {
      RandomSegment segment = random.segment("r" + i, 3);
      if (isValid(segment, bases)) {
        segments.add(segment);
        segments.add(segment.with("not-" + segment.id(), RuleNode.not(segment.rule())));
        if (bases.size() < BASES) {
          bases.add(segment);
          random.remember(segment);
        }
      }
    }
    assertThat(segments.size()).as("segments that are valid").isGreaterThan(RULES);
    Map<String, Set<String>> found = members(segments, users);
    List<String> differences = new ArrayList<>();
    for (RandomSegment segment : segments) {
      Set<String> expected = ids(users, segment::isMember);
      if (!found.getOrDefault(segment.id(), Set.of()).equals(expected)) {
        differences.add(smallest(segment, bases, users));
      }
    }
    assertThat(differences).as("seed %d", seed).isEmpty();
    complements(segments, found, users);
  }

  private static void complements(
      List<RandomSegment> segments, Map<String, Set<String>> found, List<UserRow> users) {
    for (RandomSegment segment : segments) {
      if (!segment.id().startsWith("not-")) {
        Set<String> both = new TreeSet<>(found.getOrDefault(segment.id(), Set.of()));
        both.addAll(found.getOrDefault("not-" + segment.id(), Set.of()));
        assertThat(both).as(segment.id()).isEqualTo(ids(users, segment::isEligible));
      }
    }
  }

  private static Set<String> ids(List<UserRow> users, Predicate<UserRow> which) {
    return users.stream()
        .filter(which)
        .map(UserRow::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The smallest part of a rule, and one user, on which filter and meaning differ. */
  private String smallest(RandomSegment segment, List<RandomSegment> bases, List<UserRow> users) {
    List<RuleNode> parts = new ArrayList<>();
    collect(segment.rule(), parts);
    parts.sort(java.util.Comparator.comparingInt(part -> part.yaml().length()));
    for (RuleNode part : parts) {
      RandomSegment smaller = segment.with("x", part);
      for (UserRow user : users) {
        Set<String> found =
            members(with(bases, smaller), List.of(user)).getOrDefault("x", Set.of());
        if (smaller.isMember(user) == found.isEmpty()) {
          return "%s means %s for %s".formatted(smaller.yaml(), smaller.isMember(user), user);
        }
      }
    }
    return segment.yaml();
  }

  private static List<RandomSegment> with(List<RandomSegment> bases, RandomSegment one) {
    List<RandomSegment> all = new ArrayList<>(bases);
    all.add(one);
    return all;
  }

  private static void collect(RuleNode rule, List<RuleNode> parts) {
    parts.add(rule);
    rule.parts().forEach(part -> collect(part, parts));
  }

  private boolean isValid(RandomSegment segment, List<RandomSegment> bases) throws IOException {
    Problems problems = new Problems();
    load(with(bases, segment), problems);
    return problems.errors().isEmpty();
  }

  private List<BoundSegment> load(List<RandomSegment> all, Problems problems) throws IOException {
    Path segments = Files.createTempDirectory(folder, "segments");
    for (RandomSegment segment : all) {
      Files.writeString(segments.resolve(segment.id() + ".yaml"), segment.yaml());
    }
    for (Map.Entry<String, Predicate<String>> list : RandomRules.LISTS.entrySet()) {
      Stream<String> ids = IntStream.range(0, USERS).mapToObj(i -> "u" + i).filter(list.getValue());
      Files.writeString(
          segments.resolve(list.getKey() + ".csv"),
          ids.collect(Collectors.joining("\n", "user_id\nunknown\n", "\n")));
    }
    UserLists lists = UserLists.in(segments);
    return SegmentLoader.load(
        segments, CATALOG, lists, RandomRules.RETENTION_DAYS, false, problems);
  }

  private Map<String, Set<String>> members(List<RandomSegment> all, List<UserRow> users) {
    List<BoundSegment> definitions;
    try {
      definitions = load(all, new Problems());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    List<CompiledSegment> segments =
        SegmentCompiler.compile(definitions, CATALOG, ZONE, DAY.date());
    Dataset<Row> measured = measured(users, segments).persist();
    Map<String, Set<String>> members = collected(PlainSqlDay.filtered(measured, segments));
    BlockPlan plan = BlockPlan.of(definitions, ZONE, DAY.date());
    assertThat(evaluated(measured, plan))
        .as("members found by blocks, as the filters find them")
        .isEqualTo(members);
    assertThat(evaluated(packed(users, plan), plan))
        .as("members found by blocks of histories, as the filters find them")
        .isEqualTo(members);
    measured.unpersist();
    return members;
  }

  private static Map<String, Set<String>> evaluated(Dataset<Row> users, BlockPlan plan) {
    return collected(AssignMembership.assign(EvaluateSegments.evaluate(users, plan.program())));
  }

  private static Map<String, Set<String>> collected(Dataset<Row> membership) {
    Map<String, Set<String>> members = new TreeMap<>();
    for (Row row : membership.collectAsList()) {
      members.computeIfAbsent(row.getString(0), any -> new TreeSet<>()).add(row.getString(1));
    }
    return members;
  }

  private static Dataset<Row> measured(List<UserRow> users, List<CompiledSegment> segments) {
    List<Metric> metrics = new ArrayList<>();
    segments.forEach(segment -> metrics.addAll(segment.metrics()));
    Dataset<Row> labels = labels(users);
    if (metrics.isEmpty()) {
      return labels;
    }
    MetricPlan plan = MetricPlan.of(metrics, CATALOG.events(), DAY.date());
    DayRange retained = DayRange.last(RandomRules.RETENTION_DAYS, DAY.date());
    Dataset<Row> activity = MeasureActivity.measure(digest(users), plan, retained);
    return MeasureUsers.withDefaults(
        labels.join(activity, MeasureUsers.usingUser(), "left_outer"), plan);
  }

  /** With all metrics of the plan in one column, as a run has them. */
  private static Dataset<Row> packed(List<UserRow> users, BlockPlan plan) {
    DayRange retained = DayRange.last(RandomRules.RETENTION_DAYS, DAY.date());
    HistoryPlan histories = HistoryPlan.of(List.of(), plan.metrics(), CATALOG.events(), retained);
    Dataset<Row> metrics = RollHistory.build(digest(users), histories);
    return labels(users).join(metrics, MeasureUsers.usingUser(), "left_outer");
  }

  private static Dataset<Row> labels(List<UserRow> users) {
    StructType schema =
        StructType.fromDDL(
            "user_id STRING, user_type STRING, country_en STRING, app_version STRING,"
                + " active_days_30d INT, feedback_count BIGINT, positive_review_pct DOUBLE,"
                + " amount_paid_180d DECIMAL(28,2), have_gateway BOOLEAN,"
                + " accept_marketing BOOLEAN, registered_at TIMESTAMP,"
                + " cloud_storage_expires_at TIMESTAMP, _lists ARRAY<STRING>");
    List<Row> rows = new ArrayList<>();
    for (UserRow user : users) {
      Stream<Object> values = Arrays.stream(schema.fieldNames()).map(name -> value(user, name));
      rows.add(RowFactory.create(values.toArray()));
    }
    return session().createDataFrame(rows, schema);
  }

  private static Object value(UserRow user, String column) {
    return switch (column) {
      case "user_id" -> user.id();
      case "_lists" -> lists(user);
      default -> user.labels().get(column);
    };
  }

  /** The lists that the user is on; null for none, as a run has it. */
  private static String[] lists(UserRow user) {
    String[] names =
        RandomRules.LISTS.entrySet().stream()
            .filter(list -> list.getValue().test(user.id()))
            .map(Map.Entry::getKey)
            .toArray(String[]::new);
    return names.length == 0 ? null : names;
  }

  private static Dataset<Row> digest(List<UserRow> users) {
    List<Row> rows = new ArrayList<>();
    for (UserRow user : users) {
      user.deeds().forEach(deed -> rows.add(digested(user.id(), deed)));
    }
    return session()
        .createDataFrame(
            rows,
            StructType.fromDDL(
                "user_id STRING, activity_date DATE, event_code STRING,"
                    + " properties MAP<STRING, STRING>, times BIGINT,"
                    + " sums MAP<STRING, DECIMAL(38,10)>, log_date DATE"))
        .withColumn("last_at", col("activity_date").cast("timestamp"))
        .withColumns(DigestColumns.noAttributes());
  }

  /** The digest keeps properties that have a value and are declared for the event. */
  private static Row digested(String user, Deed deed) {
    boolean kept =
        deed.code().equals("pairing_end") && deed.result() != null && !deed.result().isEmpty();
    boolean summed = deed.code().equals("mall_item_purchase") && deed.amount() != null;
    Map<String, BigDecimal> sums = summed ? Map.of("amount", deed.amount()) : Map.of();
    java.sql.Date day = java.sql.Date.valueOf(deed.day());
    return RowFactory.create(
        user,
        day,
        deed.code(),
        scala(kept ? Map.of("result", deed.result()) : Map.of()),
        1L,
        scala(sums),
        day);
  }

  private static scala.collection.Map<?, ?> scala(Map<?, ?> map) {
    return scala.jdk.javaapi.CollectionConverters.asScala(map);
  }
}
