package io.dailysegments.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.problem.UsageException;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.jobs.run.Deployment;
import io.dailysegments.jobs.run.Preview;
import io.dailysegments.jobs.run.PublishedDay;
import io.dailysegments.jobs.run.PublishedDays;
import io.dailysegments.jobs.session.SparkSessions;
import io.dailysegments.jobs.table.OutputTables;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code preview}: what a definition gives on a published day. */
@Command(
    name = "preview",
    description = "Evaluate a definition, published or new, on a published day; writes nothing.")
final class PreviewCommand implements Callable<Integer> {

  @ParentCommand private SegmentsCommand parent;
  @Spec private CommandSpec spec;
  @Mixin private PublishedDayOption day;

  @Parameters(paramLabel = "FILE", description = "The definition, a file that ends with .yaml.")
  private Path file;

  @Option(
      names = "--compare-days",
      paramLabel = "N",
      defaultValue = "0",
      description = "Also give its size on the N published days before.")
  private int compareDays;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (!file.toString().endsWith(".yaml") || compareDays < 0) {
      throw new UsageException("Give a file that ends with .yaml, and a number of days from 0");
    }
    Deployment deployment = new DeploymentLoader(parent).loadWith(file);
    String name = file.getFileName().toString();
    String id = name.substring(0, name.length() - ".yaml".length());
    BoundSegment segment =
        deployment.segments().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
    SparkSession session = SparkSessions.open("Daily Segments preview " + id);
    PublishedDays published =
        new PublishedDays(new OutputTables(session, deployment.settings().warehouse()));
    PublishedDay newest = day.require(published);
    List<PublishedDay> days = new ArrayList<>(List.of(newest));
    days.addAll(published.before(newest.dataDate(), compareDays));
    List<Preview> previews = new ArrayList<>();
    for (PublishedDay one : days) {
      previews.add(Preview.of(session, deployment, segment, one));
    }
    WarningLines.print(warnings(previews), spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(id, previews));
    } else {
      print(segment, previews, out);
    }
    return 0;
  }

  private static List<Problem> warnings(List<Preview> previews) {
    return previews.stream().flatMap(preview -> preview.warnings().stream()).distinct().toList();
  }

  private static void print(BoundSegment segment, List<Preview> previews, PrintWriter out) {
    out.printf("%s: %s%n%n", segment.id(), Shown.of(segment.name()));
    TextTable table =
        new TextTable(List.of("day", "members", "of", "published", "added", "removed"));
    for (Preview preview : previews) {
      List<Object> row = new ArrayList<>();
      row.add(preview.day().dataDate());
      row.add(preview.members());
      row.add(preview.population());
      row.add(preview.change().map(Preview.Change::published).orElse(null));
      row.add(preview.change().map(Preview.Change::added).orElse(null));
      row.add(preview.change().map(Preview.Change::removed).orElse(null));
      table.add(row);
    }
    table.print(out);
    List<String> sample = previews.get(0).sample();
    out.printf(
        "%nSome members: %s%n",
        sample.isEmpty() ? "none" : String.join(", ", sample.stream().map(Shown::of).toList()));
  }

  private static String json(String id, List<Preview> previews) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode result = mapper.createObjectNode().put("segment_id", id);
    for (Preview preview : previews) {
      ObjectNode node = result.withArray("days").addObject();
      node.put("dt", preview.day().dataDate().toString());
      node.put("members", preview.members());
      node.put("population", preview.population());
      node.put("published", preview.change().map(Preview.Change::published).orElse(null));
      node.put("added", preview.change().map(Preview.Change::added).orElse(null));
      node.put("removed", preview.change().map(Preview.Change::removed).orElse(null));
      preview.sample().forEach(node.withArray("sample")::add);
    }
    ArrayNode warnings = result.putArray("warnings");
    warnings(previews).forEach(warning -> warnings.add(warning.toString()));
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result);
  }
}
