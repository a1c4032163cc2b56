package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.acceptance.World.Result;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings no longer keep goes, and so do users who ask for it. */
class RetentionTest extends SparkTest {

  private static final String DAY_1 = "2026-03-01";
  private static final String DAY_2 = "2026-03-02";
  private static final String DAY_3 = "2026-03-03";
  private static final String ID = "secret-user-7";

  @TempDir Path folder;

  private static String account(String user) {
    return "{'user_id':'%s','account_type':'guest'}".formatted(user);
  }

  private static String event(String id, String user, String day) {
    return ("{'event_id':'%s','user_id':'%s','event_time':'%sT10:00:00Z','event_code':'page_view',"
            + "'platform':'iOS'}")
        .formatted(id, user, day);
  }

  private List<String> days(World world, String table) {
    return texts(world.table(table).select("dt").distinct(), "dt");
  }

  @Test
  void daysGoWholeOrTheRowOfTheDaySaysWhatIsGone() throws IOException {
    World world = World.small(folder);
    for (String day : List.of(DAY_1, DAY_2, DAY_3)) {
      world.rows("users", day, account("a")).rows("app_events", day, event(day, "a", day)).run(day);
    }
    assertThat(world.execute("prune").out()).contains("No table holds more");
    world.rows("users", DAY_2, account("b"), account("c"), account("d"), account("e"));
    Result held = world.setting("quality: {min_rows: 1}").execute("run", "--date", DAY_2);
    assertThat(held.err()).contains("is held and not published");
    World kept =
        World.small(folder)
            .setting("retention: {user_labels: 1, segment_membership: 2, vacuum_hours: 1}");
    Result dry = kept.execute("prune", "--dry-run");
    assertThat(dry.out().lines())
        .containsExactly(
            "user_labels: 2 days from 2026-03-01 to 2026-03-02",
            "segment_membership: 1 days from 2026-03-01 to 2026-03-01",
            "user_segments: 1 days from 2026-03-01 to 2026-03-01",
            "held_user_labels: 1 days from 2026-03-02 to 2026-03-02",
            "held_segment_membership: 1 days from 2026-03-02 to 2026-03-02",
            "held_user_segments: 1 days from 2026-03-02 to 2026-03-02",
            "held_segment_counts: 1 days from 2026-03-02 to 2026-03-02",
            "held_runs: 1 days from 2026-03-02 to 2026-03-02");
    assertThat(days(kept, "user_labels")).hasSize(3);
    List<String> stopped = List.of("user_segments", "held_user_labels");
    aside(stopped);
    kept.succeed("prune");
    restore(stopped); // as if stopped in between
    assertThat(kept.execute("prune", "--dry-run").out().lines())
        .containsExactly(
            "user_segments: 1 days from 2026-03-01 to 2026-03-01",
            "held_user_labels: 1 days from 2026-03-02 to 2026-03-02");
    kept.succeed("prune");
    assertThat(days(kept, "user_segments")).containsExactly(DAY_2, DAY_3);
    assertThat(days(kept, "user_labels")).containsExactly(DAY_3);
    assertThat(days(kept, "segment_membership")).containsExactly(DAY_2, DAY_3);
    assertThat(days(kept, "held_user_labels")).isEmpty();
    assertThat(days(kept, "segment_counts")).containsExactly(DAY_1, DAY_2, DAY_3);
    assertThat(texts(kept.table("runs"), "dt", "concat_ws(', ', sort_array(pruned))"))
        .containsExactly(
            DAY_1 + "|segment_membership, user_labels", DAY_2 + "|user_labels", DAY_3 + "|");
    Result explain = kept.execute("explain", "ios", "--user", "a", "--date", DAY_2);
    assertThat(explain.exit()).isEqualTo(4);
    assertThat(explain.err()).contains("Of 2026-03-02 retention has removed user_labels");

    Result verified = kept.execute("verify", "--date", DAY_3);
    assertThat(verified.exit()).as(verified.out()).isZero();
    assertThat(verified.out()).contains("note: the day before is no longer there");
    assertThat(kept.execute("backfill", "--from", DAY_3, "--to", DAY_3, "--dry-run").out())
        .doesNotContain("the day before");

    kept.run(DAY_3); // there is no whole day before to compare with any more
    assertThat(texts(kept.table("segment_counts").filter("dt = DATE'" + DAY_3 + "'"), "entered"))
        .containsOnly("null");
    World.small(folder)
        .setting("retention: {user_labels: 1, segment_membership: 1, segment_counts: 1}")
        .succeed("prune");
    assertThat(days(kept, "runs")).containsExactly(DAY_3);
    assertThat(days(kept, "segment_counts")).containsExactly(DAY_3);
  }

