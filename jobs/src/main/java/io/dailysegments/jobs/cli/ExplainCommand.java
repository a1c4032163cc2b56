package io.dailysegments.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.explain.ExplainedRule;
import io.dailysegments.core.explain.RuleWords;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.problem.UsageException;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.rule.SegmentCompiler;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.jobs.run.Deployment;
import io.dailysegments.jobs.run.PublishedDay;
import io.dailysegments.jobs.run.PublishedDays;
import io.dailysegments.jobs.run.UserExplanation;
import io.dailysegments.jobs.session.SparkSessions;
import io.dailysegments.jobs.table.OutputTables;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code explain}: what a rule means, and why a user is in the segment or not. */
@Command(
    name = "explain",
    description = "The rule of a segment in words and as SQL; with --user why a user is in it.")
final class ExplainCommand implements Callable<Integer> {

  private final Clock clock;

  @ParentCommand private SegmentsCommand parent;
  @Spec private CommandSpec spec;

  @Option(
      names = "--date",
      paramLabel = "D",
      description = {
        "With --user a published day (default: the newest);",
        "without it any day, for which the SQL is written (default: yesterday)."
      })
  private LocalDate date;

  @Parameters(paramLabel = "SEGMENT", description = "The id of a segment.")
  private String id;

  @Option(names = "--user", paramLabel = "ID", description = "Explain it for this user.")
  private String user;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ExplainCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Deployment deployment = new DeploymentLoader(parent).load();
    BoundSegment segment = find(deployment.segments());
    if (user == null) {
      printRule(deployment, segment, spec.commandLine().getOut());
    } else {
      printUser(deployment, segment, spec.commandLine().getOut());
    }
    return 0;
  }

  private BoundSegment find(List<BoundSegment> segments) {
    return segments.stream()
        .filter(segment -> segment.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "There is no segment '%s'.%s"
                        .formatted(
                            Shown.of(id),
                            NearestName.hint(
                                id, segments.stream().map(BoundSegment::id).toList()))));
  }

  private void printRule(Deployment deployment, BoundSegment segment, PrintWriter out)
      throws JsonProcessingException {
    BusinessZone zone = deployment.settings().zone();
    LocalDate day = date == null ? zone.dayOf(clock.instant()).minusDays(1) : date;
    CompiledSegment compiled =
        SegmentCompiler.compile(segment, deployment.segments(), deployment.catalog(), zone, day);
    List<Problem> warnings = deployment.warnings(segment, compiled);
    WarningLines.print(warnings, spec.commandLine().getErr());
    List<String> usedBy = SegmentCompiler.usersOf(segment.id(), deployment.segments());
    if (json) {
      out.println(ExplainJson.rule(segment, compiled, usedBy, day, warnings));
    } else {
      print(segment, compiled, usedBy, day, out);
    }
  }

  private static void print(
      BoundSegment segment,
      CompiledSegment compiled,
      List<String> usedBy,
      LocalDate date,
      PrintWriter out) {
    out.printf("%s: %s%n", segment.id(), Shown.of(segment.name()));
    segment
        .definition()
        .description()
        .ifPresent(text -> text.lines().map(Shown::line).forEach(out::println));
    out.printf("%n%s%n", RuleWords.of(segment));
    out.printf("Labels: %s%n", words(compiled.labels().stream().toList()));
    out.printf(
        "Metrics: %s%n", words(compiled.metrics().stream().map(Metric::column).sorted().toList()));
    out.printf("Lists: %s%n", words(List.copyOf(compiled.lists().keySet())));
    out.printf("Used by: %s%n", words(usedBy));
    out.printf("%nFilter for %s:%n%s%n", date, compiled.filterSql());
  }

  private static String words(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private void printUser(Deployment deployment, BoundSegment segment, PrintWriter out)
      throws JsonProcessingException {
    SparkSession session = SparkSessions.open("Daily Segments explain " + id);
    PublishedDay published =
        PublishedDayOption.require(
            Optional.ofNullable(date),
            new PublishedDays(new OutputTables(session, deployment.settings().warehouse())));
    UserExplanation explanation =
        UserExplanation.of(session, deployment, segment, published, user)
            .orElseThrow(
                () ->
                    new InputException(
                        "There is no such account on %s: ids stand exactly as in users"
                            .formatted(published.dataDate())));
    List<Problem> warnings = warnings(deployment, segment, published.dataDate());
    WarningLines.print(warnings, spec.commandLine().getErr());
    if (json) {
      out.println(ExplainJson.user(segment, published.dataDate(), explanation, warnings));
    } else {
      print(published.dataDate(), segment, explanation, out);
    }
  }

  private static List<Problem> warnings(
      Deployment deployment, BoundSegment segment, LocalDate day) {
    CompiledSegment compiled =
        SegmentCompiler.compile(
            segment,
            deployment.segments(),
            deployment.catalog(),
            deployment.settings().zone(),
            day);
    return deployment.warnings(segment, compiled);
  }

  private static void print(
      LocalDate date, BoundSegment segment, UserExplanation explanation, PrintWriter out) {
    out.printf(
        "On %s the user is %s the segment %s.%n",
        date, explanation.member() ? "in" : "not in", segment.id());
    if (!explanation.inPopulation()) {
      out.println("The account is deleted, and the segment does not include deleted accounts.");
    }
    if (explanation.consentMissing()) {
      out.println("The rule holds, but the user does not accept marketing.");
    }
    out.println();
    TextTable table = new TextTable(List.of("holds", "rule", "observed", "days", "missing"));
    add(explanation.rule(), 0, table);
    table.print(out);
  }

  /** A row for the part, and below it those of its parts. */
  private static void add(ExplainedRule part, int depth, TextTable table) {
    table.add(
        Arrays.asList(
            part.holds() ? "yes" : "no",
            "  ".repeat(depth) + part.words(),
            part.observed().map(Shown::of).orElse(null),
            part.days().map(days -> days.from() + " to " + days.to()).orElse(null),
            part.missing().orElse(null)));
    part.parts().forEach(inner -> add(inner, depth + 1, table));
  }
}
