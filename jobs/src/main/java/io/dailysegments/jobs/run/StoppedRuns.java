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

  StoppedRuns(SparkSession session, OutputTables tables) {
    this.session = session;
    this.tables = tables;
  }

  /**
   * As {@link Publication#completeStopped}; nothing if there are no stopped runs, or while another
   * run holds the day.
   */
  void complete(Request request) {
    Attempts attempts = new Attempts(session, tables, request);
    if (attempts.running().isEmpty()) {
      return;
    }
    LocalDate day = request.dataDate();
    try (Claim claim = tables.claims().take(Claims.Kind.DATA_DATE, List.of(day), request.runId())) {
      if (new Publication(session, tables, claim, day).completeStopped(attempts)) {
        new StageLog(session).warn(day + ": completed what a stopped run had left");
      }
    } catch (DayHeldException e) {
      return; // it is not stopped: its holder lives
    }
  }
}
