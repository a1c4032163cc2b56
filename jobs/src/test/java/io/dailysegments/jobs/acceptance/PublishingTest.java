package io.dailysegments.jobs.acceptance;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables hold after runs, re-runs and runs of earlier days. */
class PublishingTest extends SparkTest {

  private static final String DAY_1 = "2026-03-01";
  private static final String DAY_2 = "2026-03-02";
  private static final String CONTRACT_COLUMNS =
      """
      dt date, user_id string,
      country_en string, country_zh string, city_en string, city_zh string, user_type string,
      platform string, app_version string, phone_model string, have_email boolean,
      have_phone boolean, registered_at timestamp, registration_method string,
      accept_marketing boolean,
      active_days_30d int, last_active_at timestamp, avg_daily_voice_control_30d double,
      avg_daily_panel_taps_30d double, have_gateway boolean, have_ip_camera boolean,
      have_smart_lock boolean, have_smart_speaker boolean, have_control_panel boolean,
      bound_device_count int, pairing_success_90d string, vas_subscribed boolean,
      vas_orders_placed bigint, vas_amount_placed decimal(28,2), vas_orders_completed bigint,
      vas_amount_completed decimal(28,2), cloud_storage_purchased boolean,
      cloud_storage_expires_at timestamp, cloud_storage_renewed boolean, feedback_count bigint,
      positive_review_pct double, resolved_feedback_pct double,
      mall_address_entered boolean, mall_last_visit_at timestamp, mall_activity_30d decimal(18,1),
      mall_visit_days_30d int, coupon_received_180d boolean, coupon_received boolean,
      coupons_unused bigint, cart_item_count bigint, have_unpaid_order boolean,
      items_ordered_180d bigint, amount_ordered_180d decimal(28,2), items_paid_180d bigint,
      amount_paid_180d decimal(28,2),
      lifecycle string, user_level string,
      device_count int, device_ever_added boolean, days_since_active int,
      pairing_attempts_90d bigint, pairing_successes_90d bigint, feedback_count_30d bigint,
      feedback_count_90d bigint, run_id string""";

  @TempDir static Path folder;
  private static World world;

  /** Two days; on the second "b" no longer accepts marketing, "c" does, and "d" is new. */
  @BeforeAll
  static void run() throws IOException {
    Path segments =
        World.copy(World.CONF.resolve("segments/recommended"), folder.resolve("segments"));
    Files.writeString(
        segments.resolve("nobody.yaml"),
        "name: Nobody\nmatch:\n  - {label: platform, equals: iOS}\n");
    world =
        World.in(folder)
            .setting("events: {history_from_mb: 0}")
            .segments(segments)
            .catalog(World.copy(World.CONF.resolve("catalog"), folder.resolve("catalog")));
    accounts(DAY_1, "a:true", "b:true", "c:false", "gone:true:deleted");
    accounts(DAY_2, "a:true", "b:false", "c:true", "d:true");
    world.emptyRest(DAY_1).emptyRest(DAY_2);
    world.run(DAY_1).run(DAY_2);
  }

  private static void accounts(String day, String... users) {
    for (String user : users) {
      String[] parts = user.split(":", -1);
      String deleted = parts.length > 2 ? ",'deleted_at':'2026-01-01T00:00:00Z'" : "";
      world.rows(
          "users",
          day,
          "{'user_id':'%s','account_type':'registered','email':'%s@example.com','accepts_marketing':%s%s}"
              .formatted(parts[0], parts[0], parts[1], deleted));
    }
  }

  private static List<String> counts(String day) {
    return texts(
        world.table("segment_counts").filter("dt = DATE'" + day + "'"),
        "segment_id",
        "members",
        "entered",
        "exited",
        "population");
  }

  @Test
  void theLabelTableHasTheContractsColumns() {
    String columns =
        String.join(
            ", ",
            Arrays.stream(world.table("user_labels").schema().fields())
                .map(PublishingTest::column)
                .toList());
    assertThat(columns).isEqualTo(CONTRACT_COLUMNS.replaceAll("\\s+", " "));
  }

