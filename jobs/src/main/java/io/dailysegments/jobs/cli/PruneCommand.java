package io.dailysegments.jobs.cli;

import io.dailysegments.jobs.run.Deployment;
import io.dailysegments.jobs.run.Prune;
import io.dailysegments.jobs.session.SparkSessions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code prune}: removes what is older than the settings keep. */
@Command(
    name = "prune",
    description = {
      "Remove what is older than the settings under 'retention' keep, counted from the newest",
      "published day, and delete files that no version of a table needs any more."
    })
final class PruneCommand implements Callable<Integer> {

  @ParentCommand private SegmentsCommand parent;
  @Spec private CommandSpec spec;

  @Option(names = "--dry-run", description = "Print what would be removed; remove nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    Deployment deployment = new DeploymentLoader(parent).load();
    Prune prune = new Prune(SparkSessions.open("Daily Segments prune"), deployment);
    Prune.Plan plan = prune.plan();
    PrintWriter out = spec.commandLine().getOut();
    plan.tables()
        .forEach(
            (table, days) ->
                out.printf(
                    "%s: %d days from %s to %s%n",
                    table.key(), days.size(), days.first(), days.last()));
    if (plan.tables().isEmpty()) {
      out.println("No table holds more than the settings under 'retention' keep");
    }
    if (!dryRun) {
      prune.run(plan);
      out.printf(
          "Removed, with files not needed for %d hours%n",
          deployment.settings().retention().vacuumHours());
    }
    return 0;
  }
}
