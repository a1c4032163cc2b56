package io.dailysegments.jobs.cli;

import io.dailysegments.core.problem.UsageException;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.run.Backfill;
import io.dailysegments.jobs.run.Backfill.Days;
import io.dailysegments.jobs.run.Backfill.Outcome;
import io.dailysegments.jobs.run.Deployment;
import io.dailysegments.jobs.session.SparkSessions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code backfill}: computes a range of days. */
@Command(
    name = "backfill",
    description = "Digest what is missing, then compute and publish a range of days in order.")
final class BackfillCommand implements Callable<Integer> {

  private final Clock clock;

  @ParentCommand private SegmentsCommand parent;
  @Spec private CommandSpec spec;
  @Mixin private DayOptions options;

  @Option(names = "--from", paramLabel = "D1", required = true, description = "First day.")
  private LocalDate from;

  @Option(names = "--to", paramLabel = "D2", required = true, description = "Last day.")
  private LocalDate to;

  @Option(
      names = "--force",
      description = "Compute days again that are published with the same inputs and definitions.")
  private boolean force;

  BackfillCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (to.isBefore(from)) {
      throw new UsageException(
          "Cannot backfill from " + from + " to " + to + ": the last day is before the first");
    }
    Deployment deployment = new DeploymentLoader(parent).load();
    DayOptions.requireOver(to, deployment.settings().zone(), clock);
    new Backfill(SparkSessions.open("Daily Segments backfill " + from + " " + to), deployment)
        .run(
            new DayRange(from, to),
            force ? Days.ALL : Days.OUTDATED,
            day -> options.request(day, clock),
            this::report);
    return 0;
  }

  private void report(LocalDate day, Outcome outcome) {
    spec.commandLine()
        .getOut()
        .println(
            day + (outcome == Outcome.PUBLISHED ? " is published" : " was up to date already"));
  }
}
