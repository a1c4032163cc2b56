package io.dailysegments.jobs.acceptance;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.acceptance.World.Result;
import io.dailysegments.jobs.testing.FaultyFileSystem;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backfill computes, what it leaves, and what it says of both. */
class BackfillTest extends SparkTest {

  private static final String DAY_1 = "2026-03-01";
  private static final String DAY_2 = "2026-03-02";
  private static final String DAY_3 = "2026-03-03";
  private static final String[] ALL = {"backfill", "--from", DAY_1, "--to", DAY_3};

  @TempDir Path folder;
  private World world;
  private Path segments;

  @BeforeEach
  void deploy() throws IOException {
    segments = Files.createDirectories(folder.resolve("segments"));
    define("talkers", "{behavior: page_view, last_days: 2}");
    define("ios", "{label: platform, equals: iOS}");
    world = World.small(folder).segments(segments);
    for (String day : List.of(DAY_1, DAY_2, DAY_3)) {
      world.rows("users", day, "{'user_id':'a','account_type':'guest'}");
      world.rows("users", day, "{'user_id':'b','account_type':'guest'}");
      world.rows("app_events", day);
    }
    world.rows("app_events", DAY_1, event("1", "a", DAY_1));
  }

  private void define(String id, String criterion) throws IOException {
    Files.writeString(
        segments.resolve(id + ".yaml"), "name: %s\nmatch:\n  - %s\n".formatted(id, criterion));
  }

  private static String event(String id, String user, String day) {
    return ("{'event_id':'%s','user_id':'%s','event_time':'%sT10:00:00Z','event_code':'page_view',"
            + "'platform':'iOS'}")
        .formatted(id, user, day);
  }

  private static String[] with(String[] command, String... more) {
    return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
  }

  private List<String> plan(String... options) {
    Result result = world.execute(with(with(ALL, "--dry-run"), options));
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out().lines().toList();
  }

  private List<String> counts() {
    return texts(world.table("segment_counts"), "dt", "segment_id", "members", "entered", "exited");
  }

  @Test
  void thePlanGivesTheReasonForEachDay() throws IOException {
    assertThat(plan())
        .containsExactly(
            "log dates to digest first: 3 from 2026-03-01 to 2026-03-03",
            DAY_1 + " to compute: not published",
            DAY_2 + " to compute: not published",
            DAY_3 + " to compute: not published");
    assertThat(world.tables()).as("a dry run writes nothing").isEmpty();

    world.succeed(ALL);
    List<String> first = counts();
    assertThat(first)
        .containsExactly(
            DAY_1 + "|ios|1|null|null",
            DAY_1 + "|talkers|1|null|null",
            DAY_2 + "|ios|1|0|0",
            DAY_2 + "|talkers|1|0|0",
            DAY_3 + "|ios|1|0|0",
            DAY_3 + "|talkers|0|0|1");
    assertThat(plan())
        .containsExactly(
            DAY_1 + " is up to date", DAY_2 + " is up to date", DAY_3 + " is up to date");
    assertThat(plan("--force")).allMatch(line -> line.endsWith("to compute: --force"));

    // A run of one day alone leaves its neighbours up to date.
    world.run(DAY_1).run(DAY_2);
    assertThat(counts()).isEqualTo(first);
    assertThat(plan()).allMatch(line -> line.endsWith("is up to date"));

    // Another event of the first log date concerns all that look back to it.
    world.rows("app_events", DAY_1, event("2", "b", DAY_1));
    world.rows("users", DAY_3, "{'user_id':'c','account_type':'guest'}");
    define("talkers", "{behavior: page_view, last_days: 3}");
    assertThat(plan())
        .containsExactly(
            "log dates to digest first: 2 from 2026-03-01 to 2026-03-02",
            DAY_1
                + " to compute: changed: segments talkers; changed: input app_events;"
                + " the digest gets log dates that the day looks back to",
            DAY_2
                + " to compute: changed: segments talkers;"
                + " the digest gets log dates that the day looks back to",
            DAY_3
                + " to compute: changed: segments talkers; changed: input users;"
                + " the digest gets log dates that the day looks back to");
    world.succeed(ALL);
    assertThat(counts()).contains(DAY_1 + "|ios|2|null|null", DAY_3 + "|talkers|2|0|0");
    assertThat(plan()).allMatch(line -> line.endsWith("is up to date"));
  }

