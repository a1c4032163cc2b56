package io.dailysegments.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.block.BlockPlan;
import io.dailysegments.core.block.BlockProgram;
import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
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
import io.dailysegments.jobs.stage.AssignMembership;
import io.dailysegments.jobs.stage.MeasureActivity;
import io.dailysegments.jobs.stage.MeasureUsers;
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
 * For random rules and random users the SQL filter and the blocks say what the rule means; a rule
 * and its complement together are the population. {@code -Drules.seeds=1,2} repeats seeds.
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
    Map<String, RuleNode> rules = new TreeMap<>();
    for (int i = 100; i < 100 + RULES; i++) {
      RuleNode rule = random.rule(3);
      if (isValid(rule)) {
        rules.put("r" + i, rule);
        rules.put("not-r" + i, RuleNode.not(rule));
      }
    }
    assertThat(rules.size()).as("rules that are valid").isGreaterThan(RULES / 2);
    Map<String, Set<String>> found = members(rules, users);
    List<String> differences = new ArrayList<>();
    rules.forEach(
        (id, rule) -> {
          Set<String> expected = new TreeSet<>();
          users.stream()
              .filter(user -> isInPopulation(user) && rule.holds(user))
              .forEach(user -> expected.add(user.id()));
          if (!found.getOrDefault(id, Set.of()).equals(expected)) {
            differences.add(smallest(rule, users));
          }
        });
    assertThat(differences).as("seed %d", seed).isEmpty();
    complements(rules.keySet(), found, users);
  }

  private static void complements(
      Set<String> ids, Map<String, Set<String>> found, List<UserRow> users) {
    for (String id : ids) {
      if (!id.startsWith("not-")) {
        Set<String> both = new TreeSet<>(found.getOrDefault(id, Set.of()));
        both.addAll(found.getOrDefault("not-" + id, Set.of()));
        long population = users.stream().filter(RandomRulesTest::isInPopulation).count();
        assertThat(both).as(id).hasSize((int) population);
      }
    }
  }

  private static boolean isInPopulation(UserRow user) {
    return !"deleted".equals(user.labels().get("user_type"));
  }

  /** The smallest part of a rule, and one user, on which filter and meaning differ. */
  private String smallest(RuleNode rule, List<UserRow> users) {
    List<RuleNode> parts = new ArrayList<>();
    collect(rule, parts);
    parts.sort(java.util.Comparator.comparingInt(part -> part.yaml().length()));
    for (RuleNode part : parts) {
      for (UserRow user : users) {
        Set<String> found = members(Map.of("x", part), List.of(user)).getOrDefault("x", Set.of());
        if (isInPopulation(user) && part.holds(user) == found.isEmpty()) {
          return "match: [%s] means %s for %s".formatted(part.yaml(), part.holds(user), user);
        }
      }
    }
    return rule.yaml();
  }

  private static void collect(RuleNode rule, List<RuleNode> parts) {
    parts.add(rule);
    rule.parts().forEach(part -> collect(part, parts));
  }

  private boolean isValid(RuleNode rule) throws IOException {
    Problems problems = new Problems();
    load(Map.of("x", rule), problems);
    return problems.errors().isEmpty();
  }

  private List<BoundSegment> load(Map<String, RuleNode> rules, Problems problems)
      throws IOException {
    Path segments = Files.createTempDirectory(folder, "segments");
    for (Map.Entry<String, RuleNode> rule : rules.entrySet()) {
      Files.writeString(
          segments.resolve(rule.getKey() + ".yaml"),
          "name: X\nmatch: [" + rule.getValue().yaml() + "]\n");
    }
    UserLists lists = UserLists.in(segments);
    return SegmentLoader.load(
        segments, catalog(), lists, RandomRules.RETENTION_DAYS, false, problems);
  }

  private static Catalog catalog() {
    return CatalogLoader.load(Path.of("..", "conf", "catalog"), 180, new Problems());
  }

  private Map<String, Set<String>> members(Map<String, RuleNode> rules, List<UserRow> users) {
    List<BoundSegment> definitions;
    try {
      definitions = load(rules, new Problems());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    List<CompiledSegment> segments =
        SegmentCompiler.compile(definitions, catalog(), ZONE, DAY.date());
    Dataset<Row> measured = measured(users, segments).persist();
    Map<String, Set<String>> members = collected(FilterMembership.assign(measured, segments));
    BlockProgram blocks = BlockPlan.of(definitions, ZONE, DAY.date()).program();
    assertThat(collected(AssignMembership.assign(measured, blocks)))
        .as("members found by blocks, as the filters find them")
        .isEqualTo(members);
    measured.unpersist();
    return members;
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
    MetricPlan plan = MetricPlan.of(metrics, catalog().events(), DAY.date());
    DayRange retained = DayRange.last(RandomRules.RETENTION_DAYS, DAY.date());
    Dataset<Row> activity = MeasureActivity.measure(digest(users), plan, retained);
    return MeasureUsers.withDefaults(
        labels.join(activity, MeasureUsers.usingUser(), "left_outer"), plan);
  }

  private static Dataset<Row> labels(List<UserRow> users) {
    StructType schema =
        StructType.fromDDL(
            "user_id STRING, user_type STRING, country_en STRING, app_version STRING,"
                + " active_days_30d INT, feedback_count BIGINT, positive_review_pct DOUBLE,"
                + " amount_paid_180d DECIMAL(28,2), have_gateway BOOLEAN,"
                + " accept_marketing BOOLEAN, registered_at TIMESTAMP,"
                + " cloud_storage_expires_at TIMESTAMP");
    List<Row> rows = new ArrayList<>();
    for (UserRow user : users) {
      Stream<Object> values =
          Arrays.stream(schema.fieldNames())
              .map(name -> name.equals("user_id") ? user.id() : user.labels().get(name));
      rows.add(RowFactory.create(values.toArray()));
    }
    return session().createDataFrame(rows, schema);
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
                    + " sums MAP<STRING, DECIMAL(38,10)>, log_date DATE"));
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
