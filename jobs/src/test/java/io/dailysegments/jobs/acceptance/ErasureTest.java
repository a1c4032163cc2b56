package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.acceptance.World.Result;
import io.dailysegments.jobs.testing.FaultyFileSystem;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users who are forgotten while something else works on the tables, or by a stopped command. */
class ErasureTest extends SparkTest {

  private static final String DAY_1 = "2026-03-01";
  private static final String DAY_2 = "2026-03-02";
  private static final String ID = "secret-user-7";

  @TempDir Path folder;

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  private World world() {
    return World.small(folder)
        .setting("warehouse: 'fault://" + folder.resolve("warehouse") + "'")
        .setting("events: {history_from_mb: 0}");
  }

  private static World accounts(World world, String day, String... users) {
    for (String user : users) {
      world.rows(
          "users",
          day,
          "{'user_id':'%s','account_type':'guest','accepts_marketing':true}".formatted(user));
    }
    return world.rows("users", day, "{'user_id':'someone','account_type':null}");
  }

  private static World events(World world, String day, String... users) {
    for (String user : users) {
      String event =
          ("{'event_id':'%1$s%2$s','user_id':'%1$s','event_time':'%2$sT10:00:00Z','event_code':'page_view',"
                  + "'platform':'iOS'}")
              .formatted(user, day);
      world.rows("app_events", day, event, event);
    }
    return world;
  }

  /** Lets a command meet a {@code forget} that does all it does while a table is being written. */
  private Result meeting(World world, String table, String... command) {
    AtomicReference<Result> forgotten = new AtomicReference<>();
    FaultyFileSystem.meanwhile(table, () -> forgotten.set(world.execute("forget", "--user", ID)));
    Result result = world.execute(command);
    assertThat(forgotten.get()).as("written: %s; %s", table, result).isNotNull();
    assertThat(forgotten.get().exit()).as(forgotten.get().err()).isZero();
    return result;
  }

  private static void isToBeGivenAgain(Result result) {
    assertThat(result.exit()).as(result.toString()).isEqualTo(4);
    assertThat(result.err()).contains("Users were forgotten while this ran");
  }

  private void isNowhere(World world) {
    for (String table : world.tables()) {
      Dataset<Row> rows = world.table(table);
      assertThat(texts(rows, "to_json(struct(*))")).as(table).noneMatch(row -> row.contains(ID));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"activity_digest", "activity_history"})
  void whoIsForgottenWhileADayIsWrittenIsNowhereAndTheSameCommandCompletesIt(String table) {
    World world = world().setting("quality: {max_rejected_share: 1.0}");
    accounts(world, DAY_1, ID, "a");
    events(world, DAY_1, ID, "a");
    isToBeGivenAgain(meeting(world, table, "run", "--date", DAY_1));
    isNowhere(world);
    world.run(DAY_1);
    assertThat(world.members(DAY_1, "ios")).containsExactly("a");
    isNowhere(world);
    assertThat(texts(world.table("runs"), "coalesce(erased_users, 0)")).containsExactly("0");
  }

  @Test
  void whoIsForgottenWhileADayIsPublishedIsCountedWithIt() {
    World world = world().setting("quality: {max_rejected_share: 1.0}");
    accounts(world, DAY_1, ID, "a");
    events(world, DAY_1, ID, "a");
    Result run = meeting(world, "runs", "run", "--date", DAY_1);
    assertThat(run.exit()).as(run.err()).isZero();
    isNowhere(world);
    assertThat(texts(world.table("segment_counts").filter("segment_id = 'ios'"), "members"))
        .containsExactly("2");
    assertThat(texts(world.table("runs"), "erased_users")).containsExactly("1");
  }

  private World held() {
    World world = world().setting("quality: {min_rows: 2, max_rejected_share: 1.0}");
    accounts(world, DAY_1, ID, "a", "b", "c", "d", "e");
    accounts(world, DAY_2, ID, "a");
    events(world, DAY_1, ID, "a");
    return events(world, DAY_2, ID, "a").run(DAY_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"held_runs"})
  void whoIsForgottenWhileADayIsHeldIsNotHeld(String table) {
    World world = held();
    Result run = meeting(world, table, "run", "--date", DAY_2);
    assertThat(run.exit()).isEqualTo(4);
    isNowhere(world);
    world.execute("run", "--date", DAY_2);
    isNowhere(world);
  }

