package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.history.HistoryPlan;
import io.dailysegments.core.history.PackedMetrics;
import io.dailysegments.core.history.UserHistory;
import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.testing.DigestColumns;
import io.dailysegments.jobs.testing.SparkTest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dhistory.seeds=1,2} repeats seeds. */
class RollHistoryTest extends SparkTest {

  private static final LocalDate D = RandomDigest.DATA_DATE;
  private static final int DAYS = 70; // more than the bits of a word
  private static final DayRange RETAINED = DayRange.last(DAYS, D);
  private static final StructType HISTORY = StructType.fromDDL("user_id STRING, history BINARY");
  private static final Map<String, String> INTERPRETED =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN");

  private final Map<String, String> before = new TreeMap<>();

  static LongStream seeds() {
    String given = System.getProperty("history.seeds", "");
    return given.isEmpty()
        ? LongStream.of(1, new Random().nextInt(Integer.MAX_VALUE))
        : Arrays.stream(given.split(",", -1)).mapToLong(Long::parseLong);
  }

  /** Hundreds of random aggregates take longer to compile than to interpret. */
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
  void metricsAreThoseOfTheDigestBuiltOrRolled(long seed) {
    Catalog shipped = shipped();
    EventCatalog events = RandomDigest.catalog(shipped.events().events());
    RandomDigest random = new RandomDigest(seed);
    List<Metric> metrics = new ArrayList<>(random.metrics(100));
    shipped.labels().forEach(label -> metrics.addAll(label.metrics().values()));
    Dataset<Row> digest =
        session().createDataFrame(random.rows(60, DAYS), RandomDigest.SCHEMA).persist();
    List<Metric> numbers = metrics.stream().filter(RollHistoryTest::isNumber).toList();
    HistoryPlan plan = HistoryPlan.of(metrics, numbers, events, RETAINED);
    Dataset<Row> built = RollHistory.build(digest, plan).persist();

    MetricPlan sql = MetricPlan.of(plan.supported(), events, D);
    Dataset<Row> measured = MeasureActivity.measure(digest, sql, RETAINED);
    List<String> columns = plan.supported().stream().map(Metric::column).toList();
    assertThat(columns).hasSizeGreaterThan(70);
    assertThat(types(built, columns)).isEqualTo(types(measured, columns));
    assertThat(values(built, columns)).as("seed %d", seed).isEqualTo(values(measured, columns));
    assertThat(values(built, columns)).hasSizeGreaterThan(500);
    assertThat(numbers).hasSizeGreaterThan(40);
    assertThat(packedValues(built, numbers))
        .as("seed %d", seed)
        .isEqualTo(values(measured, numbers.stream().map(Metric::column).toList()));
    assertThat(arrived(built)).as("seed %d", seed).isEqualTo(arrivedIn(digest));

    Dataset<Row> rolled = rolled(digest, events, plan, 4);
    assertThat(packed(rolled)).as("seed %d", seed).isEqualTo(packed(built));
    assertThat(values(rolled, columns)).as("seed %d", seed).isEqualTo(values(built, columns));
    assertThat(packedValues(rolled, numbers))
        .as("seed %d", seed)
        .isEqualTo(packedValues(built, numbers));
    assertThat(arrived(rolled)).as("seed %d", seed).isEqualTo(arrived(built));
    built.unpersist();
    digest.unpersist();
  }

  /** Built some days before, and rolled forward day by day. */
  private static Dataset<Row> rolled(
      Dataset<Row> digest, EventCatalog events, HistoryPlan plan, int days) {
    LocalDate start = D.minusDays(days);
    Dataset<Row> history = RollHistory.build(digest, planOf(start, events));
    for (LocalDate day = start.plusDays(1); day.isBefore(D); day = day.plusDays(1)) {
      Dataset<Row> arrived = digest.filter(col("log_date").equalTo(lit(day)));
      history = RollHistory.roll(stored(history), arrived, planOf(day, events));
    }
    return RollHistory.roll(stored(history), digest.filter(col("log_date").equalTo(lit(D))), plan);
  }

