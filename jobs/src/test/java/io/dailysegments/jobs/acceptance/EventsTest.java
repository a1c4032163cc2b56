package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.acceptance.World.Result;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events: refused, late, twice, missing. */
class EventsTest extends SparkTest {

  private static String event(String id, String user, String at, String code) {
    return "{'event_id':'%s','user_id':'%s','event_time':'%s','event_code':'%s'}"
        .formatted(id, user, at, code);
  }

  private static World world(Path folder) {
    return World.in(folder).setting("quality: {max_rejected_share: 1.0}");
  }

  private static List<String> digest(World world, String logDate) {
    return texts(
        world.table("activity_digest").filter("log_date = DATE'" + logDate + "'"),
        "user_id",
        "activity_date",
        "event_code",
        "times");
  }

  @Test
  void refusedEventsAreQuarantinedWithTheirReason(@TempDir Path folder) {
    World world =
        world(folder)
            .rows("app_events", "2026-02-27", event("b2", "u", "2026-02-27T10:00:00Z", "page_view"))
            .rows(
                "app_events",
                "2026-02-28",
                event("back", "u", "2026-03-05T10:00:00Z", "page_view"),
                event("b2", "u", "2026-02-27T10:00:00Z", "page_view"))
            .rows(
                "app_events",
                "2026-03-01",
                event("b2", "u", "2026-02-27T10:00:00Z", "page_view"),
                event("late", "u", "2026-02-21T23:59:59.999999Z", "page_view"),
                event("on-time", "u", "2026-02-22T00:00:00Z", "page_view"),
                event("future", "u", "2026-03-02T00:00:00Z", "page_view"),
                event("", "u", "2026-03-01T10:00:00Z", "page_view"),
                event("date", "u", "2026-03-01", "page_view"),
                event("twice", "u", "2026-03-01T10:00:00Z", "page_view"),
                event("twice", "u", "2026-03-01T09:00:00Z", "zzz"),
                event("twice", "other", "2026-03-01T09:00:00Z", "page_view"),
                event("back", "u", "2026-03-01T09:00:00Z", "page_view"));
    world.succeed("digest", "--from", "2026-02-27", "--to", "2026-03-01");
    assertThat(
            world.quarantine("2026-03-01").stream()
                .map(row -> row.replaceAll("\\{.*event_id\":\"([^\"]*).*", "$1")))
        .containsExactlyInAnyOrder(
            "app_events duplicate back",
            "app_events duplicate b2",
            "app_events duplicate twice",
            "app_events future future",
            "app_events late late",
            "app_events null_key date",
            "app_events null_key ");
    // b2 arrived on 02-28 too, though as a duplicate; "back" arrived there as future.
    assertThat(digest(world, "2026-03-01"))
        .containsExactly(
            "other|2026-03-01|page_view|1", "u|2026-02-22|page_view|1", "u|2026-03-01|zzz|1");
    assertThat(digest(world, "2026-02-28")).isEmpty();
    assertThat(
            texts(
                world.table("digested_days"), "log_date", "rows_read", "rows_kept", "rows_refused"))
        .hasSize(3)
        .first()
        .isEqualTo("2026-02-27|1|1|Map()");
  }

  @Test
  void whatArrivesLaterDoesNotChangeADayComputedBefore(@TempDir Path folder) {
    World world = world(folder);
    for (String day : List.of("2026-03-01", "2026-03-02", "2026-03-03")) {
      world.rows("users", day, "{'user_id':'u','account_type':'guest'}").emptyRest(day);
    }
    world.rows("app_events", "2026-03-01", event("1", "u", "2026-03-01T10:00:00Z", "page_view"));
    world.run("2026-03-01");
    world.rows("app_events", "2026-03-03", event("2", "u", "2026-02-28T10:00:00Z", "page_view"));
    world.succeed("backfill", "--from", "2026-03-02", "--to", "2026-03-03");
    world.run("2026-03-01");
    assertThat(world.labels("2026-03-01").get("u")).containsEntry("active_days_30d", 1);
    assertThat(world.labels("2026-03-02").get("u")).containsEntry("active_days_30d", 1);
    assertThat(world.labels("2026-03-03").get("u")).containsEntry("active_days_30d", 2);
  }

  @Test
  void logDatesThatWereNeverDigestedStopARun(@TempDir Path folder) {
    World world =
        world(folder)
            .rows("users", "2026-03-05", "{'user_id':'u','account_type':'guest'}")
            .rows("app_events", "2026-03-02", event("1", "u", "2026-03-02T10:00:00Z", "page_view"))
            .rows("app_events", "2026-03-04")
            .rows("app_events", "2026-03-05", event("2", "u", "2026-03-05T10:00:00Z", "page_view"))
            .emptyRest("2026-03-05")
            .emptyRest("2026-03-04");
    Result gap = world.execute("run", "--date", "2026-03-05");
    assertThat(gap.exit()).isEqualTo(4);
    assertThat(gap.err())
        .contains("2026-03-02, 2026-03-04")
        .contains("digest --from 2026-03-02 --to 2026-03-04");
    assertThat(world.tables()).containsExactly("run_attempts");
    world.run("2026-03-05", "--allow-gaps");
    assertThat(world.labels("2026-03-05").get("u")).containsEntry("active_days_30d", 1);
    world.succeed("digest", "--from", "2026-03-01", "--to", "2026-03-04").run("2026-03-05");
    assertThat(world.labels("2026-03-05").get("u")).containsEntry("active_days_30d", 2);
  }

