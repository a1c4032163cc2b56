package io.dailysegments.jobs.run;

import io.dailysegments.core.problem.GateException;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.jobs.table.Claim;
import io.dailysegments.jobs.table.Claims;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/** The daily run: from the raw tables of a data date to its published labels and segments. */
public final class DailyRun {

  private final SparkSession session;
  private final Deployment deployment;
  private final Request request;
  private final LocalDate dataDate;
  private final OutputTables tables;
  private final PublishedDays published;
  private final StageLog stages;
  private final Attempts attempts;

  public DailyRun(SparkSession session, Deployment deployment, Request request) {
    this.session = session;
    this.deployment = deployment;
    this.request = request;
    this.dataDate = request.dataDate();
    this.tables = new OutputTables(session, deployment.settings().warehouse());
    this.published = new PublishedDays(tables);
    this.stages = new StageLog(session);
    this.attempts = new Attempts(tables, request);
  }

  /** What to do about log dates that the input has and the digest lacks. */
  public enum Gaps {
    REFUSE,
    ALLOW
  }

  /**
   * What is asked for.
   *
   * @param staleDays how many days older than the data date a user table's snapshot may be
   * @param runId names the rows that this run writes
   * @param engineVersion version and commit of this program
   * @param acceptance checks that may fail
   * @param clock tells when the run began and ended; nothing else depends on it
   */
  public record Request(
      LocalDate dataDate,
      int staleDays,
      Gaps gaps,
      String runId,
      String engineVersion,
      Acceptance acceptance,
      Clock clock) {}

  /**
   * Computes and publishes the day; or publishes what checks hold of it, if the request accepts
   * that.
   *
   * @throws InputException if input data is missing or refused; then nothing is published
   * @throws GateException if a check holds the day; likewise
   * @throws io.dailysegments.core.problem.DayHeldException if another run computes the day
   */
  public PublishedDay run() {
    try (Claim claim =
        tables.claims().take(Claims.Kind.DATA_DATE, List.of(dataDate), request.runId())) {
      try {
        PublishedDay result = attempt(new Publication(session, tables, claim, dataDate));
        attempts.published();
        return result;
      } catch (Throwable e) {
        attempts.end(e, published);
        throw e;
      }
    }
  }

  private PublishedDay attempt(Publication publication) {
    if (!request.acceptance().isNone() && !acceptsBeforehand()) {
      publication.begin(attempts);
      return publication
          .accept(request.acceptance())
          .or(() -> publication.completeAccepted(request.acceptance()))
          .orElseThrow(this::nothingHeld);
    }
    Computed computed =
        new ComputeDay(session, deployment, request, () -> publication.begin(attempts)).compute();
    Optional<String> held =
        stages.stage(
            dataDate + ": publish",
            () -> publication.publishOrHold(computed, request.acceptance()),
            reason -> reason.isPresent() ? "held" : computed.day().runId());
    if (held.isPresent()) {
      throw new GateException(held.get());
    }
    return computed.day();
  }

  /**
   * Refused rows are accepted before there is a result; all other checks judge one. What is held of
   * the day is of an earlier attempt then.
   */
  private boolean acceptsBeforehand() {
    return Set.of(Check.REJECTED_ROWS).containsAll(request.acceptance().checks());
  }

  private InputException nothingHeld() {
    return new InputException(
        "Nothing is held of %s that could be accepted. Compute it first: segments run --date %s"
            .formatted(dataDate, dataDate));
  }

  /** The names of the tables that a run writes, for messages. */
  public List<String> places() {
    return List.of(
            OutputTable.USER_LABELS, OutputTable.SEGMENT_MEMBERSHIP, OutputTable.SEGMENT_COUNTS)
        .stream()
        .map(tables::place)
        .toList();
  }
}
