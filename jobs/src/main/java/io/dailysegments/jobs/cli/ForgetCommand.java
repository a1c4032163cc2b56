package io.dailysegments.jobs.cli;

import io.dailysegments.core.problem.UsageException;
import io.dailysegments.jobs.run.Deployment;
import io.dailysegments.jobs.run.Forget;
import io.dailysegments.jobs.run.Forget.Receipt;
import io.dailysegments.jobs.session.SparkSessions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code forget}: removes users from every table, for good. */
@Command(
    name = "forget",
    description = {
      "Remove users from every table, for good: no later run brings them back. Published counts stay",
      "as they were. Imported lists and inputs are not touched."
    })
final class ForgetCommand implements Callable<Integer> {

  private final Clock clock;

  @ParentCommand private SegmentsCommand parent;
  @Spec private CommandSpec spec;

  @Option(names = "--user", paramLabel = "ID", description = "A user id; may be given repeatedly.")
  private Set<String> users = Set.of();

  @Option(names = "--file", paramLabel = "F", description = "A text file with a user id a line.")
  private Path file;

  ForgetCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Set<String> ids = new TreeSet<>(users);
    if (file != null) {
      ids.addAll(lines());
    }
    ids.removeIf(String::isBlank);
    if (ids.isEmpty()) {
      throw new UsageException("Name users with --user ID or --file F");
    }
    Deployment deployment = new DeploymentLoader(parent).load();
    Forget forget = new Forget(SparkSessions.open("Daily Segments forget"), deployment);
    Receipt receipt = forget.forget(ids, System.getProperty("user.name"), clock.instant());
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%d users are forgotten: receipt %s%n", receipt.users(), receipt.id());
    receipt.rowsRemoved().forEach((table, rows) -> out.printf("  %s: %d rows%n", table, rows));
    out.printf(
        "The files that held them are deleted by the first prune after %s%n",
        receipt.filesGoneAfter());
    return 0;
  }

  private Set<String> lines() {
    try {
      return new TreeSet<>(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UsageException("Cannot read the user ids: " + e, e);
    }
  }
}
