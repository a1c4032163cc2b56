package io.dailysegments.jobs.acceptance;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;
import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The world that {@code generate} makes, and the same world in every format. */
class SampleWorldTest extends SparkTest {

  private static final String D = "2026-03-31";

  @TempDir private static Path made;
  private static World world;
  private static List<String> labels;
  private static List<String> members;

  @BeforeAll
  static void makeAndRun() {
    generate(made, "5");
    world = World.in(made.resolve("work")).segments(World.CONF.resolve("segments"));
    World.INPUTS.forEach(
        name -> world.configure(name, "{format: parquet, path: '" + data(made, name) + "'}"));
    run(world);
    labels = rows(world, "user_labels");
    members = rows(world, "segment_membership");
    session().sql("CREATE DATABASE formats LOCATION '" + made.resolve("formats").toUri() + "'");
  }

  @AfterAll
  static void drop() {
    session().sql("DROP DATABASE formats CASCADE");
  }

  private static void generate(Path folder, String seed) {
    World.Result result =
        World.in(folder)
            .executeWith(
                World.CONF.resolve("settings.yaml"),
                ("generate --users 150 --days 3 --snapshots 1 --seed " + seed + " --to " + folder)
                    .split(" ", -1));
    assertThat(result.exit()).as(result.err()).isZero();
  }

  private static String data(Path folder, String input) {
    return folder.resolve("data").resolve(input).toString();
  }

  private static void run(World world) {
    world.succeed("backfill", "--from", D, "--to", D);
  }

  private static List<String> rows(World world, String table) {
    return texts(world.table(table).drop("run_id"), "to_json(struct(*))");
  }

  @Test
  void itHasEveryInputAndFillsEveryLabelAndSegment() {
    for (String input : World.INPUTS) {
      assertThat(session().read().parquet(data(made, input)).count()).as(input).isPositive();
    }
    assertThat(labels).hasSizeGreaterThan(120);
    for (String label : List.of("country_zh", "city_en", "last_active_at", "lifecycle")) {
      assertThat(labels).as(label).anyMatch(row -> row.contains("\"" + label + "\":"));
    }
    assertThat(members.stream().map(row -> row.split("\"", -1)[7]).distinct())
        .hasSizeGreaterThan(7);
  }

  @Test
  void plainSqlSaysTheSameOfEveryLabelAndSegment() {
    PlainSqlAgreement.check(world, D);
  }

  @Test
  void theSameSeedGivesTheSameWorldAndAnotherOneAnother(@TempDir Path same, @TempDir Path other) {
    generate(same, "5");
    generate(other, "6");
    for (String input : World.INPUTS) {
      List<String> rows = inputRows(made, input);
      assertThat(inputRows(same, input)).as(input).isEqualTo(rows);
      if (!input.equals("places")) {
        assertThat(inputRows(other, input)).as(input).isNotEqualTo(rows);
      }
    }
  }

  private static List<String> inputRows(Path folder, String input) {
    return texts(session().read().parquet(data(folder, input)), "to_json(struct(*))");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delta", "json", "csv", "table"})
  void everyFormatGivesTheSameDay(String format, @TempDir Path folder) {
    World world = World.in(folder);
    for (String input : World.INPUTS) {
      Dataset<Row> rows = session().read().parquet(data(made, input));
      world.configure(input, write(rows, input, format, folder.resolve(input).toString()));
    }
    run(world);
    assertThat(rows(world, "user_labels")).isEqualTo(labels);
    assertThat(members).containsAll(rows(world, "segment_membership"));
    assertThat(rows(world, "segment_membership")).hasSizeGreaterThan(100);
  }

  /** Writes an input in a format; gives its settings. */
  private static String write(Dataset<Row> rows, String input, String format, String path) {
    String[] days = Arrays.stream(rows.columns()).filter("dt"::equals).toArray(String[]::new);
    switch (format) {
      case "table" -> {
        rows.write().saveAsTable("formats." + input);
        return "{table: formats." + input + "}";
      }
      case "csv" -> {
        Dataset<Row> texts =
            input.equals("app_events")
                ? rows.withColumn("properties", to_json(col("properties")))
                : rows;
        texts.write().partitionBy(days).option("header", "true").option("escape", "\"").csv(path);
        return "{format: csv, path: '" + path + "', options: {header: 'true'}}";
      }
      default -> {
        rows.write().format(format).partitionBy(days).save(path);
        return "{format: %s, path: '%s'}".formatted(format.toLowerCase(Locale.ROOT), path);
      }
    }
  }
}
