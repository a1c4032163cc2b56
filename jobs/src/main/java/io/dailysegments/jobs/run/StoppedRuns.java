package io.dailysegments.jobs.run;

import io.dailysegments.core.problem.DayHeldException;
import io.dailysegments.jobs.run.DailyRun.Request;
import io.dailysegments.jobs.table.Claim;
import io.dailysegments.jobs.table.Claims;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Clears up after runs that were stopped once their day was readable, which a run that computes the
 * day again does by itself.
 */
final class StoppedRuns {

  private final SparkSession session;
  private final OutputTables tables;
  private final PublishedDays published;

  StoppedRuns(SparkSession session, OutputTables tables) {
    this.session = session;
    this.tables = tables;
    this.published = new PublishedDays(session, tables);
  }

  /**
   * Removes what stopped runs of a day left, and does what they did not get to: to compare the day
   * and the day after it again. Nothing if there are none, or while another run holds the day.
   */
  void complete(Request request) {
    LocalDate day = request.dataDate();
    if (!isStopped(day)) {
      return;
    }
    try (Claim claim = tables.claims().take(Claims.Kind.DATA_DATE, List.of(day), request.runId())) {
      published.dropUnreadable(day);
      Publication publication = new Publication(session, tables, claim);
      published.findWhole(day).ifPresent(publication::compareNeighbours);
      new Attempts(session, tables, request).markStopped(); // last: a stop before is seen again
      new StageLog(session).warn(day + ": completed what a stopped run had left");
    } catch (DayHeldException e) {
      return; // it is not stopped: its holder lives
    }
  }

  private boolean isStopped(LocalDate day) {
    return !Attempts.running(tables, day).isEmpty();
  }
}
