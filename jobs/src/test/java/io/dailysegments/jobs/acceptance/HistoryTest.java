package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that roll packed histories forward publish what nights that read the digest publish. */
class HistoryTest extends SparkTest {

  private static final String DAY_1 = "2026-03-01";
  private static final String DAY_2 = "2026-03-02";
  private static final String DAY_3 = "2026-03-03";
  private static final String DAY_4 = "2026-03-04";

  @TempDir Path folder;

  private World packed;
  private World plain;

  @BeforeEach
  void twoDays() {
    packed = World.small(folder.resolve("packed")).setting("events: {history_from_mb: 0}");
    plain = World.small(folder.resolve("plain"));
    for (String day : List.of(DAY_1, DAY_2, DAY_3, DAY_4)) {
      both(day, "users", "{'user_id':'a','account_type':'guest'}");
      both(day, "users", "{'user_id':'b','account_type':'registered'}");
      event(day, "a", day, "iOS");
    }
    event(DAY_1, "b", DAY_1, "Android");
    event(DAY_3, "b", DAY_2, "iOS"); // late
    event(DAY_3, "nobody", DAY_3, "iOS");
    run(DAY_1);
    run(DAY_2);
  }

  private void both(String day, String input, String row) {
    packed.rows(input, day, row);
    plain.rows(input, day, row);
  }

  private void event(String logDate, String user, String day, String platform) {
    String row =
        ("{'event_id':'%1$s-%2$s-%3$s','user_id':'%1$s','event_time':'%3$sT10:00:00Z',"
                + "'event_code':'page_view','platform':'%4$s'}")
            .formatted(user, logDate, day, platform);
    both(logDate, "app_events", row);
  }

  private void run(String day) {
    packed.run(day);
    plain.run(day);
  }

  /** How many rows of the digest the run of a day reads with packed histories. */
  private long rowsReadOn(String day) throws TimeoutException {
    SparkContext context = session().sparkContext();
    context.listenerBus().waitUntilEmpty();
    try (DigestScans scans = new DigestScans(session())) {
      packed.run(day);
      context.listenerBus().waitUntilEmpty();
      return scans.rows();
    }
  }

  private static List<String> histories(World world) {
    return texts(world.table("activity_history"), "dt", "user_id");
  }

  @Test
  void nightsRollHistoriesForwardAsLongAsTheyHoldWhatTheDigestHolds() throws TimeoutException {
    assertThat(histories(packed))
        .containsExactly(DAY_1 + "|a", DAY_1 + "|b", DAY_2 + "|a", DAY_2 + "|b");
    assertThat(plain.tables()).doesNotContain("activity_history"); // its digest is small
    theNightReadsTheDigestOfItsDayOnly();
    aLogDateThatIsFoldedAgainMakesHistoriesStale();
    aForgottenUserIsInNoHistoryThatWasOrComes();
    otherRetainedDaysMakeHistoriesStale();
  }

  private void theNightReadsTheDigestOfItsDayOnly() throws TimeoutException {
    assertThat(rowsReadOn(DAY_3)).isEqualTo(3);
    plain.run(DAY_3);
    assertThat(Readers.see(packed)).isEqualTo(Readers.see(plain));
    assertThat(packed.members(DAY_3, "talkers")).containsExactly("a", "b");
    assertThat(histories(packed)) // the day's own and the one before
        .containsExactly(DAY_2 + "|a", DAY_2 + "|b", DAY_3 + "|a", DAY_3 + "|b", DAY_3 + "|nobody");
    assertThat(packed.execute("verify", "--date", DAY_3).exit()).isZero();
    PlainSqlAgreement.check(packed, DAY_3);
  }

  private void aLogDateThatIsFoldedAgainMakesHistoriesStale() throws TimeoutException {
    event(DAY_1, "c", DAY_1, "iOS");
    both(DAY_3, "users", "{'user_id':'c','account_type':'guest'}");
    packed.succeed("digest", "--from", DAY_1, "--to", DAY_1, "--force");
    plain.succeed("digest", "--from", DAY_1, "--to", DAY_1, "--force");

    assertThat(rowsReadOn(DAY_3)).isEqualTo(7); // 3, 1 and 3 on the days
    plain.run(DAY_3);
    assertThat(Readers.see(packed)).isEqualTo(Readers.see(plain));
    assertThat(packed.members(DAY_3, "ios")).contains("c");

    assertThat(histories(packed)).contains(DAY_2 + "|a");
    packed.succeed("prune");
    assertThat(histories(packed)).hasSize(4).allMatch(row -> row.startsWith(DAY_3));
  }

  private void aForgottenUserIsInNoHistoryThatWasOrComes() throws TimeoutException {
    packed.succeed("forget", "--user", "a");
    assertThat(histories(packed)).containsExactly(DAY_3 + "|b", DAY_3 + "|c", DAY_3 + "|nobody");

    assertThat(rowsReadOn(DAY_4)).isZero(); // rolled forward still; of the day there was only a
    assertThat(histories(packed))
        .containsExactly(
            DAY_3 + "|b",
            DAY_3 + "|c",
            DAY_3 + "|nobody",
            DAY_4 + "|b",
            DAY_4 + "|c",
            DAY_4 + "|nobody");
    assertThat(packed.members(DAY_4, "ios")).containsExactly("b");
  }

  private void otherRetainedDaysMakeHistoriesStale() throws TimeoutException {
    packed.setting("events: {history_from_mb: 0, retention_days: 181}");
    assertThat(rowsReadOn(DAY_4)).isEqualTo(4); // b and c of day 1, b and nobody of day 3
    assertThat(packed.members(DAY_4, "ios")).containsExactly("b");
  }
}