  private void aside(List<String> tables) throws IOException {
    for (String table : tables) {
      World.copy(folder.resolve("warehouse").resolve(table), folder.resolve("aside/" + table));
    }
  }

  /** Puts tables back that were put aside. */
  private void restore(List<String> tables) throws IOException {
    for (String table : tables) {
      Path place = folder.resolve("warehouse").resolve(table);
      FileUtils.deleteDirectory(place.toFile());
      World.copy(folder.resolve("aside/" + table), place);
    }
    DeltaLog.clearCache();
  }

  @Test
  void aDayThatLooksBackToARemovedLogDateIsNotComputedSilently() throws IOException {
    String old = "2025-08-01";
    String next = "2025-08-02";
    World world = World.small(folder).setting("retention: {activity_digest: 180}");
    for (String day : List.of(old, next, DAY_1)) {
      world.rows("users", day, account("a")).rows("app_events", day, event(day, "a", day));
    }
    world.succeed("digest", "--from", old, "--to", next).run(next).run(DAY_1);
    aside(List.of("activity_digest"));
    world.succeed("prune");
    restore(List.of("activity_digest")); // as if stopped in between
    world.succeed("prune");
    assertThat(texts(world.table("activity_digest"), "log_date")).containsExactly(DAY_1);
    assertThat(texts(world.table("digested_days"), "log_date", "pruned"))
        .containsExactly(old + "|true", next + "|true", DAY_1 + "|false");
    Result run = world.execute("run", "--date", next);
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("segments digest --from 2025-08-01 --to 2025-08-01");
    assertThat(world.execute("backfill", "--from", next, "--to", next, "--dry-run").out())
        .contains("log dates to digest first: 2 from 2025-08-01 to 2025-08-02");
  }

  @Test
  void aForgottenUserIsNowhereAndDoesNotComeBack() throws IOException {
    World world = World.small(folder).setting("retention: {vacuum_hours: 1}");
    world
        .rows("users", DAY_1, account(ID), account("a"))
        .rows("users", DAY_2, account(ID), account("a"))
        .rows(
            "app_events",
            DAY_1,
            event("1", ID, DAY_1),
            event("1", ID, DAY_1),
            event("2", "a", DAY_1))
        .rows("app_events", DAY_2, event("3", ID, DAY_2), event("4", "a", DAY_2))
        .run(DAY_1);
    assertThat(world.members(DAY_1, "ios")).containsExactly("a", ID);
    assertThat(world.quarantine(DAY_1)).anyMatch(row -> row.contains(ID));

    assertThat(world.execute("forget").exit()).isEqualTo(2);
    Path list = Files.writeString(folder.resolve("erase.txt"), ID + "\nunknown-user\n");
    Result forgotten = world.execute("forget", "--file", list.toString());
    assertThat(forgotten.exit()).as(forgotten.err()).isZero();
    assertThat(forgotten.out())
        .contains("2 users are forgotten: receipt erasure-")
        .contains("user_labels: 1 rows")
        .contains("activity_digest: 1 rows")
        .contains("quarantine: 1 rows")
        .doesNotContain(ID);
    for (String table : world.tables()) {
      assertThat(texts(world.table(table), "to_json(struct(*))"))
          .as(table)
          .noneMatch(row -> row.contains(ID));
    }
    assertThat(logsThatName(ID)).isEmpty();
    assertThat(texts(world.table("segment_counts").filter("segment_id = 'ios'"), "members"))
        .as("published counts stay")
        .containsExactly("2");
    assertThat(texts(world.table("runs"), "erased_users")).containsExactly("1");
    Result verified = world.execute("verify", "--date", DAY_1);
    assertThat(verified.exit()).as(verified.out()).isZero();
    assertThat(verified.out()).contains("1 users were forgotten since");

    world.run(DAY_1).run(DAY_2).succeed("digest", "--from", DAY_1, "--to", DAY_2, "--force");
    assertThat(world.members(DAY_1, "ios")).containsExactly("a");
    assertThat(world.members(DAY_2, "ios")).containsExactly("a");
    assertThat(texts(world.table("activity_digest"), "user_id")).containsOnly("a");
    assertThat(world.quarantine(DAY_1)).isEmpty();
    assertThat(logsThatName(ID)).isEmpty();
    assertThat(texts(world.table("erasures"), "users", "erased_by", "rows_removed['user_labels']"))
        .containsExactly("2|" + System.getProperty("user.name") + "|1");
  }

  /** The files of Delta logs that hold a text. */
  private List<Path> logsThatName(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("warehouse"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> contains(file, text))
          .toList();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).contains(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