  private static HistoryPlan planOf(LocalDate day, EventCatalog events) {
    return HistoryPlan.of(List.of(), List.of(), events, DayRange.last(DAYS, day));
  }

  private static Dataset<Row> stored(Dataset<Row> history) {
    List<Row> rows =
        history
            .select("user_id", RollHistory.PACKED)
            .filter(col(RollHistory.PACKED).isNotNull())
            .collectAsList();
    return session().createDataFrame(rows, HISTORY);
  }

  @Test
  void aUserIsThereAsLongAsSomethingIsRetainedOrArrived() {
    Dataset<Row> digest =
        digest(
            "('old', DATE'2025-01-01', DATE'2025-01-01', 3L)",
            "('late', DATE'2025-01-01', DATE'2026-03-10', 4L)",
            "('kept', DATE'2025-12-31', DATE'2025-12-31', 5L)",
            "('both', DATE'2026-03-10', DATE'2026-03-10', 6L)",
            "('both', DATE'2026-03-09', DATE'2026-03-09', 7L)",
            "('later', DATE'2026-03-10', DATE'2026-03-11', 8L)");

    Dataset<Row> built = RollHistory.build(digest, times(RETAINED));

    assertThat(texts(built, "user_id", "history IS NULL", column(), "_events_arrived"))
        .containsExactly("both|false|13|6", "kept|false|5|0", "late|true|0|4");
    Dataset<Row> next =
        RollHistory.roll(
            stored(built),
            digest("('x', DATE'2026-03-11', DATE'2026-03-11', 1L)"),
            times(DayRange.last(DAYS, D.plusDays(1))));
    assertThat(texts(next, "user_id", "history IS NULL", column(), "_events_arrived"))
        .containsExactly("both|false|13|0", "x|false|1|1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void anEmptyHistoryOrDigestIsNoMatter(int users) {
    Dataset<Row> digest = digest("('u', DATE'2026-03-10', DATE'2026-03-10', 6L)").limit(users);
    Dataset<Row> none = session().createDataFrame(List.<Row>of(), HISTORY);

    Dataset<Row> rolled = RollHistory.roll(none, digest, times(RETAINED));
    assertThat(rolled.collectAsList()).hasSize(users);
    Dataset<Row> again = RollHistory.roll(stored(rolled), digest.limit(0), times(RETAINED));
    assertThat(packed(again)).isEqualTo(packed(rolled));
  }

  @Test
  void aUserMayHaveVeryManyCombinations() {
    Dataset<Row> digest =
        session()
            .range(400_000)
            .selectExpr(
                "'u' AS user_id",
                "DATE'2026-03-10' - CAST(id % 60 AS INT) AS activity_date",
                "DATE'2026-03-10' AS log_date",
                "'own_a' AS event_code",
                "map('color', concat('red ', id)) AS properties",
                "1L AS times",
                "map('price', CAST(1 AS DECIMAL(38,10))) AS sums",
                "TIMESTAMP'2026-03-10 00:00:00' AS last_at")
            .withColumns(DigestColumns.noAttributes());
    List<Metric> metrics = List.of(metric(new Measure.Times()), metric(new Measure.Sum("price")));
    HistoryPlan plan =
        HistoryPlan.of(metrics, List.of(), RandomDigest.catalog(List.of()), RETAINED);

    Dataset<Row> built = RollHistory.build(digest, plan).persist();
    Dataset<Row> again = RollHistory.roll(stored(built), digest.limit(0), plan);

    assertThat(texts(again, metrics.stream().map(Metric::column).toArray(String[]::new)))
        .containsExactly("400000|400000.0000000000");
    assertThat(packed(again)).isEqualTo(packed(built));
    built.unpersist();
  }

  private static Dataset<Row> digest(String... rows) {
    return session()
        .sql(
            "SELECT *, 'own_a' AS event_code, map() AS properties, map() AS sums,"
                + " CAST(activity_date AS TIMESTAMP) AS last_at FROM VALUES "
                + String.join(",", rows)
                + " AS t(user_id, activity_date, log_date, times)")
        .withColumn("properties", col("properties").cast("map<string,string>"))
        .withColumn("sums", col("sums").cast("map<string,decimal(38,10)>"))
        .withColumns(DigestColumns.noAttributes());
  }

  private static HistoryPlan times(DayRange retained) {
    return HistoryPlan.of(
        List.of(metric(new Measure.Times())), List.of(), RandomDigest.catalog(List.of()), retained);
  }

  private static Metric metric(Measure measure) {
    return new Metric(new EventSelection.All(), List.of(), new DayWindow.LastDays(DAYS), measure);
  }

  private static String column() {
    return metric(new Measure.Times()).column();
  }

  private static Catalog shipped() {
    Problems problems = new Problems();
    Catalog catalog = CatalogLoader.load(Path.of("..", "conf", "catalog"), 180, problems);
    problems.throwIfAny();
    return catalog;
  }

  private static List<String> types(Dataset<Row> rows, List<String> columns) {
    return columns.stream().map(name -> name + " " + rows.schema().apply(name).dataType()).toList();
  }

  /** By user and column; a user who is not there has 0 or nothing. */
  private static SortedMap<String, String> values(Dataset<Row> rows, List<String> columns) {
    SortedMap<String, String> values = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      String user = row.getAs("user_id");
      for (String column : columns) {
        Object value = row.getAs(column);
        if (value != null && !isZero(value)) {
          values.put(user + " " + column, value.toString());
        }
      }
    }
    return values;
  }

