package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.acceptance.World.Result;
import io.dailysegments.jobs.testing.FaultyFileSystem;
import io.dailysegments.jobs.testing.FaultyFileSystem.Fault;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands other than {@code run} that stop somewhere: given again they end as if nothing had been.
 * A build tries two of them, by chance; {@code -Dcrash.stops=20} all, at so many places each, and
 * {@code -Dcrash.seed=N} certain ones.
 */
class StoppedCommandsTest extends SparkTest {

  private static final String DAY_1 = "2026-03-01";
  private static final String DAY_2 = "2026-03-02";
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

  /** How many stops of each command; 0: one of two of them. */
  private static final int STOPS = Integer.getInteger("crash.stops", 0);

  private static final List<Fault> FAULTS = List.of(Fault.values());

  @TempDir Path folder;

  /**
   * A command and what there is before it.
   *
   * @param settings lines of the settings that it is given with, beside those it was prepared with
   */
  @SuppressWarnings("ArrayRecordComponent") // only handed on
  private record Case(Consumer<World> before, List<String> settings, String... command) {
    @Override
    public String toString() {
      return String.join(" ", command);
    }
  }

  static List<Case> commands() {
    List<Case> commands = new ArrayList<>(all());
    Collections.shuffle(commands, new Random(SEED));
    return STOPS == 0 ? commands.subList(0, 2) : commands;
  }

  private static List<Case> all() {
    return List.of(
        new Case(world -> {}, List.of(), "digest", "--from", DAY_1, "--to", DAY_2),
        new Case(world -> {}, List.of(), "backfill", "--from", DAY_1, "--to", DAY_2),
        new Case(
            world -> world.run(DAY_1),
            List.of("segments: '%s'"),
            "backfill",
            "--from",
            DAY_1,
            "--to",
            DAY_1,
            "--segments",
            "guests"),
        new Case(
            StoppedCommandsTest::hold,
            List.of("quality: {min_rows: 1}"),
            "run",
            "--date",
            DAY_2,
            "--accept",
            "users,events,segment_size",
            "--reason",
            "test"),
        new Case(
            world -> world.run(DAY_1).run(DAY_2),
            List.of("retention: {user_labels: 1, segment_membership: 1}"),
            "prune"),
        new Case(
            world -> world.run(DAY_1).run(DAY_2),
            List.of(),
            "forget",
            "--user",
            "a",
            "--user",
            "x"));
  }

  private static void hold(World world) {
    world.run(DAY_1);
    world.visitors(DAY_2, "d", "e", "f", "g", "h", "i", "j", "k");
    world.setting("quality: {min_rows: 1}");
    Result held = world.execute("run", "--date", DAY_2);
    assertThat(held.err()).contains("is held and not published");
  }

  private static World at(Path place) {
    return World.small(place)
        .setting("warehouse: 'fault://" + place.resolve("warehouse") + "'")
        .setting("events: {history_from_mb: 0}");
  }

  private World world(Path place, Case one) throws IOException {
    World world = at(place);
    for (String line : one.settings()) {
      if (line.startsWith("segments:")) {
        world.segments(segments());
      } else {
        world.setting(line);
      }
    }
    return world;
  }

  /** The small world's segments and one more. */
  private Path segments() throws IOException {
    Path segments = folder.resolve("segments");
    if (!Files.exists(segments)) {
      World.copy(Path.of("src/test/resources/small/segments"), segments);
      Files.writeString(
          segments.resolve("guests.yaml"),
          "name: Guests\nmatch:\n  - {label: user_type, equals: guest}\n");
    }
    return segments;
  }

  @BeforeEach
  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void aCommandThatStopsIsCompletedByGivingItAgain(Case one) throws IOException {
    Random random = new Random(SEED);
    World start = at(folder.resolve("start"));
    start.visitors(DAY_1, "a", "b");
    start.visitors(DAY_2, "a", "c");
    one.before().accept(start);
    World whole = world(World.copy(start.folder(), folder.resolve("whole")), one);
    FaultyFileSystem.heal();
    whole.succeed(one.command());
    int operations = (int) FaultyFileSystem.operations();
    SortedMap<String, List<String>> expected = WholeState.of(whole);
    for (int stop = 0; stop < Math.max(1, STOPS); stop++) {
      World world = world(World.copy(start.folder(), folder.resolve("stop-" + stop)), one);
      int operation = random.nextInt(operations);
      Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
      stop(world, one, operation, fault);
      world.succeed(one.command());
      assertThat(WholeState.of(world))
          .as("%s, %s at operation %d, seed %d", one, fault, operation, SEED)
          .isEqualTo(expected);
    }
  }

  private static void stop(World world, Case one, int operation, Fault fault) throws IOException {
    FaultyFileSystem.failAt(operation, fault);
    Result result = world.execute(one.command());
    boolean failed = FaultyFileSystem.hasFailed();
    FaultyFileSystem.heal();
    DeltaLog.clearCache();
    world.breakClaims();
    assertThat(result.exit() == 0 || failed).as(result.err()).isTrue();
  }
}
