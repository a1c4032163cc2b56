package io.dailysegments.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.settings.Settings.Warehouse;
import io.dailysegments.jobs.run.DailyRun.Gaps;
import io.dailysegments.jobs.run.DailyRun.Request;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.testing.SparkTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which attempts may have left something undone. */
class AttemptsTest extends SparkTest {

  private static final LocalDate DAY = LocalDate.parse("2026-03-02");
  private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
  private static final Acceptance SOLD = new Acceptance(Set.of(Check.USERS), "sold", "ann");

  @TempDir Path folder;
  private OutputTables tables;
  private int minutes;

  @BeforeEach
  void openTables() {
    tables = new OutputTables(session(), new Warehouse.Folder(folder.toString()));
  }

  private Attempts attempt(String id, Acceptance acceptance) {
    Clock clock = Clock.fixed(NOON.plus(Duration.ofMinutes(minutes++)), ZoneOffset.UTC);
    Attempts attempt =
        new Attempts(tables, new Request(DAY, 0, Gaps.REFUSE, id, "test", acceptance, clock));
    attempt.begin();
    return attempt;
  }

  private void fail(String id, Acceptance acceptance) {
    attempt(id, acceptance).end(new IllegalStateException(), new PublishedDays(tables));
  }

  private List<String> unfinished(Optional<PublishedDay> day) {
    return new Attempts(
            tables, new Request(DAY, 0, Gaps.REFUSE, "now", "test", SOLD, Clock.systemUTC()))
        .unfinished(day).stream().map(row -> row.<String>getAs("attempt_id")).toList();
  }

  /** As published by some runs, with the checks of the users accepted. */
  private static Optional<PublishedDay> day(Acceptance acceptance, String... runs) {
    String line = acceptance.isNone() ? "passed: 4 users" : acceptance.words() + "; 4 users";
    return Optional.of(
        new PublishedDay(
            DAY,
            runs[0],
            List.of(runs),
            NOON,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            "test",
            new TreeMap<>(),
            List.of(),
            1,
            new TreeMap<>(Map.of("users", line)),
            new TreeMap<>(),
            List.of(),
            0));
  }

  @Test
  void whatFailedBehindItsPublicationIsTheRunThatTheDayNames() {
    fail("a", Acceptance.NONE);
    fail("b", Acceptance.NONE);
    attempt("c", Acceptance.NONE);
    assertThat(unfinished(Optional.empty())).containsExactly("c");
    assertThat(unfinished(day(Acceptance.NONE, "b"))).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void anAcceptanceThatFailedBehindItsPublicationIsTheLastOfItsWords() {
    fail("computed", Acceptance.NONE);
    fail("1", SOLD);
    fail("2", SOLD);
    fail("other", new Acceptance(Set.of(Check.USERS), "sold", "bob"));
    assertThat(unfinished(day(SOLD, "held"))).containsExactly("2");
    assertThat(unfinished(day(Acceptance.NONE, "held"))).isEmpty();
    attempt("3", SOLD).published();
    assertThat(unfinished(day(SOLD, "held"))).as("the third published it").isEmpty();
  }

  @Test
  void whereTheRunThatComputedTheDayAcceptedItNoOtherDid() {
    fail("1", SOLD);
    attempt("2", SOLD).published();
    fail("3", SOLD);
    assertThat(unfinished(day(SOLD, "2"))).isEmpty();
    fail("4", SOLD);
    assertThat(unfinished(day(SOLD, "4"))).containsExactly("4");
  }
}
