package io.dailysegments.jobs.cli;

import io.dailysegments.core.problem.UsageException;
import io.dailysegments.jobs.run.DailyRun;
import io.dailysegments.jobs.run.DailyRun.Gaps;
import io.dailysegments.jobs.run.DailyRun.Request;
import io.dailysegments.jobs.run.Deployment;
import io.dailysegments.jobs.run.PublishedDay;
import io.dailysegments.jobs.session.SparkSessions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code run}: the daily run. */
@Command(name = "run", description = "Compute and publish the labels and segments of a day.")
final class RunCommand implements Callable<Integer> {

  private final Clock clock;

  @ParentCommand private SegmentsCommand parent;
  @Spec private CommandSpec spec;

  @Option(
      names = "--date",
      paramLabel = "D",
      description = "The data date, yyyy-MM-dd (default: yesterday in the business zone).")
  private LocalDate date;

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

  RunCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (staleDays < 0) {
      throw new UsageException("Cannot allow " + staleDays + " stale days: give a number from 0");
    }
    Deployment deployment = new DeploymentLoader(parent).load();
    LocalDate today = deployment.settings().zone().dayOf(clock.instant());
    LocalDate dataDate = date == null ? today.minusDays(1) : date;
    if (!dataDate.isBefore(today)) {
      throw new UsageException(
          "Cannot run for %s: in %s it is %s, and that day is not over. Give an earlier --date."
              .formatted(dataDate, deployment.settings().zone().id(), today));
    }
    Request request =
        new Request(
            dataDate,
            staleDays,
            allowGaps ? Gaps.ALLOW : Gaps.REFUSE,
            dataDate + "-" + UUID.randomUUID().toString().substring(0, 8),
            Version.text());
    DailyRun run =
        new DailyRun(SparkSessions.open("Daily Segments run " + dataDate), deployment, request);
    PublishedDay day = run.run();
    var out = spec.commandLine().getOut();
    out.printf("%s is published: %s, run %s%n", dataDate, day.rowCounts(), day.runId());
    run.places().forEach(out::println);
    return 0;
  }
}