  @Test
  void whatARunLeftThatEndedBehindItsPublicationIsCompleted() throws IOException {
    world.succeed(ALL);
    List<String> before = counts();
    endBehindPublication("running");
    world.succeed("backfill", "--from", DAY_2, "--to", DAY_2);
    assertCompleted(before, "stopped");

    endBehindPublication("failed");
    world.succeed("backfill", "--from", DAY_2, "--to", DAY_2);
    assertCompleted(before, "published");

    endBehindPublication("running");
    Path users = world.folder().resolve("data/users");
    away(users);
    assertThat(world.execute("run", "--date", DAY_2).exit()).isEqualTo(4);
    back(users);
    assertCompleted(before, "failed", "stopped");
    assertThat(plan()).hasSize(3).allMatch(line -> line.endsWith("is up to date"));

    // Rows that are lost can't be compared: a run mends the day all the same.
    endBehindPublication("running");
    away(folder.resolve("warehouse/user_segments/dt=" + DAY_2));
    world.run(DAY_2);
    assertCompleted(before, "published", "running", "running");
    world.succeed("backfill", "--from", DAY_2, "--to", DAY_2);
    assertCompleted(before, "published", "stopped", "stopped");
  }

  private void away(Path folder) throws IOException {
    Files.move(folder, folder.resolveSibling("_" + folder.getFileName()));
  }

  private void back(Path folder) throws IOException {
    Files.move(folder.resolveSibling("_" + folder.getFileName()), folder);
  }

  private void assertCompleted(List<String> expected, String... statuses) {
    assertThat(texts(world.table("user_labels"), "run_id")).doesNotContain("superseded");
    assertThat(counts()).isEqualTo(expected);
    assertThat(texts(world.table("run_attempts").filter("dt = DATE'2026-03-02'"), "status"))
        .containsExactlyInAnyOrder(statuses);
  }

  /**
   * As a run of the second day that published it, and ended before it removed what was superseded,
   * and compared the third day with it.
   */
  private void endBehindPublication(String status) {
    String place = folder.resolve("warehouse").toString();
    for (String statement :
        List.of(
            "INSERT INTO delta.`%s/user_labels` SELECT * EXCEPT (run_id), 'superseded'"
                + " FROM delta.`%1$s/user_labels` WHERE dt = DATE'2026-03-02'",
            "UPDATE delta.`%s/run_attempts` SET status = '"
                + status
                + "', finished_at = NULL"
                + " WHERE dt = DATE'2026-03-02'",
            "UPDATE delta.`%s/runs` SET inputs ="
                + " map_concat(inputs, map('day_before', 'runs:superseded'))"
                + " WHERE dt = DATE'2026-03-03'",
            "UPDATE delta.`%s/segment_counts` SET entered = 7 WHERE dt = DATE'2026-03-03'")) {
      session().sql(statement.formatted(place));
    }
  }

