package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code explain} and {@code preview} say. */
class ExplainTest extends SparkTest {

  private static final String D = "2026-03-31";
  private static final String BEFORE = "2026-03-30";
  private static final String RULE =
      """
      name: Shy scanners
      description: Who looks around.
      consent: required
      match:
        - any:
            - {label: lifecycle, equals: silence}
            - {behavior: page_view, last_days: 3, times: {at_least: 3}}
        - {not: {label: registered_at, in_last_days: 30}}
        - {not: {segment: frequent-feedback}}
        - {behavior: scan_tap, last_days: 7, performed: false}
      """;

  @TempDir private static Path folder;
  private static World world;

  @BeforeAll
  static void runTwoDays() throws IOException {
    Path segments =
        World.copy(
            World.CONF.resolve("segments").resolve("recommended"), folder.resolve("segments"));
    Files.writeString(segments.resolve("shy.yaml"), RULE);
    world = World.in(folder).segments(segments).setting("zone: Asia/Tokyo");
    for (String day : new String[] {BEFORE, D}) {
      world.rows(
          "users",
          day,
          "{'user_id':'in','account_type':'guest','accepts_marketing':true}",
          "{'user_id':'no-consent','account_type':'guest'}",
          "{'user_id':'idle','account_type':'guest','registered_at':'2026-03-19T15:04:34.902Z'}");
      for (String user : new String[] {"in", "no-consent"}) {
        for (int i = 0; i < 2; i++) {
          world.rows(
              "app_events",
              day,
              "{'event_id':'%s%d','user_id':'%s','event_time':'%sT10:00:00Z','event_code':'page_view'}"
                  .formatted(day, i, user, day));
        }
      }
      world.emptyRest(day);
    }
    world.succeed("backfill", "--from", BEFORE, "--to", D);
  }

  private static String out(String... args) {
    World.Result result = world.execute(args);
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out();
  }

  @Test
  void theRuleIsToldInWordsAndAsSql() {
    assertThat(out("explain", "shy", "--date", D))
        .contains(
            """
            shy: Shy scanners
            Who looks around.

            Accounts that are not deleted, for which all of this holds:
            - at least one of:
              - lifecycle is "silence"
              - did page_view in the last 3 days: at least 3 times
            - not:
              - registered_at is in the last 30 days
            - not:
              - is in the segment frequent-feedback
            - did not do scan_tap in the last 7 days
            - the user accepts marketing (consent is required)
            """)
        .contains("Labels: accept_marketing, feedback_count, lifecycle, registered_at, user_type")
        .contains("Used by: none", "Filter for 2026-03-31:", "-- shy.yaml:6");
    assertThat(out("explain", "frequent-feedback")).contains("Used by: shy");
  }

  @Test
  void everyPartOfTheRuleIsToldForAUser() {
    assertThat(out("explain", "shy", "--user", "in"))
        .contains("On 2026-03-31 the user is in the segment shy.")
        .containsPattern("(?m)^yes +all of +- +- +-$")
        .containsPattern("(?m)^yes +  at least one of +- +- +-$")
        .containsPattern("(?m)^no +    lifecycle is \"silence\" +novice +- +-$")
        .containsPattern(
            "(?m)^yes +    did page_view in the last 3 days: at least 3 times +4"
                + " +2026-03-29 to 2026-03-31 +-$")
        .containsPattern("(?m)^yes +  not +- +- +-$")
        .containsPattern("(?m)^no +    is in the segment frequent-feedback +false +- +-$");
    assertThat(out("explain", "shy", "--user", "in", "--date", BEFORE))
        .contains("On 2026-03-30 the user is not in the segment shy.")
        .containsPattern("(?m)^no +  at least one of +- +- +one of these is enough$")
        .containsPattern("(?m)lifecycle is .* must be \"silence\"$")
        .containsPattern("(?m)page_view .* must be 3 or more: short by 1$");
    assertThat(out("explain", "shy", "--user", "no-consent"))
        .contains("The rule holds, but the user does not accept marketing.");
  }

