package io.dailysegments.jobs.run;

import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.run.DailyRun.Request;
import java.time.LocalDate;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * Computes a range of days: first the digest of all that is missing in one job, then the days in
 * order.
 */
public final class Backfill {

  private final SparkSession session;
  private final Deployment deployment;

  public Backfill(SparkSession session, Deployment deployment) {
    this.session = session;
    this.deployment = deployment;
  }

  /** Which days of the range are computed. */
  public enum Days {
    /** Those that are not published, or were made of other inputs, definitions or settings. */
    OUTDATED,
    /** All. */
    ALL
  }

  /** What became of a day. */
  public enum Outcome {
    PUBLISHED,
    UP_TO_DATE
  }

  /**
   * Computes the days; the first that fails ends it.
   *
   * @param requests what is asked for of each day
   * @param progress is told each day's outcome
   */
  public void run(
      DayRange range,
      Days days,
      Function<LocalDate, Request> requests,
      BiConsumer<LocalDate, Outcome> progress) {
    LocalDate earliest =
        DayRange.last(deployment.settings().events().retentionDays(), range.from()).from();
    new DigestRun(session, deployment)
        .digest(new DayRange(earliest, range.to()), DigestRun.Again.MISSING);
    for (LocalDate day : range.days()) {
      DailyRun run = new DailyRun(session, deployment, requests.apply(day));
      if (days == Days.OUTDATED && run.isUpToDate()) {
        progress.accept(day, Outcome.UP_TO_DATE);
      } else {
        run.run();
        progress.accept(day, Outcome.PUBLISHED);
      }
    }
  }
}