  @Test
  void aFurtherSegmentIsFilledOnItsOwn() throws IOException {
    world.succeed(ALL);
    List<String> runs = texts(world.table("segment_membership"), "dt", "segment_id", "run_id");
    define("guests", "{label: user_type, equals: guest}");
    define("others", "{not: {segment: talkers}}");
    String[] command = with(ALL, "--segments", "guests,others");

    Result forced = world.execute(with(command, "--force"));
    assertThat(forced.exit()).isEqualTo(2);
    assertThat(forced.err()).contains("--segments adds what a day lacks");
    Result dry = world.execute(with(command, "--dry-run"));
    assertThat(dry.exit()).as(dry.err()).isZero();
    assertThat(dry.out().lines())
        .containsExactly(
            DAY_1 + " lacks the segments guests, others",
            DAY_2 + " lacks the segments guests, others",
            DAY_3 + " lacks the segments guests, others");
    world.succeed(command);
    assertThat(counts())
        .contains(
            DAY_1 + "|guests|2|null|null",
            DAY_1 + "|others|1|null|null",
            DAY_2 + "|guests|2|0|0",
            DAY_2 + "|others|1|0|0",
            DAY_3 + "|others|2|1|0");
    assertThat(
            texts(
                world.table("segment_membership").filter("segment_id IN ('ios', 'talkers')"),
                "dt",
                "segment_id",
                "run_id"))
        .as("the rows of other segments")
        .isEqualTo(runs);
    assertThat(texts(world.table("runs"), "dt", "size(run_ids)"))
        .containsExactly(DAY_1 + "|2", DAY_2 + "|2", DAY_3 + "|2");
    assertThat(plan()).as("the days are whole").allMatch(line -> line.endsWith("is up to date"));
    assertThat(world.execute(command).out()).doesNotContain("published");

    define("guests", "{label: user_type, not_equals: guest}");
    Result edited = world.execute(command);
    assertThat(edited.exit()).isEqualTo(4);
    assertThat(edited.err())
        .contains("it has guests by another definition")
        .contains("segments backfill --from 2026-03-01 --to 2026-03-01");
    Result unknown = world.execute(with(ALL, "--segments", "guest"));
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("no active segment 'guest'. Did you mean 'guests'?");
  }

  private List<String> digest() {
    return texts(world.table("activity_digest"), "log_date", "user_id", "times");
  }

  private static void remove(Path partition) throws IOException {
    Files.delete(partition.resolve("part.json"));
    Files.delete(partition);
  }

  @Test
  void anEventThatArrivedBeforeByALateFileIsNotCountedTwice() throws IOException {
    world.rows("app_events", DAY_2, event("x", "b", DAY_1));
    world.succeed(ALL);
    assertThat(digest()).containsExactly(DAY_1 + "|a|1", DAY_2 + "|b|1");
    world.rows("app_events", DAY_1, event("x", "b", DAY_1));
    Result second = world.execute("backfill", "--from", DAY_2, "--to", DAY_2, "--dry-run");
    assertThat(second.out())
        .as("the days before must be folded, too, or the event would be nowhere")
        .contains("log dates to digest first: 2 from 2026-03-01 to 2026-03-02");
    assertThat(plan()).contains("log dates to digest first: 2 from 2026-03-01 to 2026-03-02");
    world.run(DAY_1);
    assertThat(digest()).containsExactly(DAY_1 + "|a|1", DAY_1 + "|b|1");
    world.succeed(ALL);
    assertThat(digest()).containsExactly(DAY_1 + "|a|1", DAY_1 + "|b|1");
    assertThat(plan()).allMatch(line -> line.endsWith("is up to date"));

    // What the log no longer has is no reason to fold; where there is another, it is said.
    remove(folder.resolve("data/app_events/dt=" + DAY_1));
    assertThat(plan()).allMatch(line -> line.endsWith("is up to date"));
    world.rows("app_events", DAY_2, event("y", "b", DAY_2)).run(DAY_2);
    assertThat(
            texts(
                world.table("runs").filter("dt = DATE'" + DAY_2 + "'"), "concat_ws(' ', warnings)"))
        .first()
        .asString()
        .contains("log date 2026-03-02 was folded without dt=2026-03-01");
  }

  @Test
  void aFileThatArrivesDuringARunIsReadByTheNext() {
    String log = "{format: json, path: 'fault://" + folder.resolve("data/app_events") + "'}";
    world.configure("app_events", log);
    String file = "app_events/dt=" + DAY_1 + "/more.json";
    FaultyFileSystem.onceBeforeOpening(
        "app_events/dt=" + DAY_1, () -> world.file(file, event("2", "b", DAY_1)));
    world.run(DAY_1);
    Result plan = world.execute("backfill", "--from", DAY_1, "--to", DAY_1, "--dry-run");
    assertThat(plan.out()).contains("log dates to digest first: 2026-03-01");
    world.run(DAY_1);
    assertThat(digest()).containsExactly(DAY_1 + "|a|1", DAY_1 + "|b|1");
  }