  @Test
  void timesAreThoseOfTheBusinessZone() {
    assertThat(out("explain", "shy", "--user", "idle"))
        .containsPattern(
            "(?m)^yes +    registered_at is in the last 30 days +2026-03-20T00:04:34.902\\+09:00"
                + " +2026-03-02 to 2026-03-31 +must not be in the last 30 days$");
    assertThat(out("explain", "shy", "--user", "idle", "--json"))
        .contains("\"observed\" : \"2026-03-20T00:04:34.902+09:00\"");
  }

  @Test
  void warningsOfTheDefinitionAreTold() throws IOException {
    Path file = Files.createDirectories(folder.resolve("drafts")).resolve("odd.yaml");
    Files.writeString(
        file,
        """
        name: "Odd \\u202E one"
        match:
          - {any: []}
          - {behavior: page_view, from: 2020-01-01, to: 2020-01-02}
        """);
    World.Result preview = world.execute("preview", file.toString());
    assertThat(preview.out()).contains("odd: Odd \\u202e one");
    assertThat(preview.err())
        .contains("odd.yaml:3:11: 'any' without criteria is nobody")
        .contains("odd.yaml:4:5: no day from 'from' to 'to' is among the 180");
    Files.copy(file, folder.resolve("segments").resolve("odd.yaml"));
    try {
      assertThat(world.execute("explain", "odd").err()).contains("odd.yaml:3:11:", "odd.yaml:4:5:");
      assertThat(out("explain", "odd", "--user", "in", "--json"))
          .contains("\"warnings\" : [ \"", "'any' without criteria is nobody");
      assertThat(out("explain", "shy", "--json")).contains("\"warnings\" : [ ]");
    } finally {
      Files.delete(folder.resolve("segments").resolve("odd.yaml"));
    }
  }

  @Test
  void machinesGetJson() {
    assertThat(out("explain", "shy", "--json"))
        .contains("\"labels\" : [ \"accept_marketing\",", "\"used_by\" : [ ]", "\"filter_sql\"");
    assertThat(out("explain", "shy", "--user", "in", "--json"))
        .contains("\"member\" : true", "\"observed\" : \"4\"", "\"from\" : \"2026-03-29\"");
  }

  @Test
  void whoOrWhatIsNotThereIsSaid() {
    assertThat(world.execute("explain", "shi").err()).contains("Did you mean 'shy'?");
    assertThat(world.execute("explain", "shi").exit()).isEqualTo(2);
    World.Result nobody = world.execute("explain", "shy", "--user", "nobody");
    assertThat(nobody.exit()).isEqualTo(4);
    assertThat(nobody.err()).contains("no such account on 2026-03-31").doesNotContain("nobody");
    assertThat(world.execute("explain", "shy", "--user", "in", "--date", "2026-01-01").err())
        .contains("2026-01-01 is not published; the newest day is 2026-03-31");
  }

  @Test
  void aPreviewComparesWithWhatIsPublishedAndWritesNothing() throws IOException {
    long versions = world.table("segment_counts").count();
    Path file = Files.createDirectories(folder.resolve("drafts")).resolve("shy.yaml");
    Files.writeString(file, RULE.replace("consent: required\n", "status: draft\n"));
    String text = out("preview", file.toString(), "--compare-days", "5");
    assertThat(text)
        .contains("shy: Shy scanners")
        .containsPattern("2026-03-31 +2 +3 +1 +1 +0")
        .containsPattern("2026-03-30 +0 +3 +0 +0 +0")
        .contains("Some members: in, no-consent");

    Path fresh = folder.resolve("drafts").resolve("scanners.yaml");
    Files.writeString(fresh, "name: S\nmatch: [{label: accept_marketing, equals: true}]\n");
    assertThat(out("preview", fresh.toString(), "--json", "--date", BEFORE))
        .contains("\"members\" : 1", "\"published\" : null", "\"in\"");
    Files.writeString(fresh, "name: S\nmatch: [{label: accept_marketng, equals: true}]\n");
    World.Result faulty = world.execute("preview", fresh.toString());
    assertThat(faulty.exit()).isEqualTo(3);
    assertThat(faulty.err()).contains("scanners.yaml:2:17:").contains("'accept_marketing'");
    assertThat(world.table("segment_counts").count()).isEqualTo(versions);
  }
}
