package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many definitions, and definitions of many criteria. */
class ManyRulesTest extends SparkTest {

  private static final String D = "2026-03-31";

  @Test
  void tenThousandCriteriaInASegmentWork(@TempDir Path folder) throws IOException {
    Path segments = Files.createDirectories(folder.resolve("segments"));
    StringBuilder all = new StringBuilder("name: All\nmatch:\n");
    StringBuilder any = new StringBuilder("name: Any\nmatch:\n  - any:\n");
    for (int i = 0; i < 10_000; i++) {
      all.append("  - {label: device_count, less_than: ").append(i + 1).append("}\n");
      any.append("      - {label: country_en, equals: \"c").append(i).append("\"}\n");
    }
    Files.writeString(segments.resolve("all.yaml"), all);
    Files.writeString(segments.resolve("any.yaml"), any);
    World world = World.in(folder).segments(segments);
    world.rows("users", D, "{'user_id':'u','account_type':'guest'}").emptyRest(D).run(D);
    assertThat(world.members(D, "all")).containsExactly("u");
    assertThat(world.members(D, "any")).isEmpty();
  }

  @Test
  void aThousandDefinitionsAreValidated(@TempDir Path folder) throws IOException {
    Path segments = Files.createDirectories(folder.resolve("segments"));
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      Files.writeString(
          segments.resolve("s" + i + ".yaml"),
          """
          name: S
          match:
            - any:
                - {label: active_days_30d, at_least: %d}
                - {behavior: page_view, last_days: %d, times: {at_least: %d}}
            - {label: country_en, not_in: [A, B%d]}
            - {not: {label: registered_at, in_last_days: %d}}
          """
              .formatted(
                  1 + random.nextInt(20),
                  1 + random.nextInt(180),
                  1 + random.nextInt(9),
                  i,
                  1 + random.nextInt(300)));
    }
    World.Result result = World.in(folder).segments(segments).execute("validate");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).contains("1000 segments");
  }
}
