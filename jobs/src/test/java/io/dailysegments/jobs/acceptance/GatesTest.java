package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.acceptance.World.Result;
import io.dailysegments.jobs.testing.FaultyFileSystem;
import io.dailysegments.jobs.testing.FaultyFileSystem.Fault;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quality gates hold a day that looks like an accident, until a person accepts it. */
class GatesTest extends SparkTest {

  private static final String DAY_1 = "2026-03-01";
  private static final String DAY_2 = "2026-03-02";
  private static final List<String> DATED =
      List.of("user_labels", "segment_membership", "segment_counts");

  private static World world(Path folder) {
    return World.small(folder).setting("quality: {min_rows: 2}");
  }

  private static void accounts(World world, String day, String rest, String... users) {
    for (String user : users) {
      world.rows(
          "users", day, "{'user_id':'%s','account_type':'registered'%s}".formatted(user, rest));
    }
  }

  private static String event(String id, String user, String day) {
    return "{'event_id':'%s','user_id':'%s','event_time':'%sT10:00:00Z','event_code':'page_view'}"
        .formatted(id, user, day);
  }

  private static String feedback(String id) {
    return "{'feedback_id':'%s','user_id':'a','created_at':'2026-01-01T00:00:00Z'}".formatted(id);
  }

  @Test
  void aDayWithHalfOfYesterdaysUsersIsHeldAndPublishedOnlyKnowingly(@TempDir Path folder)
      throws IOException {
    World world = world(folder);
    accounts(world, DAY_1, ",'accepts_marketing':true", "a", "b", "c", "d");
    accounts(world, DAY_2, ",'accepts_marketing':true", "a", "e");
    world.rows("app_events", DAY_1).rows("app_events", DAY_2).run(DAY_1);

    Result held = world.execute("run", "--date", DAY_2);
    assertThat(held.exit()).as(held.err()).isEqualTo(4);
    assertThat(held.err())
        .contains(DAY_2 + " is held and not published")
        .contains(
            "users: 2 users; the median of the published days before is 4; allowed are 3 to 12")
        .contains("segments run --date 2026-03-02 --accept users --reason TEXT")
        .doesNotContain("\tat ");
    assertThat(texts(world.table("runs"), "dt")).containsExactly(DAY_1);
    for (String table : DATED) {
      assertThat(texts(world.table(table).distinct(), "dt")).as(table).containsOnly(DAY_1);
    }
    assertThat(texts(world.table("held_user_labels"), "dt", "user_id"))
        .containsExactly(DAY_2 + "|a", DAY_2 + "|e");
    for (String table : List.of("user_labels", "segment_membership", "segment_counts", "runs")) {
      assertThat(world.table("held_" + table).schema()).isEqualTo(world.table(table).schema());
    }
    String heldRun = texts(world.table("held_runs"), "run_id").get(0);

    assertThat(world.execute("run", "--date", DAY_2, "--accept", "users").exit()).isEqualTo(2);
    Result unknown = world.execute("run", "--date", DAY_2, "--accept", "user", "--reason", "x");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("no check 'user'. Did you mean 'users'?");
    Result other = world.execute("run", "--date", DAY_2, "--accept", "events", "--reason", "x");
    assertThat(other.exit()).isEqualTo(4);
    assertThat(other.err()).contains("held by other checks, too").contains("users: 2 users");

    Path aside = copyHeld(folder.resolve("warehouse"), folder.resolve("aside"));
    world.run(DAY_2, "--accept", "users", "--reason", "test accounts removed");
    copyHeld(aside, folder.resolve("warehouse")); // as if stopped before what is held was removed
    saysItRuns(folder, "published");
    world.succeed("backfill", "--from", DAY_2, "--to", DAY_2);
    assertThat(world.table("held_runs").isEmpty()).as("completed by a backfill").isTrue();
    copyHeld(aside, folder.resolve("warehouse"));
    world.run(DAY_2, "--accept", "users", "--reason", "test accounts removed"); // changes nothing
    assertThat(texts(world.table("user_labels").filter("dt = DATE'" + DAY_2 + "'"), "user_id"))
        .containsExactly("a", "e");
    assertThat(texts(world.table("runs").filter("dt = DATE'" + DAY_2 + "'"), "run_id"))
        .containsExactly(heldRun);
    assertThat(texts(world.table("runs"), "dt", "checks['users']").get(1))
        .startsWith(DAY_2 + "|accepted by " + System.getProperty("user.name"))
        .contains("test accounts removed")
        .contains("2 users");
    assertThat(world.members(DAY_2, "consenting")).containsExactly("a", "e");
    assertThat(
            texts(
                world.table("segment_counts").filter("segment_id = 'consenting'"),
                "dt",
                "members",
                "entered",
                "exited"))
        .containsExactly(DAY_1 + "|4|null|null", DAY_2 + "|2|1|3");
    assertThat(world.table("held_user_labels").isEmpty()).isTrue();
    assertThat(world.table("held_runs").isEmpty()).isTrue();
    assertThat(texts(world.table("run_attempts"), "dt", "status", "exit_status", "reason"))
        .containsExactly(
            DAY_1 + "|published|0|null",
            DAY_2 + "|failed|4|x",
            DAY_2 + "|held|4|null",
            DAY_2 + "|published|0|test accounts removed",
            DAY_2 + "|stopped|0|test accounts removed");
    Result nothing = world.execute("run", "--date", DAY_2, "--accept", "users", "--reason", "x");
    assertThat(nothing.exit()).isEqualTo(4);
    assertThat(nothing.err()).contains("Nothing is held of 2026-03-02");

    // What is held since the day was published stays, whatever else of the day is completed.
    assertThat(world.execute("run", "--date", DAY_2).exit()).isEqualTo(4);
    String heldSince = texts(world.table("held_runs"), "run_id").get(0);
    assertThat(heldSince).isNotEqualTo(heldRun);
    saysItRuns(folder, "published");
    world.succeed("backfill", "--from", DAY_2, "--to", DAY_2);
    assertThat(texts(world.table("held_runs"), "run_id")).containsExactly(heldSince);

    // What is held of before another run published the day can't be accepted any more.
    copyHeld(folder.resolve("warehouse"), aside);
    accounts(world, DAY_2, ",'accepts_marketing':true", "f", "g");
    world.run(DAY_2);
    copyHeld(aside, folder.resolve("warehouse"));
    session()
        .sql(
            "UPDATE delta.`%s/held_runs` SET finished_at = finished_at - INTERVAL 1 HOUR"
                .formatted(folder.resolve("warehouse"))); // the clock of tests stands
    Result older = world.execute("run", "--date", DAY_2, "--accept", "users", "--reason", "x");
    assertThat(older.err()).contains("Nothing is held of 2026-03-02");
    assertThat(world.members(DAY_2, "consenting")).containsExactly("a", "e", "f", "g");
    saysItRuns(folder, "published");
    world.succeed("backfill", "--from", DAY_2, "--to", DAY_2);
    assertThat(world.table("held_runs").isEmpty()).as("superseded, and removed").isTrue();
  }

