package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run reads and shuffles the digest once, whatever the number of labels and segments. */
class OneScanTest extends SparkTest {

  private static final String D = "2026-03-31";

  @Test
  void moreLabelsAndSegmentsCostNoMoreScansShufflesOrQueries(@TempDir Path folder)
      throws IOException, TimeoutException {
    World world = World.in(folder).emptyRest("2026-03-30").emptyRest(D);
    world.rows("users", D, "{'user_id':'u','account_type':'registered'}");
    for (int i = 0; i < 8; i++) {
      event(world, "2026-03-30", i, i % 2 == 0 ? "page_view" : "mall_visit");
      event(world, D, i, i % 2 == 0 ? "page_view" : "scene_run_success");
    }
    world.succeed("digest", "--from", "2026-03-30", "--to", D);
    world.run(D);

    DigestScans few = scans(world);
    assertThat(few.scans()).isOne();
    assertThat(few.shuffles()).containsExactly(1);
    assertThat(few.shufflesOfHistories()).containsExactly(0);
    assertThat(few.rows()).isEqualTo(4); // two events on each of two days

    world.catalog(moreLabels(folder)).segments(moreSegments(folder)).run(D); // now known
    DigestScans many = scans(world);
    assertThat(many.scans()).isOne();
    assertThat(many.shuffles()).containsExactly(1);
    assertThat(many.shufflesOfHistories()).containsExactly(0);
    assertThat(many.rows()).isEqualTo(4);
    assertThat(many.queries()).isEqualTo(few.queries());
    assertThat(world.members(D, "scenes-39")).containsExactly("u");
  }

  private static void event(World world, String day, int number, String code) {
    world.rows(
        "app_events",
        day,
        "{'event_id':'%1$d-%2$s','user_id':'u','event_time':'%2$sT01:00:00Z','event_code':'%3$s'}"
            .formatted(number, day, code));
  }

  private static DigestScans scans(World world) throws TimeoutException {
    SparkContext context = session().sparkContext();
    context.listenerBus().waitUntilEmpty();
    try (DigestScans scans = new DigestScans(session())) {
      world.run(D);
      context.listenerBus().waitUntilEmpty();
      return scans;
    }
  }

  private static Path moreLabels(Path folder) throws IOException {
    Path catalog = World.copy(World.CONF.resolve("catalog"), folder.resolve("more"));
    StringBuilder yaml = new StringBuilder("category: ours\nlabels:\n");
    for (int i = 1; i <= 20; i++) {
      yaml.append("  - name: scenes_%dd\n".formatted(i))
          .append("    type: bigint\n    description: Scenes run.\n    when_null: never\n")
          .append("    metrics: {runs: {behavior: scene_run_success, ")
          .append("last_days: %d, measure: times}}\n    sql: ':runs'\n".formatted(i));
    }
    Files.writeString(catalog.resolve("labels").resolve("ours.yaml"), yaml);
    return catalog;
  }

  private static Path moreSegments(Path folder) throws IOException {
    Path segments =
        World.copy(
            World.CONF.resolve("segments").resolve("recommended"), folder.resolve("segments"));
    for (int i = 10; i < 40; i++) {
      Files.writeString(
          segments.resolve("scenes-" + i + ".yaml"),
          "name: Scenes %d\nmatch: [{behavior: scene_run_success, last_days: %d}]\n"
              .formatted(i, i));
    }
    return segments;
  }
}
