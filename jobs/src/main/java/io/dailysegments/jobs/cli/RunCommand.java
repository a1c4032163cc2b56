package io.dailysegments.jobs.cli;

import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.jobs.run.DailyRun;
import io.dailysegments.jobs.run.Deployment;
import io.dailysegments.jobs.run.PublishedDay;
import io.dailysegments.jobs.session.SparkSessions;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  @Mixin private DayOptions options;
  @Mixin private AcceptOptions accepted;

  @Option(
      names = "--date",
      paramLabel = "D",
      description = "The data date, yyyy-MM-dd (default: yesterday in the business zone).")
  private LocalDate date;

  RunCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Deployment deployment = new DeploymentLoader(parent).load();
    BusinessZone zone = deployment.settings().zone();
    LocalDate dataDate = date == null ? zone.dayOf(clock.instant()).minusDays(1) : date;
    DayOptions.requireOver(dataDate, zone, clock);
    DailyRun run =
        new DailyRun(
            SparkSessions.open("Daily Segments run " + dataDate),
            deployment,
            options.request(dataDate, accepted.acceptance(), clock));
    PublishedDay day = run.run();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s is published: %s, run %s%n", dataDate, day.rowCounts(), day.runId());
    run.places().forEach(out::println);
    return 0;
  }
}