  /** As if the attempts for the second day of some status had been stopped. */
  private static void saysItRuns(Path folder, String status) {
    String update =
        "UPDATE delta.`%s/run_attempts` SET status = 'running' WHERE status = '%s' AND dt = DATE'%s'";
    session().sql(update.formatted(folder.resolve("warehouse"), status, DAY_2));
  }

  /** Puts the tables of held days of one warehouse in the place of another's. */
  private static Path copyHeld(Path from, Path to) throws IOException {
    for (String table : from.toFile().list((place, name) -> name.startsWith("held_"))) {
      if (Files.exists(to.resolve(table))) {
        FileUtils.deleteDirectory(to.resolve(table).toFile());
      }
      World.copy(from.resolve(table), to.resolve(table));
    }
    DeltaLog.clearCache();
    return to;
  }

  @Test
  void whatIsHeldStaysHeldUntilALaterRunIsWhollyHeld(@TempDir Path folder) throws IOException {
    World world = world(folder).setting("warehouse: 'fault://" + folder + "/warehouse'");
    accounts(world, DAY_1, "", "a", "b", "c", "d", "e");
    accounts(world, DAY_2, "", "a");
    world.rows("app_events", DAY_1).rows("app_events", DAY_2, event("1", "a", DAY_2)).run(DAY_1);
    assertThat(world.execute("run", "--date", DAY_2).err()).contains("is held and not published");

    accounts(world, DAY_2, "", "b");
    FaultyFileSystem.meanwhile( // the last but runs
        "held_segment_counts", () -> FaultyFileSystem.failAt(0, Fault.DISK_FULL));
    Result stopped = world.execute("run", "--date", DAY_2);
    assertThat(stopped.exit()).as(stopped.toString()).isEqualTo(1);
    assertThat(stopped.err()).doesNotContain("is held");
    assertThat(FaultyFileSystem.hasFailed()).isTrue();
    FaultyFileSystem.heal();
    DeltaLog.clearCache();
    world.breakClaims();

    world.succeed("run", "--date", DAY_2, "--accept", "users", "--reason", "one is right");
    assertThat(world.labels(DAY_2).keySet()).containsExactly("a");
    assertThat(world.table("held_user_labels").count()).isZero();
    assertThat(world.execute("verify", "--date", DAY_2).out()).contains("accounts");
  }