  private static boolean isNumber(Metric metric) {
    return metric.measure() instanceof Measure.Times
        || metric.measure() instanceof Measure.Days
        || metric.measure() instanceof Measure.Sum;
  }

  /** As {@link #values}, out of the one column. */
  private static SortedMap<String, String> packedValues(Dataset<Row> rows, List<Metric> metrics) {
    SortedMap<String, String> values = new TreeMap<>();
    PackedMetrics packed = new PackedMetrics();
    for (Row row : rows.filter("_metrics IS NOT NULL").collectAsList()) {
      byte[] bytes = row.getAs(RollHistory.METRICS);
      packed.open(bytes, 0, bytes.length);
      while (packed.next()) {
        Metric metric = metrics.get(packed.place());
        int scale = metric.measure() instanceof Measure.Sum ? UserHistory.SUM_SCALE : 0;
        BigInteger value = packed.isLong() ? BigInteger.valueOf(packed.asLong()) : packed.value();
        values.put(
            row.getAs("user_id") + " " + metric.column(), new BigDecimal(value, scale).toString());
      }
    }
    return values;
  }

  private static boolean isZero(Object value) {
    return value instanceof Number number && new BigDecimal(number.toString()).signum() == 0;
  }

  private static SortedMap<String, Long> arrived(Dataset<Row> rows) {
    SortedMap<String, Long> arrived = new TreeMap<>();
    for (Row row : rows.filter("_events_arrived > 0").collectAsList()) {
      arrived.put(row.getAs("user_id"), row.getAs("_events_arrived"));
    }
    return arrived;
  }

  private static SortedMap<String, Long> arrivedIn(Dataset<Row> digest) {
    return arrived(
        digest
            .filter(col("log_date").equalTo(lit(D)))
            .groupBy("user_id")
            .agg(sum("times").as("_events_arrived")));
  }

  private static SortedMap<String, String> packed(Dataset<Row> rows) {
    SortedMap<String, String> packed = new TreeMap<>();
    for (Row row : rows.filter("history IS NOT NULL").collectAsList()) {
      packed.put(row.getAs("user_id"), HexFormat.of().formatHex(row.<byte[]>getAs("history")));
    }
    return packed;
  }
}
