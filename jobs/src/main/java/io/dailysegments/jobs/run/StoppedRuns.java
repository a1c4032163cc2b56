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
 * Completes days whose runs were stopped or failed once their day was readable, which a run that
 * computes the day again does by itself.
 */
final class StoppedRuns {

  private final SparkSession session;
  private final OutputTables tables;
  private final PublishedDays published;
  private final Neighbours neighbours;

  StoppedRuns(SparkSession session, OutputTables tables) {
    this.session = session;
    this.tables = tables;
    this.published = new PublishedDays(tables);
    this.neighbours = new Neighbours(tables);
  }

  /**
   * As {@link Publication#complete}; nothing if nothing is left to do, or while another run holds
   * the day.
   */
  void complete(Request request) {
    Attempts attempts = new Attempts(tables, request);
    LocalDate day = request.dataDate();
    if (attempts.unfinished(published.find(day)).isEmpty()
        && published.find(day).stream().allMatch(neighbours::areCompared)) {
      return;
    }
    try (Claim claim = tables.claims().take(Claims.Kind.DATA_DATE, List.of(day), request.runId())) {
      new Publication(session, tables, claim, day).complete(attempts);
      new StageLog(session).warn(day + ": completed what an earlier run had left");
    } catch (DayHeldException e) {
      return; // it is not stopped: its holder lives
    }
  }
}
