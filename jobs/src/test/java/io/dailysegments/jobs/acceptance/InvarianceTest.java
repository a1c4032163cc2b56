package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same day comes out the same whatever the machine, its zone and locale, partitions, and order
 * of rows.
 */
class InvarianceTest extends SparkTest {

  private static final String D = "2026-03-29"; // 23 hours in Berlin

  @Test
  void nothingButInputsDefinitionsAndSettingsDecides(@TempDir Path one, @TempDir Path two) {
    Map<String, List<String>> first = tables(world(one, 1));
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    String partitions = session().conf().get("spark.sql.shuffle.partitions");
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      Locale.setDefault(new Locale("tr", "TR"));
      session().conf().set("spark.sql.shuffle.partitions", "7");
      assertThat(tables(world(two, 99))).isEqualTo(first);
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
      session().conf().set("spark.sql.shuffle.partitions", partitions);
    }
    assertThat(first.get("user_labels")).hasSize(40);
    assertThat(first.get("segment_membership")).isNotEmpty();
    assertThat(first.get("quarantine")).isNotEmpty();
  }

  /** The same rows; the seed decides in which order and in which of three files they lie. */
  private static World world(Path folder, long seed) {
    World world =
        World.in(folder)
            .setting("zone: Europe/Berlin")
            .setting("quality: {max_rejected_share: 1.0}")
            .setting("labels: {app_version: {keep: 2}, platform: {known: [iOS, INDIGO]}}");
    List<String[]> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      account(i, lines);
    }
    Random random = new Random(seed);
    Collections.shuffle(lines, random);
    for (String[] line : lines) {
      world.file(line[0] + "/dt=" + D + "/part-" + random.nextInt(3) + ".json", line[1]);
    }
    return world.emptyRest(D).run(D);
  }

  private static void account(int i, List<String[]> lines) {
    String user = "u" + i;
    lines.add(
        new String[] {
          "users",
          "{'user_id':'%s','account_type':'registered','registered_at':'2026-03-%02dT23:30:00Z','accepts_marketing':%s}"
              .formatted(user, 1 + i % 28, i % 3 == 0)
        });
    for (int j = 0; j < 12; j++) {
      lines.add(
          new String[] {
            "app_events",
            "{'event_id':'%d','user_id':'%s','event_time':'2026-03-%02dT%02d:59:59.5Z','event_code':'%s','platform':'%s','app_version':'%d'}"
                .formatted(
                    j % 9,
                    user,
                    27 + (i + j) % 4,
                    (7 * j) % 24,
                    j % 2 == 0 ? "page_view" : "mall_item_browse",
                    j % 3 == 0 ? "indigo" : "İOS",
                    (i + j) % 5)
          });
    }
    lines.add(
        new String[] {
          "homes",
          "{'home_id':'%d','user_id':'%s','country_code':'in','created_at':'2026-01-01T00:00:00Z'}"
              .formatted(i, user)
        });
    lines.add(
        new String[] {
          "mall_orders",
          "{'order_id':'%d','user_id':'%s','item_count':%d,'amount':%d.5,'created_at':'2026-03-01T00:00:00Z'}"
              .formatted(i % 30, user, i, i)
        });
  }

  private static Map<String, List<String>> tables(World world) {
    Map<String, List<String>> tables = new TreeMap<>();
    for (String table :
        List.of(
            "user_labels",
            "segment_membership",
            "segment_counts",
            "activity_digest",
            "quarantine")) {
      tables.put(table, texts(world.table(table).drop("run_id"), "to_json(struct(*))"));
    }
    return tables;
  }
}
