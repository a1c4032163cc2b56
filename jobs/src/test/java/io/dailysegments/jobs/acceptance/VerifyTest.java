package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.acceptance.World.Result;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A published day computed again gives the same rows, and where it can't, it is said why. */
class VerifyTest extends SparkTest {

  private static final String DAY_1 = "2026-03-01";
  private static final String DAY_2 = "2026-03-02";
  private static final String DAY_3 = "2026-03-03";

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void publish() {
    world = World.small(folder);
    accounts(DAY_1, "a", "b");
    accounts(DAY_2, "a", "b", "c");
    world
        .rows("app_events", DAY_1, event("1", "a", DAY_1))
        .rows("app_events", DAY_2, event("2", "b", DAY_2), event("3", "b", DAY_1))
        .run(DAY_1)
        .run(DAY_2);
  }

  private void accounts(String day, String... users) {
    for (String user : users) {
      world.rows("users", day, "{'user_id':'%s','account_type':'guest'}".formatted(user));
    }
  }

  private static String event(String id, String user, String day) {
    return ("{'event_id':'%s','user_id':'%s','event_time':'%sT10:00:00Z','event_code':'page_view',"
            + "'platform':'iOS'}")
        .formatted(id, user, day);
  }

  private List<String> rows(String table) {
    return texts(world.table(table).drop("run_id"), "to_json(struct(*))");
  }

  @Test
  void whatArrivesLaterChangesNothing() throws IOException {
    accounts(DAY_3, "a");
    world.rows("app_events", DAY_3, event("4", "a", DAY_1), event("5", "c", DAY_2)).run(DAY_3);
    Result same = world.execute("verify", "--date", DAY_2);
    assertThat(same.exit()).as(same.out() + same.err()).isZero();
    assertThat(same.out()).contains(DAY_2 + " is as it was published: every row is the same");

    // The log partition is gone: what the digest holds of it is enough.
    List<String> labels = rows("user_labels");
    List<String> members = rows("segment_membership");
    List<String> counts = rows("segment_counts");
    Files.delete(folder.resolve("data/app_events/dt=" + DAY_2 + "/part.json"));
    Files.delete(folder.resolve("data/app_events/dt=" + DAY_2));
    world.run(DAY_2);
    assertThat(rows("user_labels")).isEqualTo(labels);
    assertThat(rows("segment_membership")).isEqualTo(members);
    assertThat(rows("segment_counts")).isEqualTo(counts);
    assertThat(texts(world.table("runs").filter("dt = DATE'" + DAY_2 + "'"), "warnings").get(0))
        .contains("the log partition dt=2026-03-02 is gone");

    // So is the whole log.
    for (String day : List.of(DAY_1, DAY_3)) {
      Files.delete(folder.resolve("data/app_events/dt=" + day + "/part.json"));
      Files.delete(folder.resolve("data/app_events/dt=" + day));
    }
    world.run(DAY_2);
    assertThat(rows("user_labels")).isEqualTo(labels);
    assertThat(world.execute("verify", "--date", DAY_2).exit()).isZero();
    Result nothing = world.execute("digest", "--from", DAY_1, "--to", DAY_2);
    assertThat(nothing.exit()).isEqualTo(4);
    assertThat(nothing.err()).contains("holds no data files");
  }

  @Test
  void theDigestOfTheDayItselfMustFitTheSettings() throws IOException {
    World moved = World.small(folder).setting("zone: Europe/Berlin");
    moved.succeed("digest", "--from", DAY_1, "--to", DAY_1, "--force");
    String mend = "segments digest --from 2026-03-02 --to 2026-03-02 --force";
    Result verified = moved.execute("verify", "--date", DAY_2);
    assertThat(verified.exit()).as(verified.out()).isEqualTo(4);
    assertThat(verified.err()).contains(mend);
    Files.delete(folder.resolve("data/app_events/dt=" + DAY_2 + "/part.json"));
    Files.delete(folder.resolve("data/app_events/dt=" + DAY_2));
    Result run = moved.execute("run", "--date", DAY_2);
    assertThat(run.exit()).as(run.out()).isEqualTo(4);
    assertThat(run.err()).contains(mend);
  }

  @Test
  void rowsThatDifferAreShownBySegmentAndLabel() {
    String place = folder.resolve("warehouse").toString();
    session()
        .sql(
            "UPDATE delta.`%s/user_labels` SET platform = 'Others' WHERE dt = DATE'%s' AND user_id = 'b'"
                .formatted(place, DAY_2));
    session()
        .sql(
            "DELETE FROM delta.`%s/segment_membership` WHERE dt = DATE'%s' AND segment_id = 'ios' AND user_id = 'a'"
                .formatted(place, DAY_2));
    session()
        .sql(
            "UPDATE delta.`%s/segment_counts` SET members = 7 WHERE dt = DATE'%s' AND segment_id = 'talkers'"
                .formatted(place, DAY_2));
    session()
        .sql(
            "INSERT INTO delta.`%s/user_labels` SELECT * FROM delta.`%1$s/user_labels` WHERE dt = DATE'%s' AND user_id = 'a'"
                .formatted(place, DAY_2));
    Result different = world.execute("verify", "--date", DAY_2);
    assertThat(different.exit()).as(different.err()).isEqualTo(6);
    assertThat(different.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .anyMatch(line -> line.startsWith("rows of an account "))
        .contains("label platform 1 1 user b: published Others, computed iOS", "members of ios 0 1")
        .anyMatch(line -> line.startsWith("counts of talkers 1 1 published members 7, entered 1"));
    assertThat(world.execute("verify", "--date", DAY_1).exit()).isZero();
  }

  @Test
  void anInputThatIsNotWhatWasReadIsNamed() throws IOException {
    accounts(DAY_2, "d");
    Result different = world.execute("verify", "--date", DAY_2, "--json");
    assertThat(different.exit()).as(different.err()).isEqualTo(6);
    assertThat(different.out())
        .contains("input 'users' is not what the published run read: it was files:1:")
        .contains("\"what\" : \"accounts\"");
    Files.delete(folder.resolve("data/users/dt=" + DAY_2 + "/part.json"));
    Files.delete(folder.resolve("data/users/dt=" + DAY_2));
    Result gone = world.execute("verify", "--date", DAY_2);
    assertThat(gone.exit()).isEqualTo(4);
    assertThat(gone.err()).contains("input 'users'").contains("no snapshot dt=" + DAY_2);
    assertThat(world.execute("verify", "--date", "2026-02-01").exit()).isEqualTo(4);
  }
}