  private static String column(StructField field) {
    return field.name() + " " + field.dataType().simpleString();
  }

  @Test
  void entriesAndExitsAreAgainstTheDayBefore() {
    assertThat(counts(DAY_1))
        .hasSize(11)
        .contains("accepted-marketing|2|null|null|3", "nobody|0|null|null|3");
    // b left, c and d came.
    assertThat(counts(DAY_2)).hasSize(11).contains("accepted-marketing|3|2|1|4", "nobody|0|0|0|4");
    assertThat(world.members(DAY_1, "accepted-marketing")).containsExactly("a", "b");
    assertThat(world.members(DAY_2, "accepted-marketing")).containsExactly("a", "c", "d");
  }

  @Test
  void aDayIsPublishedByItsOneRowInRuns() {
    assertThat(texts(world.table("runs"), "dt", "status", "size(run_ids)"))
        .containsExactly(DAY_1 + "|published|1", DAY_2 + "|published|1");
    String day2 = texts(world.table("runs").filter("dt = DATE'" + DAY_2 + "'"), "run_id").get(0);
    for (String table : List.of("user_labels", "segment_membership", "segment_counts")) {
      assertThat(texts(world.table(table).filter("dt = DATE'" + DAY_2 + "'").distinct(), "run_id"))
          .as(table)
          .containsOnly(day2);
    }
    assertThat(
            world
                .table("segment_membership")
                .groupBy("dt", "segment_id", "user_id")
                .count()
                .filter("count > 1")
                .isEmpty())
        .isTrue();
  }

  @Test
  void noTableHoldsAnEmailAddress() {
    for (String table :
        List.of("user_labels", "segment_membership", "runs", "segment_definitions")) {
      assertThat(texts(world.table(table), "to_json(struct(*))"))
          .noneMatch(row -> row.contains("example.com"));
    }
  }

  /**
   * One test, because each step builds on the one before: it works on copies of the world above.
   */
  @Test
  void reRunsChangedDefinitionsAndOwnLabelsChangeTheirDayOnly(@TempDir Path other)
      throws IOException {
    World.copy(folder, other);
    World mine =
        World.in(other).segments(other.resolve("segments")).catalog(other.resolve("catalog"));
    List<String> before = texts(mine.table("user_labels").drop("run_id"), "to_json(struct(*))");

    mine.run(DAY_1);
    assertThat(texts(mine.table("user_labels").drop("run_id"), "to_json(struct(*))"))
        .isEqualTo(before);
    assertThat(mine.table("user_labels").select("dt", "run_id").distinct().count()).isEqualTo(2);

    // On day 1 "d" was there, too, and accepted marketing: on day 2 it no longer enters.
    mine.rows(
        "users", DAY_1, "{'user_id':'d','account_type':'registered','accepts_marketing':true}");
    mine.run(DAY_1);
    assertThat(changes(mine)).contains("accepted-marketing|3|1|1");

    Files.writeString(
        other.resolve("segments/nobody.yaml"),
        "# now somebody\nname: Nobody\nmatch:\n  - {label: platform, equals: Unknown}\n");
    Files.writeString(
        other.resolve("catalog/labels/ours.yaml"),
        """
        category: ours
        labels:
          - name: page_views_7d
            type: bigint
            description: Page views of the last 7 days.
            when_null: never
            metrics:
              views: {behavior: page_view, last_days: 7, measure: times}
            sql: ":views + CASE WHEN user_type = 'registered' THEN :bonus ELSE 0 END"
            parameters: {bonus: 5}
        """);
    mine.setting("labels: {page_views_7d: {bonus: 7}}");
    mine.run(DAY_2);
    assertThat(texts(mine.table("user_labels"), "dt", "user_id", "page_views_7d"))
        .contains(DAY_1 + "|a|null", DAY_2 + "|a|7");
    assertThat(mine.members(DAY_2, "nobody")).hasSize(4);
    assertThat(
            texts(
                mine.table("segment_definitions").filter("segment_id = 'nobody'"),
                "first_dt",
                "definition LIKE '%iOS%'"))
        .containsExactlyInAnyOrder(DAY_1 + "|true", DAY_2 + "|false");

    Path ours = other.resolve("catalog/labels/ours.yaml");
    Files.writeString(ours, Files.readString(ours).replace("type: bigint", "type: double"));
    World.Result changed = mine.execute("run", "--date", DAY_2);
    assertThat(changed.exit()).isEqualTo(3);
    assertThat(changed.err()).contains("ours.yaml:3:").contains("page_views_7d").contains("bigint");
  }

