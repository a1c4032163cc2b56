package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.table.ExclusiveLocalLogStore;
import io.dailysegments.jobs.testing.FaultyFileSystem;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own that loses memory or executors. */
class LostResourcesTest extends SparkTest {

  private static final String DAY_1 = "2026-03-01";
  private static final String DAY_2 = "2026-03-02";

  private static final int KILLS = 3;

  @TempDir Path folder;

  @BeforeEach
  void heal() {
    FaultyFileSystem.heal();
  }

  private World world(String name) {
    Path place = folder.resolve(name);
    return World.small(place)
        .setting("warehouse: 'fault://" + place.resolve("warehouse") + "'")
        .setting("events: {history_from_mb: 0}")
        .configure("app_events", "{format: json, path: 'fault://" + place + "/data/app_events'}")
        .configure("users", "{format: json, path: 'fault://" + place + "/data/users'}");
  }

  /** {@code -Dcrash.memory=40} runs out of memory at more places. */
  @Test
  void outOfMemoryAnywhereReadersSeeTheLastStateAndTheSameCommandCompletesTheDay()
      throws IOException, InterruptedException {
    World first = world("first");
    first.visitors(DAY_1, "a", "b").visitors(DAY_2, "a", "c").run(DAY_1);
    SortedMap<String, List<String>> before = Readers.see(first);
    World world = world("world");
    World.copy(first.folder(), world.folder());
    FaultyFileSystem.heal();
    first.run(DAY_2);
    long operations = FaultyFileSystem.operations();

    int times = Integer.getInteger("crash.memory", 1);
    long phase = Math.floorMod(System.nanoTime(), operations / times);
    for (int i = 0; i < times; i++) {
      long at = phase + i * operations / times;
      Program program = Program.start(world, withoutMemoryAt(at), "run", "--date", DAY_2);
      int exit = program.end();
      SortedMap<String, List<String>> seen = Readers.see(world);
      String what = "at operation %d of %d%n%s".formatted(at, operations, program.said());
      if (exit == 0 || !seen.equals(before)) {
        assertThat(seen).as(what).isEqualTo(Readers.see(first));
      } else {
        assertThat(exit).as(what).isEqualTo(1);
        assertThat(program.said()).contains("Out of memory").doesNotContain("\tat ");
      }
    }
    world.run(DAY_2);
    assertThat(WholeState.of(world)).isEqualTo(WholeState.of(first));
    assertThat(world.folder().resolve("warehouse/_claims")).isEmptyDirectory();
  }

  private static Map<String, String> withoutMemoryAt(long operation) {
    return Map.of(
        "spark.hadoop.fs.fault.impl",
        FaultyFileSystem.class.getName(),
        "spark.delta.logStore.fault.impl",
        ExclusiveLocalLogStore.class.getName(),
        FaultyFileSystem.OUT_OF_MEMORY_AT,
        Long.toString(operation));
  }

  @Test
  void executorsThatAreLostCostTimeAndNothingElse() throws IOException, InterruptedException {
    World undisturbed = World.small(folder.resolve("undisturbed"));
    undisturbed.visitors(DAY_1, "a", "b", "c");
    World world = World.small(folder.resolve("world"));
    World.copy(undisturbed.folder(), world.folder());
    AtomicInteger killed = new AtomicInteger();
    Program program =
        Program.startOnExecutors(world, folder.resolve("spark"), "run", "--date", DAY_1);
    int exit =
        program.listen(
            line -> {
              if (line.endsWith(" ...") && killed.get() < KILLS && program.killExecutor()) {
                killed.incrementAndGet();
              }
            });
    assertThat(exit).as(program.said()).isZero();
    assertThat(killed).as(program.said()).hasValue(KILLS);
    undisturbed.run(DAY_1);
    assertThat(WholeState.of(world)).isEqualTo(WholeState.of(undisturbed));
  }
}
