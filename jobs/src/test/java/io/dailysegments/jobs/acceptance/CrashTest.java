package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.acceptance.World.Result;
import io.dailysegments.jobs.testing.FaultyFileSystem;
import io.dailysegments.jobs.testing.FaultyFileSystem.Fault;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that stop at some operation of the file system: readers see what was published before, and
 * the same command completes the day as if nothing had been. A build tries ten places, other ones
 * each time; {@code -Dcrash.points=400} tries more, as {@code scripts/crash-test} does.
 */
class CrashTest extends SparkTest {

  private static final String DAY_1 = "2026-03-01";
  private static final String DAY_2 = "2026-03-02";
  private static final int STOPS_IN_A_ROW = 5;
  private static final List<Fault> FAULTS = List.of(Fault.values());
  @TempDir Path folder;

  private final List<String> fired = new ArrayList<>();

  /**
   * A deployment of which a day was never computed, or is to be computed again with other data.
   *
   * @param before what readers see
   * @param digest by the text of its row in {@code digested_days}: what the digest has of a log
   *     date
   * @param after everything there is when the day has been computed
   */
  private record Start(
      Path folder,
      SortedMap<String, List<String>> before,
      SortedMap<String, List<String>> digest,
      SortedMap<String, List<String>> after) {}

  @BeforeEach
  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  private static World world(Path place) {
    return World.small(place)
        .setting("warehouse: 'fault://" + place.resolve("warehouse") + "'")
        .setting("events: {history_from_mb: 0}")
        .configure("app_events", "{format: json, path: 'fault://" + place + "/data/app_events'}")
        .configure("users", "{format: json, path: 'fault://" + place + "/data/users'}");
  }

  /** Visitors with an event each that is refused. */
  private static void data(World world, String day, String... users) {
    world.visitors(day, users);
    for (String user : users) {
      world.rows(
          "app_events",
          day,
          "{'event_id':'old','user_id':'%s','event_time':'2025-01-01T10:00:00Z','event_code':'page_view'}"
              .formatted(user));
    }
  }

  private Start start(String name, boolean publishedBefore) throws IOException {
    World made = world(folder.resolve("made-" + name));
    data(made, DAY_1, "a", "b");
    made.setting("quality: {max_rejected_share: 1.0}").run(DAY_1);
    data(made, DAY_2, "a", "c");
    if (publishedBefore) {
      made.run(DAY_2);
      data(made, DAY_2, "d");
    }
    Path place = World.copy(made.folder(), folder.resolve("start-" + name));
    SortedMap<String, List<String>> before = Readers.see(made);
    SortedMap<String, List<String>> digest = new TreeMap<>();
    ledger(made).forEach(row -> digest.put(row, digest(made, logDate(row))));
    made.run(DAY_2);
    assertThat(Readers.see(made)).isNotEqualTo(before);
    return new Start(place, before, digest, WholeState.of(made));
  }

  private static World at(Path place) {
    return world(place).setting("quality: {max_rejected_share: 1.0}");
  }

  @Test
  void whereverARunStopsReadersSeeTheLastStateAndTheSameCommandCompletesTheDay()
      throws IOException {
    List<Start> starts = List.of(start("first", false), start("again", true));
    int points = Integer.getInteger("crash.points", 10);
    FaultyFileSystem.heal();
    World measured = at(World.copy(starts.get(0).folder(), folder.resolve("measured")));
    measured.run(DAY_2);
    long operations = FaultyFileSystem.operations();
    Deque<Long> open = new ArrayDeque<>();
    long phase = Math.floorMod(Long.getLong("crash.seed", System.nanoTime()), operations / points);
    for (int i = 0; i < points; i++) {
      open.add(phase + i * operations / points);
    }
    for (int round = 0; !open.isEmpty(); round++) {
      Start start = starts.get(round % starts.size());
      World world = at(World.copy(start.folder(), folder.resolve("round-" + round)));
      for (int i = 0; i < STOPS_IN_A_ROW && !open.isEmpty(); i++) {
        Fault fault = FAULTS.get((round + i) % FAULTS.size());
        // From both ends in turn: early stops leave much to do for late ones.
        stop(world, start, i % 2 == 0 ? open.removeLast() : open.removeFirst(), fault);
      }
      complete(world, start);
    }
    assertThat(fired).hasSizeGreaterThanOrEqualTo(points * 9 / 10);
  }

  private void stop(World world, Start start, long operation, Fault fault) throws IOException {
    FaultyFileSystem.failAt(operation, fault);
    Result result = world.execute("run", "--date", DAY_2);
    boolean failed = FaultyFileSystem.hasFailed();
    FaultyFileSystem.heal();
    DeltaLog.clearCache();
    String what = fault + " at operation " + operation;
    if (failed) {
      fired.add(what);
    }
    if (fault != Fault.DISK_FULL) { // a full disk lets claims be deleted
      world.breakClaims();
    }
    requireLedgerTellsTheTruth(world, start, what);
    SortedMap<String, List<String>> seen = Readers.see(world);
    if (!seen.equals(start.before())) {
      assertThat(seen).as(what).isEqualTo(WholeState.published(start.after()));
    }
    assertThat(result.exit() == 0)
        .as(what + ": " + result.err())
        .isIn(!failed, seen.equals(WholeState.published(start.after())));
  }

  /** A log date that is said to be folded from what it was at the start has the rows of then. */
  private static void requireLedgerTellsTheTruth(World world, Start start, String what) {
    for (String row : ledger(world)) {
      if (start.digest().containsKey(row)) {
        assertThat(digest(world, logDate(row))).as(what).isEqualTo(start.digest().get(row));
      }
    }
  }

  private static List<String> ledger(World world) {
    return texts(world.table("digested_days"), "log_date", "source");
  }

  private static String logDate(String row) {
    return row.substring(0, row.indexOf('|'));
  }

  private static List<String> digest(World world, String logDate) {
    return texts(
        world.table("activity_digest").filter("log_date = DATE'" + logDate + "'"),
        "to_json(struct(*))");
  }

  private static void complete(World world, Start start) {
    world.run(DAY_2);
    assertThat(WholeState.of(world)).isEqualTo(start.after());
    for (String table : List.of("user_labels", "segment_membership", "segment_counts")) {
      assertThat(texts(world.table(table).select("run_id").distinct(), "run_id"))
          .as("runs whose rows lie in " + table)
          .isEqualTo(texts(world.table("runs"), "run_id"));
    }
    assertThat(texts(world.table("run_attempts"), "status")).doesNotContain("running");
    assertThat(world.folder().resolve("warehouse/_claims")).isEmptyDirectory();
  }
}