  @Test
  void whoIsForgottenWhileAHeldDayIsAcceptedIsNowhereAndTheDayCountsThem() {
    World world = held();
    String[] accept = {"run", "--date", DAY_2, "--accept", "users", "--reason", "x"};
    Result held = world.execute("run", "--date", DAY_2);
    assertThat(held.err()).contains("is held and not published");
    isToBeGivenAgain(meeting(world, "user_labels", accept));
    isNowhere(world);
    world.succeed(accept);
    isNowhere(world);
    assertThat(texts(world.table("segment_counts").filter("segment_id = 'ios'"), "dt", "members"))
        .containsExactly(DAY_1 + "|2", DAY_2 + "|2");
    assertThat(texts(world.table("runs"), "dt", "erased_users"))
        .as("the counts of the held day are those with the user")
        .containsExactly(DAY_1 + "|1", DAY_2 + "|1");
  }

  @Test
  void whoIsForgottenWhileSegmentsAreAddedIsNowhere() throws IOException {
    Path segments = World.copy(Path.of("src/test/resources/small/segments"), folder.resolve("s"));
    World world = world().segments(segments).setting("quality: {max_rejected_share: 1.0}");
    accounts(world, DAY_1, ID, "a");
    events(world, DAY_1, ID, "a").run(DAY_1);
    Files.writeString(
        segments.resolve("guests.yaml"),
        "name: Guests\nmatch:\n  - {label: user_type, equals: guest}\n");
    String[] add = {"backfill", "--from", DAY_1, "--to", DAY_1, "--segments", "guests"};
    isToBeGivenAgain(meeting(world, "segment_membership", add));
    isNowhere(world);
    world.succeed(add);
    isNowhere(world);
    assertThat(world.members(DAY_1, "guests")).containsExactly("a");
    assertThat(texts(world.table("runs"), "erased_users")).containsExactly("1");
  }

  @Test
  void daysWithoutLabelsCountWhoIsErasedOfTheirMembers() {
    World world = world().setting("quality: {max_rejected_share: 1.0}");
    accounts(world, DAY_1, ID, "a", "b");
    accounts(world, DAY_2, ID, "a", "b");
    events(world, DAY_1, ID, "a", "b").run(DAY_1);
    events(world, DAY_2, ID, "a", "b").run(DAY_2).succeed("forget", "--user", "b");
    World kept = world.setting("retention: {user_labels: 1}").succeed("prune");
    kept.succeed("forget", "--user", ID).succeed("forget", "--user", ID);
    assertThat(texts(kept.table("runs"), "dt", "get(pruned, 0)", "erased_users"))
        .containsExactly(DAY_1 + "|user_labels|2", DAY_2 + "|null|2");
  }

  @Test
  void theKeyIsTheOwnersAloneAndADamagedOneIsRefused() throws IOException {
    World world = World.small(folder).setting("quality: {max_rejected_share: 1.0}");
    accounts(world, DAY_1, ID, "a");
    events(world, DAY_1, ID, "a").run(DAY_1).succeed("forget", "--user", ID);
    Path key = folder.resolve("warehouse/_erasure/key");
    assertThat(Files.readString(key)).matches("[0-9a-f]{64}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(key.getParent().toFile().list()).containsExactly("key");
    String good = Files.readString(key);
    for (String bad : List.of("", "not a key", good.substring(2))) {
      Files.writeString(key, bad);
      for (String[] command :
          List.of(new String[] {"run", "--date", DAY_1}, new String[] {"forget", "--user", "a"})) {
        Result result = world.execute(command);
        assertThat(result.exit()).as(result.toString()).isEqualTo(4);
        assertThat(result.err())
            .contains("Cannot tell forgotten users: the file ", "/_erasure/key holds no key")
            .doesNotContain("\tat ");
      }
    }
    Files.writeString(key, good);
    world.run(DAY_1);
    assertThat(world.members(DAY_1, "ios")).containsExactly("a");
  }
}