  @Test
  void segmentsAreNotAddedFromADigestThatTheDayWasNotMadeOf() throws IOException {
    world.run(DAY_1);
    define("callers", "{behavior: page_view, last_days: 3}");
    define("guests", "{label: user_type, equals: guest}");
    String[] command = {"backfill", "--from", DAY_1, "--to", DAY_1, "--segments", "callers"};
    world.rows("app_events", "2026-02-28");
    Result gap = world.execute(command);
    assertThat(gap.exit()).as(gap.out()).isEqualTo(4);
    assertThat(gap.err()).contains("segments digest --from 2026-02-28 --to 2026-02-28");
    world.succeed(with(command, "--dry-run", "--allow-gaps"));
    world.succeed("digest", "--from", "2026-02-28", "--to", "2026-02-28");
    Result other = world.execute(command);
    assertThat(other.exit()).as(other.out()).isEqualTo(4);
    assertThat(other.err())
        .contains("the digest that it looks back to is not the one it was made of")
        .contains("Compute the whole day: segments backfill --from 2026-03-01 --to 2026-03-01");
    world.succeed("backfill", "--from", DAY_1, "--to", DAY_1, "--segments", "guests");
  }

  @Test
  void aTableThatIsGoneDoesNotHideThatAnotherChanged() throws IOException {
    world.configure("homes", "{format: json, path: ../data/homes}");
    world.rows("homes", DAY_1);
    Files.writeString(folder.resolve("data/homes/dt=" + DAY_1 + "/part.json"), "");
    world.run(DAY_1);
    remove(folder.resolve("data/homes/dt=" + DAY_1));
    world.rows("users", DAY_1, "{'user_id':'c','account_type':'guest'}");
    Result result = world.execute("backfill", "--from", DAY_1, "--to", DAY_1, "--dry-run");
    assertThat(result.out()).contains(DAY_1 + " to compute: changed: input users");
  }

  private static Dataset<Row> dated(String day, String row) {
    return rows(row).withColumn("dt", lit(day));
  }

  @Test
  void ofADeltaTableOnlyThePartitionOfTheDayCounts() {
    String users = folder.resolve("delta/users").toString();
    String log = folder.resolve("delta/app_events").toString();
    world.configure("users", "{format: delta, path: '" + users + "'}");
    world.configure("app_events", "{format: delta, path: '" + log + "'}");
    for (String day : List.of(DAY_1, DAY_2)) {
      append(users, dated(day, "{'user_id':'a','account_type':'guest'}"));
      append(log, dated(day, event(day, "a", day)));
    }
    String[] command = {"backfill", "--from", DAY_1, "--to", DAY_2};
    world.succeed(command);
    append(users, dated(DAY_3, "{'user_id':'a','account_type':'guest'}"));
    append(log, dated(DAY_3, event("3", "a", DAY_3)));
    world.run(DAY_3);
    String[] dry = with(command, "--dry-run");
    assertThat(world.execute(dry).out().lines())
        .containsExactly(DAY_1 + " is up to date", DAY_2 + " is up to date");
    append(users, dated(DAY_2, "{'user_id':'b','account_type':'guest'}"));
    assertThat(world.execute(dry).out().lines())
        .containsExactly(DAY_1 + " is up to date", DAY_2 + " to compute: changed: input users");
  }

  private static void append(String place, Dataset<Row> rows) {
    rows.write().format("delta").partitionBy("dt").mode("append").save(place);
  }

  @Test
  void aChangedTableOfTheCatalogIsNoticed() {
    dated(DAY_1, "{'user_id':'a','account_type':'guest'}")
        .write()
        .format("parquet")
        .option("path", folder.resolve("catalog_users").toString())
        .saveAsTable("backfill_users");
    try {
      world.configure("users", "{table: backfill_users}");
      world.run(DAY_1);
      String[] dry = {"backfill", "--from", DAY_1, "--to", DAY_1, "--dry-run"};
      assertThat(world.execute(dry).out()).contains(DAY_1 + " is up to date");
      dated(DAY_1, "{'user_id':'b','account_type':'guest'}")
          .write()
          .format("parquet")
          .mode("append")
          .saveAsTable("backfill_users");
      assertThat(world.execute(dry).out()).contains("changed: input users");
    } finally {
      session().sql("DROP TABLE backfill_users");
    }
  }
}
