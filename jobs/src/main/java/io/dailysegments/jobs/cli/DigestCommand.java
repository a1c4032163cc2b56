package io.dailysegments.jobs.cli;

import io.dailysegments.core.problem.UsageException;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.run.Deployment;
import io.dailysegments.jobs.run.DigestRun;
import io.dailysegments.jobs.run.DigestRun.Again;
import io.dailysegments.jobs.session.SparkSessions;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code digest}: folds log dates into the activity digest. */
@Command(
    name = "digest",
    description = "Fold a range of log dates into the activity digest, in one go; nothing else.")
final class DigestCommand implements Callable<Integer> {

  @ParentCommand private SegmentsCommand parent;
  @Spec private CommandSpec spec;

  @Option(names = "--from", paramLabel = "D1", required = true, description = "First log date.")
  private LocalDate from;

  @Option(names = "--to", paramLabel = "D2", required = true, description = "Last log date.")
  private LocalDate to;

  @Option(names = "--force", description = "Fold log dates again that are in the digest already.")
  private boolean force;

  @Override
  public Integer call() {
    if (to.isBefore(from)) {
      throw new UsageException(
          "Cannot digest from " + from + " to " + to + ": the last day is before the first");
    }
    Deployment deployment = new DeploymentLoader(parent).load();
    DigestRun digest =
        new DigestRun(SparkSessions.open("Daily Segments digest " + from + " " + to), deployment);
    List<LocalDate> folded =
        digest.digest(new DayRange(from, to), force ? Again.ALL : Again.MISSING);
    spec.commandLine()
        .getOut()
        .printf("%d log dates from %s to %s were folded%n", folded.size(), from, to);
    return 0;
  }
}
