package io.dailysegments.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dailysegments.core.problem.DayHeldException;
import io.dailysegments.jobs.table.Claims.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time holds a day, and a dead one holds nothing up. */
class ClaimsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final Path FILE = Path.of("data-date-2026-03-01.1");

  @TempDir Path folder;
  private Claims claims;

  @BeforeEach
  void open() {
    claims = new Claims(folder.toString(), new Configuration());
  }

  private Claim take(String runId) {
    return claims.take(Kind.DATA_DATE, List.of(DAY), runId);
  }

  private void write(String machine, long pid, Instant renewedAt) throws IOException {
    ClaimHolder holder = new ClaimHolder("other", "host", machine, pid, Instant.EPOCH);
    Files.writeString(folder.resolve(FILE), holder.text());
    Files.setLastModifiedTime(folder.resolve(FILE), FileTime.from(renewedAt));
  }

  @Test
  void aDayIsHeldUntilItsClaimIsClosed() {
    try (Claim first = take("first")) {
      first.requireHeld();
      assertThatThrownBy(() -> take("second"))
          .isInstanceOf(DayHeldException.class)
          .hasMessageContaining(
              "Cannot compute 2026-03-01: another run holds it (run first, process")
          .hasMessageContaining("10 minutes")
          .hasMessageContaining("delete file:" + folder.resolve(FILE));
      claims.take(Kind.LOG_DATE, List.of(DAY), "digest").close();
      claims.take(Kind.DATA_DATE, List.of(DAY.plusDays(1)), "next").close();
    }
    take("second").close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void allDaysAreTakenOrNone() {
    try (Claim first = take("first")) {
      first.requireHeld();
      assertThatThrownBy(
              () -> claims.take(Kind.DATA_DATE, List.of(DAY.minusDays(1), DAY), "second"))
          .isInstanceOf(DayHeldException.class);
      assertThat(folder.toFile().list()).containsExactly(FILE.toString());
    }
  }

  @Test
  void theClaimOfAProcessThatIsGoneIsTakenOver() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    write(ClaimHolder.self("me").machine(), process.pid(), Instant.now());
    take("next").close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theClaimOfAnotherMachineLivesTenMinutes() throws IOException {
    write("elsewhere", 1, Instant.now().minus(Duration.ofMinutes(9)));
    assertThatThrownBy(() -> take("next")).isInstanceOf(DayHeldException.class);
    write("elsewhere", 1, Instant.now().minus(Duration.ofMinutes(11)));
    take("next").close();
  }

  @Test
  void aHolderThatWasTakenForDeadDoesNotPublish() throws IOException {
    try (Claim sleeper = take("sleeper")) {
      FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
      Files.setLastModifiedTime(folder.resolve(FILE), old);
      try (Claim next = take("next")) {
        assertThatThrownBy(sleeper::requireHeld)
            .isInstanceOf(DayHeldException.class)
            .hasMessageContaining("taken over");
        next.requireHeld();
      }
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aClaimBrokenByHandIsNoticed() throws IOException {
    try (Claim claim = take("broken")) {
      Files.delete(folder.resolve(FILE));
      assertThatThrownBy(claim::requireHeld).isInstanceOf(DayHeldException.class);
    }
  }

  @Test
  void aClaimBrokenByHandIsNoticedAlsoWhenAnotherHolderHasOneOfItsName() throws IOException {
    Claim next;
    try (Claim broken = take("broken")) {
      Files.delete(folder.resolve(FILE));
      next = take("next");
      assertThat(folder.toFile().list()).containsExactly(FILE.toString());
      assertThatThrownBy(broken::requireHeld).isInstanceOf(DayHeldException.class);
    }
    try (next) {
      next.requireHeld();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void ofManyAtOnceOneHoldsTheDay() throws Exception {
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> runs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String runId = "run" + i;
      runs.add(threads.submit(() -> hold(runId, holders, taken)));
    }
    for (Future<?> run : runs) {
      run.get();
    }
    threads.shutdown();
    assertThat(taken.get()).isPositive();
    assertThat(folder).isEmptyDirectory();
  }

  private void hold(String runId, AtomicInteger holders, AtomicInteger taken) {
    try (Claim claim = take(runId)) {
      assertThat(holders.incrementAndGet()).isEqualTo(1);
      claim.requireHeld();
      taken.incrementAndGet();
      holders.decrementAndGet();
    } catch (DayHeldException e) {
      assertThat(e.exitStatus()).isEqualTo(5);
    }
  }
}