  private static List<String> changes(World mine) {
    return texts(
        mine.table("segment_counts").filter("dt = DATE'" + DAY_2 + "'"),
        "segment_id",
        "members",
        "entered",
        "exited");
  }

  @Test
  void aTableInADatabaseIsPublishedLikewise(@TempDir Path other) throws IOException {
    session()
        .sql(
            "CREATE DATABASE published_segments LOCATION '"
                + other.resolve("database").toUri()
                + "'");
    World.copy(folder.resolve("data"), other.resolve("data"));
    World mine = World.in(other).setting("database: published_segments");
    mine.run(DAY_1);
    mine.run(DAY_1); // replaces rows of every table
    assertThat(texts(session().table("published_segments.segment_counts"), "segment_id", "members"))
        .containsOnlyOnce("accepted-marketing|2");
    session()
        .sql(
            "INSERT INTO published_segments.segment_counts SELECT * EXCEPT (run_id), 'under way'"
                + " FROM published_segments.segment_counts");
    for (String table : List.of("user_labels", "segment_membership", "segment_counts")) {
      assertThat(session().table("published_segments.published_" + table).columns())
          .isEqualTo(session().table("published_segments." + table).columns());
    }
    assertThat(
            texts(
                session().table("published_segments.published_segment_counts"),
                "segment_id",
                "members"))
        .containsOnlyOnce("accepted-marketing|2");
    session().sql("DROP DATABASE published_segments CASCADE");
  }

  @Test
  void everyTableIsDocumentedAsItIs() throws IOException {
    world.succeed("forget", "--user", "nobody");
    Map<String, List<String>> documented = documentedTables();
    String held =
        "held_user_labels, held_segment_membership, held_user_segments, held_segment_counts, held_runs";
    assertThat(documented.remove(held)).isEmpty();
    for (String table : held.split(", ", -1)) {
      documented.put(table, List.of());
    }
    assertThat(documented.keySet())
        .containsExactlyInAnyOrder(
            Arrays.stream(OutputTable.values()).map(OutputTable::key).toArray(String[]::new));
    Set<String> labels =
        Files.readAllLines(Path.of("..", "docs", "labels.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("`", -1)[1])
            .collect(Collectors.toSet());
    documented.keySet().removeIf(table -> table.startsWith("held_")); // see GatesTest
    documented.forEach(
        (table, columns) ->
            assertThat(
                    Arrays.stream(world.table(table).schema().fields())
                        .filter(f -> !table.equals("user_labels") || !labels.contains(f.name()))
                        .map(field -> field.name() + " " + field.dataType().sql().toLowerCase(ROOT))
                        .map(column -> column.replace(", ", ","))
                        .toList())
                .as(table)
                .isEqualTo(columns));
  }

  /** Columns with their types, by the heading that they stand below in docs/tables.md. */
  private static Map<String, List<String>> documentedTables() throws IOException {
    Map<String, List<String>> tables = new TreeMap<>();
    String table = "";
    for (String line : Files.readAllLines(Path.of("..", "docs", "tables.md"))) {
      if (line.startsWith("## ")) {
        table = line.substring(3);
        tables.put(table, new ArrayList<>());
      } else if (line.startsWith("| `")) {
        String[] cells = line.split(" \\| ", -1);
        tables.get(table).add(cells[0].substring(2).replace("`", "") + " " + cells[1]);
      }
    }
    return tables;
  }
}
