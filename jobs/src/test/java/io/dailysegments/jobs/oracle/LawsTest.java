package io.dailysegments.jobs.oracle;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.settings.Settings.EventSettings;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.jobs.acceptance.World;
import io.dailysegments.jobs.stage.CheckEvents;
import io.dailysegments.jobs.stage.CheckRows;
import io.dailysegments.jobs.stage.DigestActivity;
import io.dailysegments.jobs.testing.SparkTest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws that hold for every world; {@code -Dlaws.seed=N} tries a certain one. */
class LawsTest extends SparkTest {

  private static final int DAYS = 2;
  private static final List<String> TABLES =
      List.of(
          "user_labels",
          "segment_membership",
          "segment_counts",
          "segment_definitions",
          "activity_digest",
          "quarantine");

  static LongStream seeds() {
    return LongStream.of(Long.getLong("laws.seed", new Random().nextInt(Integer.MAX_VALUE)));
  }

  @ParameterizedTest(name = "world {0}")
  @MethodSource("seeds")
  void aBackfillIsDailyRunsAndAReRunTheSameWhateverTheOrderOfArrival(
      long seed, @TempDir Path daily, @TempDir Path atOnce) {
    RandomWorld made = new RandomWorld(seed);
    LocalDate last = made.day().date();
    LocalDate first = last.minusDays(DAYS - 1L);
    World one = written(made, daily, new Random(1), 0);
    String before = made.log().headMap(first).lastKey().toString();
    one.succeed("digest", "--from", made.log().firstKey().toString(), "--to", before);
    one.run(first.toString()).run(last.toString());
    SortedMap<String, List<String>> published = tables(one);

    World other = written(made, atOnce, new Random(2), 64);
    other.succeed("backfill", "--from", first.toString(), "--to", last.toString());
    assertThat(tables(other)).as("backfill of world %d", seed).isEqualTo(published);

    one.run(first.toString()); // later log dates are there by now
    assertThat(tables(one)).as("re-run of world %d", seed).isEqualTo(published);
    assertThat(published.get("user_labels")).hasSizeGreaterThan(DAYS * 3);
  }

  /** The rows of every input in random order and in random files of their partition. */
  private static World written(
      RandomWorld made, Path folder, Random random, int historyFromMegabytes) {
    World world =
        World.small(folder)
            .setting("zone: " + made.day().zone())
            .setting("quality: {max_rejected_share: 1.0}")
            .setting(
                "events: {dedup_days: %d, history_from_mb: %d}"
                    .formatted(made.dedupDays(), historyFromMegabytes));
    for (int ago = 0; ago < DAYS; ago++) {
      write(world, "users", made.day().date().minusDays(ago), made.rows("users"), random);
    }
    made.log().forEach((day, rows) -> write(world, "app_events", day, rows, random));
    return world;
  }

  private static void write(
      World world, String input, LocalDate day, List<RawRow> rows, Random random) {
    List<RawRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    for (RawRow row : shuffled) {
      world.line(input + "/dt=" + day + "/part-" + random.nextInt(3) + ".json", row.json());
    }
  }

  private static SortedMap<String, List<String>> tables(World world) {
    SortedMap<String, List<String>> tables = new TreeMap<>();
    for (String table : TABLES) {
      tables.put(table, texts(world.table(table).drop("run_id"), "to_json(struct(*))"));
    }
    return tables;
  }

  @ParameterizedTest(name = "world {0}")
  @MethodSource("seeds")
  void digestsMerge(long seed) {
    RandomWorld made = new RandomWorld(seed);
    Problems problems = new Problems();
    Catalog catalog = CatalogLoader.load(Path.of("../conf/catalog"), 180, problems);
    problems.throwIfAny();
    Dataset<Row> used = used(made).withColumn("half", col("event_id").geq("e2")).persist();
    DigestActivity digest = new DigestActivity(catalog.events());
    Dataset<Row> whole = digest.digest(used);
    Dataset<Row> halves =
        digest.digest(used.filter("half")).union(digest.digest(used.filter("NOT half")));
    assertThat(halves.count()).isGreaterThan(whole.count());
    assertThat(texts(merged(halves), "to_json(struct(*))"))
        .as("seed %d", seed)
        .isEqualTo(texts(whole.selectExpr(columns()), "to_json(struct(*))"));
    used.unpersist();
  }

  private static Dataset<Row> used(RandomWorld made) {
    List<String> lines = new ArrayList<>();
    made.log()
        .forEach(
            (day, rows) ->
                rows.forEach(
                    r -> lines.add(r.json().replaceFirst("}$", ",\"dt\":\"" + day + "\"}"))));
    Dataset<Row> events =
        session()
            .read()
            .schema(
                "dt STRING, event_id STRING, user_id STRING, event_time STRING, event_code STRING,"
                    + " platform STRING, app_version STRING, phone_model STRING, properties STRING")
            .json(session().createDataset(lines, Encoders.STRING()))
            .withColumn("log_date", col("dt").cast("date"))
            .drop("dt");
    return new CheckEvents(new BusinessZone(made.day().zone()), new EventSettings(7, 2, 180, 64))
        .check(events)
        .filter(col(CheckRows.REASON).isNull());
  }

  private static String[] columns() {
    List<String> columns = new ArrayList<>(List.of("log_date", "user_id", "activity_date"));
    columns.addAll(List.of("event_code", "to_json(properties) AS properties", "times"));
    columns.addAll(List.of("to_json(sums) AS sums", "first_at", "last_at"));
    for (String name : List.of("platform", "app_version", "phone_model")) {
      columns.addAll(List.of(name, name + "_at", name + "_event_id"));
    }
    return columns.toArray(String[]::new);
  }

  /** The merge of digest rows, written out. */
  private static Dataset<Row> merged(Dataset<Row> halves) {
    halves.createOrReplaceTempView("halves");
    List<String> lasts = new ArrayList<>();
    for (String name : List.of("platform", "app_version", "phone_model")) {
      String latest =
          "max_by(%%s, CASE WHEN %1$s IS NOT NULL THEN struct(%1$s_at, %1$s_event_id) END)"
              .formatted(name);
      for (String column : List.of(name, name + "_at", name + "_event_id")) {
        lasts.add(latest.formatted(column) + " AS " + column);
      }
    }
    return session()
        .sql(
            "SELECT log_date, user_id, activity_date, event_code, to_json(any_value(properties)) AS properties,"
                + " sum(times) AS times,"
                + " to_json(if(sum(sums['amount']) IS NULL, map(), map('amount', CAST(sum(sums['amount']) AS DECIMAL(38,10))))) AS sums,"
                + " min(first_at) AS first_at, max(last_at) AS last_at, "
                + String.join(", ", lasts)
                + " FROM halves GROUP BY log_date, user_id, activity_date, event_code,"
                + " to_json(map_entries(properties))");
  }
}