  @Test
  void aDayIsHeldAlsoWhileRowsThatNobodyReadsCannotBeRemoved(@TempDir Path folder)
      throws IOException {
    World world = world(folder);
    accounts(world, DAY_1, "", "a", "b", "c", "d", "e");
    accounts(world, DAY_2, "", "a");
    world.rows("app_events", DAY_1).rows("app_events", DAY_2).run(DAY_1);
    canLoseRows(folder, "user_labels", false);
    Result first = world.execute("run", "--date", DAY_2);
    assertThat(first.exit()).as(first.err()).isEqualTo(4);
    assertThat(first.err()).contains("is held").contains("Rows that nobody reads could not be");
    assertThat(texts(world.table("user_labels"), "dt")).contains(DAY_2);
    List<String> firstRun = texts(world.table("held_runs"), "run_id");

    canLoseRows(folder, "user_labels", true);
    canLoseRows(folder, "held_user_labels", false);
    Result second = world.execute("run", "--date", DAY_2);
    assertThat(second.err()).contains("is held").contains("Rows that nobody reads could not be");
    assertThat(texts(world.table("user_labels"), "dt")).hasSize(5).containsOnly(DAY_1);
    List<String> secondRun = texts(world.table("held_runs"), "run_id");
    assertThat(secondRun).hasSize(1).isNotEqualTo(firstRun);
    assertThat(texts(world.table("held_user_labels"), "run_id"))
        .containsExactlyInAnyOrder(firstRun.get(0), secondRun.get(0));

    canLoseRows(folder, "held_user_labels", true);
    Files.delete(folder.resolve("data/users/dt=" + DAY_2 + "/part.json"));
    Files.delete(folder.resolve("data/users/dt=" + DAY_2));
    assertThat(world.execute("run", "--date", DAY_2).err()).contains("Cannot read input 'users'");
    assertThat(texts(world.table("held_user_labels"), "run_id")).isEqualTo(secondRun);
    assertThat(texts(world.table("run_attempts"), "dt", "status"))
        .containsExactly(DAY_1 + "|published", DAY_2 + "|failed", DAY_2 + "|held", DAY_2 + "|held");
  }

  @Test
  void anAcceptanceThatFailsOnceTheDayIsReadableIsCompletedLater(@TempDir Path folder) {
    World world = world(folder);
    accounts(world, DAY_1, "", "a", "b", "c", "d", "e");
    accounts(world, DAY_2, "", "a");
    world.rows("app_events", DAY_1).rows("app_events", DAY_2).run(DAY_1);
    assertThat(world.execute("run", "--date", DAY_2).exit()).isEqualTo(4);
    canLoseRows(folder, "held_user_labels", false);
    Result failed = world.execute("run", "--date", DAY_2, "--accept", "users", "--reason", "sold");
    assertThat(failed.exit()).as(failed.err()).isEqualTo(1);
    assertThat(world.labels(DAY_2).keySet()).containsExactly("a");
    assertThat(texts(world.table("run_attempts"), "dt", "status", "reason"))
        .contains(DAY_2 + "|failed|sold");
    assertThat(world.table("held_user_labels").isEmpty()).isFalse();

    canLoseRows(folder, "held_user_labels", true);
    world.succeed("backfill", "--from", DAY_2, "--to", DAY_2);
    assertThat(world.table("held_user_labels").isEmpty()).isTrue();
    assertThat(texts(world.table("run_attempts"), "dt", "status", "reason"))
        .containsExactly(
            DAY_1 + "|published|null", DAY_2 + "|held|null", DAY_2 + "|published|sold");
  }

