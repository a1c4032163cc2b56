package io.dailysegments.jobs.cli;

import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.UsageException;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.SegmentStatus;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.run.Acceptance;
import io.dailysegments.jobs.run.AddSegments;
import io.dailysegments.jobs.run.Backfill;
import io.dailysegments.jobs.run.Backfill.Days;
import io.dailysegments.jobs.run.Backfill.Plan;
import io.dailysegments.jobs.run.Backfill.PlannedDay;
import io.dailysegments.jobs.run.DailyRun.Request;
import io.dailysegments.jobs.run.Deployment;
import io.dailysegments.jobs.session.SparkSessions;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
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

  @Option(names = "--dry-run", description = "Print what would be done, and why; do nothing.")
  private boolean dryRun;

  @Option(
      names = "--segments",
      paramLabel = "ID",
      split = ",",
      description = {
        "Add only these segments to the published days, from their labels and the digest; no other",
        "segment is touched."
      })
  private List<String> segments = List.of();

  BackfillCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (to.isBefore(from)) {
      throw new UsageException(
          "Cannot backfill from " + from + " to " + to + ": the last day is before the first");
    }
    if (force && !segments.isEmpty()) {
      throw new UsageException(
          "Cannot compute segments again on their own: --segments adds what a day lacks. Compute the"
              + " whole days with --force, without --segments");
    }
    Deployment deployment = new DeploymentLoader(parent).load();
    DayOptions.requireOver(to, deployment.settings().zone(), clock);
    requireActive(deployment);
    SparkSession session = SparkSessions.open("Daily Segments backfill " + from + " " + to);
    DayRange range = new DayRange(from, to);
    if (segments.isEmpty()) {
      whole(new Backfill(session, deployment), range);
    } else {
      added(new AddSegments(session, deployment, segments, options.gaps()), range);
    }
    return 0;
  }

  private void whole(Backfill backfill, DayRange range) {
    Plan plan = backfill.plan(range, force ? Days.ALL : Days.OUTDATED, options.staleDays());
    PrintWriter out = spec.commandLine().getOut();
    if (!plan.logDates().isEmpty()) {
      out.println("log dates to digest first: " + words(plan.logDates()));
    }
    for (PlannedDay day : plan.days()) {
      out.println(
          day.day()
              + (day.isComputed()
                  ? " to compute: " + String.join("; ", day.reasons())
                  : " is up to date"));
    }
    if (!dryRun) {
      backfill.run(plan, this::request, day -> out.println(day + " is published"));
    }
  }

  private void added(AddSegments segments, DayRange range) {
    PrintWriter out = spec.commandLine().getOut();
    for (LocalDate day : range.days()) {
      List<String> missing = segments.missing(day);
      out.println(
          day
              + (missing.isEmpty()
                  ? " is up to date"
                  : " lacks the segments " + String.join(", ", missing)));
    }
    for (LocalDate day : dryRun ? List.<LocalDate>of() : range.days()) {
      if (!segments.add(request(day)).isEmpty()) {
        out.println(day + " is published");
      }
    }
  }

  private Request request(LocalDate day) {
    return options.request(day, Acceptance.NONE, clock);
  }

  private static String words(List<LocalDate> days) {
    LocalDate last = days.get(days.size() - 1);
    return days.size() == 1
        ? last.toString()
        : days.size() + " from " + days.get(0) + " to " + last;
  }

  private void requireActive(Deployment deployment) {
    Set<String> active =
        deployment.segments().stream()
            .filter(segment -> segment.status() == SegmentStatus.ACTIVE)
            .map(BoundSegment::id)
            .collect(Collectors.toSet());
    for (String id : segments) {
      if (!active.contains(id)) {
        throw new UsageException(
            "There is no active segment '" + id + "'." + NearestName.hint(id, active));
      }
    }
  }
}
