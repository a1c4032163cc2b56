package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.acceptance.World.Result;
import io.dailysegments.jobs.testing.FaultyFileSystem;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose day, or whose digest, another one takes over or changes meanwhile. */
class LostClaimTest extends SparkTest {

  private static final String DAY = "2026-03-01";

  @TempDir Path folder;

  @Test
  void aRunThatLosesItsClaimPublishesNothingAndRemovesItsOwnRowsOnly() {
    World world =
        World.small(folder).setting("warehouse: 'fault://" + folder.resolve("warehouse") + "'");
    world.rows("users", DAY, "{'user_id':'a','account_type':'guest'}").rows("app_events", DAY);
    world.run(DAY);
    String published = texts(world.table("runs"), "run_id").get(0);
    FaultyFileSystem.meanwhile("user_labels", this::takeOver);
    Result lost = world.execute("run", "--date", DAY);
    FaultyFileSystem.heal();
    DeltaLog.clearCache();
    assertThat(lost.exit()).as(lost.err()).isEqualTo(5);
    assertThat(lost.err()).contains("broken or taken over").contains("Nothing was published");
    assertThat(texts(world.table("runs"), "run_id")).containsExactly(published);
    assertThat(texts(world.table("user_labels"), "run_id"))
        .containsExactlyInAnyOrder(published, "the other run");
    assertThat(texts(world.table("run_attempts"), "attempt_id")).containsExactly(published);
    assertThat(folder.resolve("warehouse/_claims").toFile().list())
        .as("the other run's claim")
        .hasSize(1);
  }

  @Test
  void aRunWaitsForADigestOfItsLogDatesAndOneThatIsOvertakenPublishesNothing() {
    String before = "2026-02-28";
    World world =
        World.small(folder)
            .setting("warehouse: 'fault://" + folder.resolve("warehouse") + "'")
            .visitors(before, "a")
            .visitors(DAY, "a");
    AtomicReference<CompletableFuture<Result>> run = new AtomicReference<>();
    FaultyFileSystem.meanwhile(
        "activity_digest",
        () -> {
          run.set(CompletableFuture.supplyAsync(() -> world.execute("run", "--date", DAY)));
          LockSupport.parkNanos(3_000_000_000L);
        });
    world.succeed("digest", "--from", before, "--to", before);
    Result waited = run.get().join();
    assertThat(waited.exit()).as(waited.err()).isZero();
    assertThat(world.labels(DAY).get("a")).containsEntry("active_days_30d", 2);

    FaultyFileSystem.meanwhile(
        "user_labels",
        () ->
            world
                .visitors(before, "late")
                .succeed("digest", "--from", before, "--to", before, "--force"));
    Result overtaken = world.execute("run", "--date", DAY);
    FaultyFileSystem.heal();
    assertThat(overtaken.exit()).as(overtaken.err()).isEqualTo(4);
    assertThat(overtaken.err()).contains("The activity digest changed while this ran");
    assertThat(texts(world.table("run_attempts"), "status")).containsExactly("failed", "published");
    assertThat(world.table("user_labels").select("run_id").distinct().count()).isOne();
    world.run(DAY);
  }

  /** As another holder who has taken the day over, and has written labels. */
  private void takeOver() {
    session()
        .sql(
            "INSERT INTO delta.`%s/warehouse/user_labels` SELECT * EXCEPT (run_id), 'the other run' FROM delta.`%1$s/warehouse/user_labels`"
                .formatted(folder));
    try {
      Files.writeString(
          folder.resolve("warehouse/_claims/data-date-" + DAY + ".1"),
          "run: other%nhost: h%nmachine: m%npid: 1%nstarted: 2026-03-01T00:00:00Z%n".formatted());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
