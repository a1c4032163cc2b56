package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.FaultyFileSystem;
import io.dailysegments.jobs.testing.FaultyFileSystem.Fault;
import io.dailysegments.jobs.testing.SparkTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader that looks without a pause while days are computed, computed again, and removed. */
class ConcurrentReaderTest extends SparkTest {

  private static final String DAY_1 = "2026-03-01";
  private static final String DAY_2 = "2026-03-02";

  @TempDir Path folder;

  /** Each state of a day in a table that was whole: {@code table day} and the rows. */
  private final Set<List<Object>> whole = new HashSet<>();

  private World world(String... more) {
    World world =
        World.small(folder).setting("warehouse: 'fault://" + folder.resolve("warehouse") + "'");
    for (String setting : more) {
      world.setting(setting);
    }
    return world;
  }

  private void now(World world) {
    Readers.see(world).forEach((key, rows) -> whole.add(List.of(key, rows)));
  }

  @Test
  void seesWholeDaysOnly() {
    World world = world();
    world.visitors(DAY_1, "a", "b");
    world.visitors(DAY_2, "a", "b", "c");
    world.run(DAY_1);
    now(world);
    AtomicBoolean ended = new AtomicBoolean();
    CompletableFuture<List<SortedMap<String, List<String>>>> reader =
        CompletableFuture.supplyAsync(
            () -> {
              List<SortedMap<String, List<String>>> all = new ArrayList<>();
              while (!ended.get()) {
                all.add(Readers.see(world));
              }
              return all;
            });
    try {
      world.run(DAY_2);
      now(world);
      world.visitors(DAY_2, "d");
      stopped(world);
      world.run(DAY_2);
      now(world);
      world.visitors(DAY_1, "e");
      world.run(DAY_1); // also compares DAY_2 with it again
      now(world);
      world(
              "retention: {user_labels: 1, segment_membership: 1, segment_counts: 1, vacuum_hours: 1}")
          .succeed("prune");
    } finally {
      ended.set(true);
      FaultyFileSystem.heal();
    }
    List<SortedMap<String, List<String>>> seen = reader.join();
    assertThat(seen).hasSizeGreaterThan(5);
    for (SortedMap<String, List<String>> look : seen) {
      look.forEach((key, rows) -> assertThat(whole).as(key).contains(List.of(key, rows)));
    }
  }

  private static void stopped(World world) {
    FaultyFileSystem.failAt(250, Fault.DISK_FULL); // which the reader does not notice
    assertThat(world.execute("run", "--date", DAY_2).exit()).isNotZero();
    FaultyFileSystem.heal();
  }
}