  private static void canLoseRows(Path folder, String table, boolean can) {
    session()
        .sql(
            "ALTER TABLE delta.`%s/warehouse/%s` SET TBLPROPERTIES ('delta.appendOnly' = '%s')"
                .formatted(folder, table, !can));
  }

  @Test
  void everyCheckThatFailsIsNamedAndAllMustBeAccepted(@TempDir Path folder) {
    World world = world(folder);
    accounts(
        world,
        DAY_1,
        ",'accepts_marketing':true,'registered_at':'2026-01-01T00:00:00Z'",
        "a",
        "b",
        "c");
    accounts(world, DAY_2, "", "a", "b", "c");
    for (String user : List.of("a", "b", "c")) {
      world.rows("app_events", DAY_1, event(user, user, DAY_1));
    }
    for (int i = 0; i < 20; i++) {
      world.rows("app_events", DAY_2, event("x" + i, i < 12 ? "nobody" : "a", DAY_2));
    }
    world.configure("feedback", "{format: json, path: ../data/feedback}");
    for (String id : List.of("1", "2", "3", "4")) {
      world.rows("feedback", DAY_1, feedback(id));
    }
    world.rows("feedback", DAY_2, feedback("1"), feedback("2"));
    world.rows("app_events", DAY_1).rows("app_events", DAY_2).run(DAY_1);
    Result held = world.execute("run", "--date", DAY_2);
    assertThat(held.exit()).isEqualTo(4);
    assertThat(held.err())
        .contains(
            "events: 20 events; the median of the published days before is 3; allowed are 1 to 15")
        .contains(
            "missing_labels: registered_at has no value for 100.0 % of the users instead of 0.0 %")
        .contains("user_tables: feedback has 2 rows instead of 4 (quality.user_tables)")
        .contains("unknown_users: 12 of 20 events are of users who are not in users")
        .contains("segment_size: consenting has 0 members instead of 3")
        .doesNotContain("  users:");
    assertThat(held.err())
        .contains("--accept events,user_tables,missing_labels,unknown_users,segment_size");
    // The input comes again, with bad rows: what is held of the old one is in nobody's way.
    world.rows("users", DAY_2, "{'user_id':null}", "{'user_id':null}");
    Result bad =
        world.execute("run", "--date", DAY_2, "--accept", "rejected_rows", "--reason", "known");
    assertThat(bad.err())
        .contains("is held and not published")
        .contains("--accept events,user_tables");
    // Held again by this attempt, whose rows take the place of the first one's.
    assertThat(texts(world.table("held_runs"), "dt")).containsExactly(DAY_2);
    assertThat(world.table("held_user_labels").count()).isEqualTo(3);
    World lenient =
        World.small(folder).setting("quality: {min_rows: 1000, max_rejected_share: 1.0}");
    lenient.run(DAY_2);
    assertThat(texts(world.table("runs"), "dt", "checks['segment_size']").get(1))
        .isEqualTo(DAY_2 + "|passed: no segment's size jumped (quality.segment_size)");
    assertThat(world.table("held_runs").isEmpty()).isTrue();
  }

  @Test
  void refusedRowsBeyondTheGateCanBeAccepted(@TempDir Path folder) {
    World world =
        World.in(folder)
            .rows("app_events", DAY_1, event("1", "a", DAY_1), event("2", "a", "2026-01-01"))
            .rows("feedback", DAY_1, "{'feedback_id':'1','user_id':'a','created_at':'yesterday'}");
    accounts(world, DAY_1, "", "a");
    world.emptyRest(DAY_1);
    Result refused = world.execute("run", "--date", DAY_1);
    assertThat(refused.exit()).isEqualTo(4);
    assertThat(refused.err()).contains("--accept rejected_rows --reason TEXT");
    world.run(DAY_1, "--accept", "rejected_rows", "--reason", "old phones woke up");
    assertThat(texts(world.table("runs"), "checks['rejected_rows']").get(0))
        .contains("old phones woke up")
        .contains("app_events of log date 2026-03-01: 1 of 2 rows were refused {late=1}")
        .contains("input feedback: 1 of 1 rows were refused {null_key=1}");
    assertThat(world.labels(DAY_1).get("a"))
        .containsEntry("active_days_30d", 1)
        .containsEntry("feedback_count", 0L);
  }
}
