package io.dailysegments.jobs.cli;

import io.dailysegments.core.problem.UsageException;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.jobs.run.Acceptance;
import io.dailysegments.jobs.run.DailyRun.Gaps;
import io.dailysegments.jobs.run.DailyRun.Request;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import picocli.CommandLine.Option;

/** Options of every command that computes days. */
final class DayOptions {

  @Option(
      names = "--allow-stale-days",
      paramLabel = "N",
      defaultValue = "0",
      description = "Let a user table fall back to a snapshot at most N days old.")
  private int staleDays;

  @Option(
      names = "--allow-gaps",
      description = "Go on although log dates of the input are not in the digest.")
  private boolean allowGaps;

  /** What is asked for of a day. */
  Request request(LocalDate dataDate, Acceptance acceptance, Clock clock) {
    return new Request(
        dataDate,
        staleDays(),
        gaps(),
        dataDate + "-" + UUID.randomUUID().toString().substring(0, 8),
        Version.text(),
        acceptance,
        clock);
  }

  Gaps gaps() {
    return allowGaps ? Gaps.ALLOW : Gaps.REFUSE;
  }

  /**
   * @throws UsageException if it is negative
   */
  int staleDays() {
    if (staleDays < 0) {
      throw new UsageException("Cannot allow " + staleDays + " stale days: give a number from 0");
    }
    return staleDays;
  }

  /**
   * @throws UsageException if the day is not over in the business zone
   */
  static void requireOver(LocalDate dataDate, BusinessZone zone, Clock clock) {
    LocalDate today = zone.dayOf(clock.instant());
    if (!dataDate.isBefore(today)) {
      throw new UsageException(
          "Cannot compute %s: in %s it is %s, and that day is not over. Give an earlier day."
              .formatted(dataDate, zone.id(), today));
    }
  }
}