  @Test
  void aDigestOfAnotherZoneStopsARun(@TempDir Path folder) {
    World world =
        world(folder)
            .rows("users", "2026-03-02", "{'user_id':'u','account_type':'guest'}")
            .rows("app_events", "2026-03-01")
            .emptyRest("2026-03-01")
            .emptyRest("2026-03-02");
    world.succeed("digest", "--from", "2026-03-01", "--to", "2026-03-01");
    world.setting("zone: Europe/Berlin");
    Result result = world.execute("run", "--date", "2026-03-02");
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err()).contains("UTC").contains("Europe/Berlin").contains("--force");
    world.succeed("digest", "--from", "2026-03-01", "--to", "2026-03-01", "--force");
    world.run("2026-03-02");
  }

  @Test
  void aLogDateWithTooManyRefusedEventsIsNotDigested(@TempDir Path folder) {
    World world =
        World.in(folder)
            .rows(
                "app_events",
                "2026-03-01",
                event("1", "u", "2026-03-01T10:00:00Z", "page_view"),
                event("", "u", "2026-03-01T10:00:00Z", "page_view"))
            .rows("app_events", "2026-02-28")
            .rows("app_events", "2026-03-02", event("2", "u", "2026-03-02T10:00:00Z", "page_view"));
    Result result = world.execute("digest", "--from", "2026-02-28", "--to", "2026-03-02");
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err())
        .contains("app_events of log date 2026-03-01: 1 of 2 rows were refused")
        .contains("segments run --date 2026-03-01 --accept rejected_rows");
    assertThat(world.quarantine("2026-03-01")).hasSize(1);
    assertThat(texts(world.table("digested_days"), "log_date"))
        .containsExactly("2026-02-28", "2026-03-02");
  }

  @Test
  void aPropertyThatWasNotKeptStopsARunUntilItIsFoldedAgain(@TempDir Path folder)
      throws IOException {
    String tap =
        "{'event_id':'1','user_id':'u','event_time':'2026-03-01T10:00:00Z',"
            + "'event_code':'scan_tap','properties':{'code':'qr'}}";
    World world =
        world(folder)
            .rows("users", "2026-03-02", "{'user_id':'u','account_type':'guest'}")
            .rows("app_events", "2026-03-01", tap)
            .emptyRest("2026-03-02");
    world.succeed("digest", "--from", "2026-03-01", "--to", "2026-03-01");

    Path catalog = World.copy(World.CONF.resolve("catalog"), folder.resolve("catalog"));
    Path pairing = catalog.resolve("events").resolve("device_pairing.yaml");
    String declared = "  name: Scan tapped\n  properties: {code: {type: string}}\n";
    Files.writeString(
        pairing, Files.readString(pairing).replace("  name: Scan tapped\n", declared));
    Files.writeString(
        catalog.resolve("labels").resolve("ours.yaml"),
        """
        category: ours
        labels:
          - name: qr_scans_7d
            type: bigint
            description: Scans of QR codes.
            when_null: never
            metrics:
              scans: {behavior: scan_tap, where: {code: {equals: qr}}, last_days: 7, measure: times}
            sql: ":scans"
        """);
    world.catalog(catalog);
    Result result = world.execute("run", "--date", "2026-03-02");
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err())
        .contains("did not keep property 'code' of event 'scan_tap'")
        .contains("digest --from 2026-03-01 --to 2026-03-01 --force");
    world.succeed("digest", "--from", "2026-03-01", "--to", "2026-03-01", "--force");
    world.run("2026-03-02");
    assertThat(world.labels("2026-03-02").get("u")).containsEntry("qr_scans_7d", 1L);
  }

  @Test
  void aLogCutInAnotherZoneIsSaid(@TempDir Path folder) {
    World world =
        world(folder)
            .rows(
                "app_events",
                "2026-03-01",
                event("1", "u", "2026-03-01T10:00:00Z", "page_view"),
                event("2", "u", "2026-03-02T01:00:00Z", "page_view"),
                event("3", "u", "2026-03-01T10:00:00Z", "no_such_event"));
    world.rows("users", "2026-03-01", "{'user_id':'u','account_type':'guest'}");
    world.emptyRest("2026-03-01").run("2026-03-01");
    assertThat(texts(world.table("runs"), "array_join(warnings, ' ')").get(0))
        .contains("another zone")
        .contains("outside the catalog");
  }

  @Test
  void aRuleOnTheLastDayAloneNeedsNoEarlierDigest(@TempDir Path folder) throws IOException {
    Path segments = Files.createDirectories(folder.resolve("segments"));
    Files.writeString(
        segments.resolve("failed-today.yaml"),
        "name: X\nmatch: [{behavior: pairing_end, where: {result: {equals: failure}}, last_days: 1}]\n");
    World world =
        world(folder)
            .segments(segments)
            .rows("users", "2026-03-02", "{'user_id':'u','account_type':'guest'}")
            .rows(
                "app_events",
                "2026-03-02",
                "{'event_id':'1','user_id':'u','event_time':'2026-03-02T10:00:00Z',"
                    + "'event_code':'pairing_end','properties':{'result':'failure'}}")
            .emptyRest("2026-03-01")
            .emptyRest("2026-03-02");
    world.succeed("digest", "--from", "2026-03-01", "--to", "2026-03-01").run("2026-03-02");
    assertThat(world.members("2026-03-02", "failed-today")).containsExactly("u");
  }
}
