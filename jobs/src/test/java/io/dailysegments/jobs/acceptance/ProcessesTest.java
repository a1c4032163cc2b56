package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in processes of its own: killed, and several at once. */
class ProcessesTest extends SparkTest {

  /** How many stages a run has whose log date was digested by an earlier attempt. */
  private static final int STAGES = 7;

  /** How long after the beginning of a stage a run is killed, in nanoseconds. */
  private static final long[] PAUSES = {0, 200_000_000, 400_000_000};

  private static final String DAY_1 = "2026-03-01";
  private static final String DAY_2 = "2026-03-02";
  private static final String DAY_3 = "2026-03-03";

  @TempDir Path folder;

  /** {@code -Dcrash.kills=40} kills at more places. */
  @Test
  void killedAgainAndAgainTheDayIsCompletedByTheSameCommand() throws InterruptedException {
    World world = World.small(folder);
    world.visitors(DAY_1, "a", "b");
    world.visitors(DAY_2, "a", "c");
    Program first = Program.start(world, "run", "--date", DAY_1);
    assertThat(first.end()).as(first.said()).isZero();
    SortedMap<String, List<String>> before = Readers.see(world);

    int kills = Integer.getInteger("crash.kills", 5);
    for (int i = 0; i < kills; i++) {
      int at = 1 + i * (STAGES - 1) / Math.max(1, kills - 1);
      long pause = PAUSES[i % PAUSES.length];
      kill(Program.start(world, "run", "--date", DAY_2), at, pause);
      SortedMap<String, List<String>> seen = Readers.see(world);
      if (seen.keySet().stream().noneMatch(key -> key.endsWith(DAY_2))) {
        assertThat(seen).isEqualTo(before);
      } else {
        assertThat(seen.keySet()).filteredOn(key -> key.endsWith(DAY_2)).hasSize(3);
      }
    }
    kill(Program.start(world, "run", "--date", DAY_2), STAGES - 1, 0);
    failOnInputs(world);
    assertThat(texts(world.table("user_labels"), "run_id"))
        .as("rows of stopped runs")
        .isSubsetOf(texts(world.table("runs"), "run_id"));
    Program last = Program.start(world, "run", "--date", DAY_2);
    assertThat(last.end()).as(last.said()).isZero();
    assertThat(world.members(DAY_2, "ios")).containsExactly("a", "c");
    assertThat(texts(world.table("user_labels"), "dt", "user_id"))
        .containsExactly(DAY_1 + "|a", DAY_1 + "|b", DAY_2 + "|a", DAY_2 + "|c");
    assertThat(texts(world.table("activity_digest"), "log_date", "user_id", "times"))
        .containsExactly(DAY_1 + "|a|1", DAY_1 + "|b|1", DAY_2 + "|a|1", DAY_2 + "|c|1");
    assertThat(texts(world.table("run_attempts"), "status").stream().distinct())
        .containsExactlyInAnyOrder("failed", "published", "stopped");
  }

  private static void kill(Program program, int stage, long pause) throws InterruptedException {
    AtomicInteger heard = new AtomicInteger();
    int exit =
        program.listen(
            line -> {
              if (line.endsWith(" ...") && heard.incrementAndGet() == stage) {
                LockSupport.parkNanos(pause);
                program.kill();
              }
            });
    assertThat(exit).as("killed in stage %d of%n%s", stage, program.said()).isEqualTo(128 + 9);
  }

  /** What those before it left is gone, too, when a run ends before it computes. */
  private static void failOnInputs(World world) throws InterruptedException {
    Path users = world.folder().resolve("data").resolve("users");
    Path aside = world.folder().resolve("users.aside");
    move(users, aside);
    Program failing = Program.start(world, "run", "--date", DAY_2);
    assertThat(failing.end()).as(failing.said()).isEqualTo(4);
    move(aside, users);
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void ofTwoForTheSameDayOneWinsAndDifferentDaysBothSucceed() throws InterruptedException {
    World world = World.small(folder);
    for (String day : List.of(DAY_1, DAY_2, DAY_3)) {
      world.visitors(day, "a", "b");
    }
    world.succeed("digest", "--from", DAY_1, "--to", DAY_1);
    List<Program> programs = new ArrayList<>();
    for (String day : List.of(DAY_1, DAY_1, DAY_2)) {
      programs.add(Program.start(world, "run", "--allow-gaps", "--date", day));
    }
    programs.add(Program.start(world, "digest", "--from", DAY_3, "--to", DAY_3));
    List<Integer> exits = new ArrayList<>();
    for (Program program : programs) {
      exits.add(program.end());
    }
    assertThat(exits.subList(0, 2)).as(programs.get(0).said()).containsExactlyInAnyOrder(0, 5);
    assertThat(exits.subList(2, 4))
        .as(programs.get(2).said() + programs.get(3).said())
        .containsOnly(0);
    Program loser = programs.get(exits.get(0) == 5 ? 0 : 1);
    assertThat(loser.said()).contains("another run holds it").contains("delete ");
    assertThat(texts(world.table("runs"), "dt")).containsExactly(DAY_1, DAY_2);
    assertThat(texts(world.table("run_attempts"), "dt", "status"))
        .containsExactly(DAY_1 + "|published", DAY_2 + "|published");
    for (String table : List.of("user_labels", "segment_counts")) {
      assertThat(texts(world.table(table).select("dt", "run_id").distinct(), "dt")).hasSize(2);
    }
    assertThat(texts(world.table("digested_days"), "log_date"))
        .containsExactly(DAY_1, DAY_2, DAY_3);
    assertThat(folder.resolve("warehouse/_claims")).isEmptyDirectory();
  }
}
