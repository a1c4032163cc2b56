package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.acceptance.World.Result;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose day another one has taken over changes nothing of that one's. */
class LostClaimTest extends SparkTest {

  private static final String DAY = "2026-03-01";

  @TempDir Path folder;

  @Test
  void aRunThatLosesItsClaimPublishesNothingAndRemovesItsOwnRowsOnly() {
    World world = World.small(folder);
    world.rows("users", DAY, "{'user_id':'a','account_type':'guest'}").rows("app_events", DAY);
    world.run(DAY);
    String published = texts(world.table("runs"), "run_id").get(0);
    session()
        .sql(
            "INSERT INTO delta.`%s/warehouse/user_labels` SELECT * EXCEPT (run_id), 'the other run' FROM delta.`%1$s/warehouse/user_labels`"
                .formatted(folder));
    CompletableFuture<Void> other = CompletableFuture.runAsync(this::takeOver);
    Result lost = world.execute("run", "--date", DAY);
    other.join();
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

  /** Puts another holder's name into the claim as soon as there is one. */
  private void takeOver() {
    Path claims = folder.resolve("warehouse/_claims");
    Path claim = claims.resolve("data-date-" + DAY + ".1");
    while (!Files.exists(claim)) {
      Thread.onSpinWait();
    }
    try {
      Thread.sleep(500); // until its holder has written it
      Files.writeString(
          claim,
          "run: other%nhost: h%nmachine: m%npid: 1%nstarted: 2026-03-01T00:00:00Z%n".formatted());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
