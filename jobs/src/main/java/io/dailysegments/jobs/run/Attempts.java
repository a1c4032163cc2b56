package io.dailysegments.jobs.run;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.dailysegments.core.problem.CleanUp;
import io.dailysegments.core.problem.DayHeldException;
import io.dailysegments.core.problem.GateException;
import io.dailysegments.core.problem.UserException;
import io.dailysegments.jobs.run.DailyRun.Request;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The table {@code run_attempts}: every attempt to compute a day, with its end. */
final class Attempts {

  private static final StructType SCHEMA =
      new StructType()
          .add("dt", DateType)
          .add("attempt_id", StringType)
          .add("started_at", TimestampType)
          .add("finished_at", TimestampType)
          .add("status", StringType)
          .add("exit_status", IntegerType)
          .add("message", StringType)
          .add("accepted", createArrayType(StringType))
          .add("accepted_by", StringType)
          .add("reason", StringType)
          .add("engine_version", StringType);

  private final OutputTables tables;
  private final Request request;
  private final Instant startedAt;

  Attempts(OutputTables tables, Request request) {
    this.tables = tables;
    this.request = request;
    this.startedAt = request.clock().instant();
  }

  /** Writes that an attempt is under way. */
  void begin() {
    Row row = row("running", null, null, null);
    tables.append(OutputTable.RUN_ATTEMPTS, List.of(row), SCHEMA);
  }

  /**
   * The attempts for the day that may have left something undone: those that say they are under
   * way, which were stopped if the caller holds the day, and those that failed behind their
   * publication.
   *
   * @param day as it is published; empty if it is not
   */
  List<Row> unfinished(Optional<PublishedDay> day) {
    List<Row> all =
        tables.collect(OutputTable.RUN_ATTEMPTS, SCHEMA, Where.is("dt", request.dataDate()));
    List<Row> unfinished = new ArrayList<>();
    all.stream().filter(Attempts::isRunning).forEach(unfinished::add);
    day.ifPresent(
        published -> {
          all.stream().filter(row -> failed(row) && wrote(row, published)).forEach(unfinished::add);
          acceptedAndFailed(all, published).ifPresent(unfinished::add);
        });
    return unfinished;
  }

  private static boolean isRunning(Row row) {
    return row.getAs("status").equals("running");
  }

  private static boolean failed(Row row) {
    return row.getAs("status").equals("failed");
  }

  private static boolean wrote(Row row, PublishedDay day) {
    return day.runIds().contains(row.<String>getAs("attempt_id"));
  }

  /**
   * The attempt that published what was held and then failed. Of attempts that asked the same it is
   * the last, unless one of them says that it published, or computed the day itself.
   */
  private static Optional<Row> acceptedAndFailed(List<Row> all, PublishedDay day) {
    List<Row> same = all.stream().filter(row -> asked(row, day)).toList();
    return same.stream().anyMatch(row -> wrote(row, day) || row.getAs("status").equals("published"))
        ? Optional.empty()
        : same.stream()
            .filter(Attempts::failed)
            .max(Comparator.comparing(row -> row.<Timestamp>getAs("started_at")));
  }

  /** Whether the day was published with the acceptance of an attempt. */
  private static boolean asked(Row row, PublishedDay day) {
    return !row.isNullAt(row.fieldIndex("reason"))
        && day.isAccepted(
            row.getList(row.fieldIndex("accepted")),
            Acceptance.words(row.getAs("accepted_by"), row.getAs("reason")));
  }

  /** Marks unfinished attempts as stopped, or as published if they failed behind that. */
  void markFinished(List<Row> unfinished) {
    if (!unfinished.isEmpty()) {
      write(
          unfinished.stream().map(row -> row.<String>getAs("attempt_id")).toList(),
          unfinished.stream().map(Attempts::finished).toList());
    }
  }

  private static Row finished(Row row) {
    Object[] values = new Object[SCHEMA.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    values[SCHEMA.fieldIndex("status")] = isRunning(row) ? "stopped" : "published";
    if (isRunning(row)) {
      values[SCHEMA.fieldIndex("message")] = "the process ended without a word";
    }
    return RowFactory.create(values);
  }

  /** Writes that the attempt ended well. */
  void published() {
    write(List.of(request.runId()), List.of(row("published", request.clock().instant(), 0, null)));
  }

  /**
   * Writes how the attempt failed and removes its rows, and no other's: the day may be another
   * run's by now. What fails here, on the way out, does not hide why the attempt failed.
   */
  void end(Throwable failure, PublishedDays published) {
    CleanUp.after(
        failure,
        () -> {
          failed(failure);
          published.dropUnpublished(request.dataDate(), request.runId());
        });
  }

  /**
   * Writes that the attempt failed. A fault of the program is named by its kind only: its message
   * may hold data. An attempt that met another run leaves nothing.
   */
  private void failed(Throwable failure) {
    if (failure instanceof DayHeldException) {
      tables.delete(OutputTable.RUN_ATTEMPTS, these(List.of(request.runId())));
      return;
    }
    UserException users = failure instanceof UserException user ? user : null;
    String message = users == null ? failure.getClass().getName() : users.getMessage();
    int exit = users == null ? 1 : users.exitStatus();
    String status = failure instanceof GateException ? "held" : "failed";
    write(List.of(request.runId()), List.of(row(status, request.clock().instant(), exit, message)));
  }

  private Row row(String status, Instant finishedAt, Integer exit, String message) {
    Acceptance acceptance = request.acceptance();
    return RowFactory.create(
        Date.valueOf(request.dataDate()),
        request.runId(),
        Timestamp.from(startedAt),
        finishedAt == null ? null : Timestamp.from(finishedAt),
        status,
        exit,
        message,
        acceptance.keys().toArray(String[]::new),
        acceptance.isNone() ? null : acceptance.by(),
        acceptance.isNone() ? null : acceptance.reason(),
        request.engineVersion());
  }

  private void write(List<String> ids, List<Row> rows) {
    tables.replace(OutputTable.RUN_ATTEMPTS, these(ids), rows, SCHEMA);
  }

  private Where these(List<String> ids) {
    return Where.is("dt", request.dataDate()).and("attempt_id", ids);
  }
}
