package io.dailysegments.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.acceptance.World;
import io.dailysegments.jobs.testing.SparkTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * On random hostile worlds the product says what the oracle says. {@code -Doracle.seeds=1,2} runs
 * certain worlds, {@code -Doracle.worlds=N} so many more new ones.
 */
class RandomDaysTest extends SparkTest {

  static LongStream seeds() {
    String given = System.getProperty("oracle.seeds", "");
    if (!given.isEmpty()) {
      return java.util.Arrays.stream(given.split(",", -1)).mapToLong(Long::parseLong);
    }
    long news = Long.getLong("oracle.worlds", 1);
    return LongStream.concat(LongStream.of(1), new Random().longs(news, 0, Integer.MAX_VALUE));
  }

  @ParameterizedTest(name = "world {0}")
  @MethodSource("seeds")
  void everyCellMemberAndRefusalIsAsTheOracleSays(long seed, @TempDir Path folder) {
    RandomWorld made = new RandomWorld(seed);
    World world = written(made, folder);
    String date = made.day().date().toString();
    world.succeed("digest", "--from", made.log().firstKey().toString(), "--to", date);
    world.run(date);

    DayOracle oracle = new DayOracle(made);
    SortedMap<String, Map<String, Object>> labels = oracle.labels();
    List<String> differences = new ArrayList<>(differences(labels, world.labels(date)));
    oracle
        .members(labels)
        .forEach(
            (segment, users) -> compare(segment, users, world.members(date, segment), differences));
    oracle.refused.forEach(
        (input, reasons) -> compare(input, reasons, refused(world, input, date), differences));
    assertThat(differences).as("world %s, a day %s", seed, made.day()).isEmpty();
  }

  private static World written(RandomWorld made, Path folder) {
    World world =
        World.in(folder)
            .setting("zone: " + made.day().zone())
            .setting("quality: {max_rejected_share: 1.0}")
            .setting("events: {dedup_days: " + made.dedupDays() + "}")
            .setting(
                "labels: {platform: {known: %s}, app_version: {keep: %d}, phone_model: {keep: %d}}"
                    .formatted(made.platforms(), made.keptVersions(), made.keptModels()));
    String date = made.day().date().toString();
    for (Input input : Input.ALL) {
      made.rows(input.name()).forEach(row -> world.row(input.name(), date, row.json()));
    }
    made.log()
        .forEach(
            (day, rows) -> rows.forEach(r -> world.row("app_events", day.toString(), r.json())));
    return world;
  }

  private static List<String> differences(
      Map<String, Map<String, Object>> expected, Map<String, Map<String, Object>> actual) {
    List<String> differences = new ArrayList<>();
    compare("users", expected.keySet(), new TreeSet<>(actual.keySet()), differences);
    expected.forEach(
        (user, row) ->
            row.forEach(
                (label, value) -> {
                  Object found = actual.getOrDefault(user, Map.of()).get(label);
                  Object wanted = value instanceof java.time.Instant ? value.toString() : value;
                  if (!Objects.equals(wanted, found)) {
                    differences.add(
                        "user %s, %s: expected %s, found %s".formatted(user, label, wanted, found));
                  }
                }));
    actual.forEach(
        (user, row) -> {
          Set<String> unknown = new TreeSet<>(row.keySet());
          unknown.removeAll(expected.getOrDefault(user, row).keySet());
          unknown.removeAll(Set.of("dt", "user_id", "run_id"));
          unknown.forEach(label -> differences.add("the oracle lacks " + label));
        });
    return differences;
  }

  private static void compare(
      String what, Object expected, Object actual, List<String> differences) {
    if (!expected.equals(actual)) {
      differences.add(what + ": expected " + expected + ", found " + actual);
    }
  }

  private static Map<String, Integer> refused(World world, String input, String date) {
    String[] parts = input.split(" ", -1);
    Map<String, Integer> reasons = new TreeMap<>();
    for (String row : world.quarantine(parts.length > 1 ? parts[1] : date)) {
      String[] words = row.split(" ", 3);
      if (words[0].equals(parts[0])) {
        reasons.merge(words[1], 1, Integer::sum);
      }
    }
    return reasons;
  }
}
