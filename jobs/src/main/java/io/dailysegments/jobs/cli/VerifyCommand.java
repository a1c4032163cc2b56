package io.dailysegments.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dailysegments.jobs.run.Deployment;
import io.dailysegments.jobs.run.PublishedDay;
import io.dailysegments.jobs.run.PublishedDays;
import io.dailysegments.jobs.run.Verification;
import io.dailysegments.jobs.run.Verification.Difference;
import io.dailysegments.jobs.session.SparkSessions;
import io.dailysegments.jobs.table.OutputTables;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code verify}: computes a published day again and compares. */
@Command(
    name = "verify",
    description = {
      "Compute a published day again, without writing, and compare every row.",
      "Exit status 6 if rows differ."
    })
final class VerifyCommand implements Callable<Integer> {

  /** Rows differ. */
  private static final int DIFFERENT = 6;

  @ParentCommand private SegmentsCommand parent;
  @Spec private CommandSpec spec;
  @Mixin private PublishedDayOption day;

  @Option(
      names = "--allow-stale-days",
      paramLabel = "N",
      defaultValue = "0",
      description = "The day was computed with a snapshot that was at most N days old.")
  private int staleDays;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Deployment deployment = new DeploymentLoader(parent).load();
    SparkSession session = SparkSessions.open("Daily Segments verify");
    OutputTables tables = new OutputTables(session, deployment.settings().warehouse());
    PublishedDay published = day.require(new PublishedDays(tables));
    Verification result = Verification.of(session, deployment, published, staleDays);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(published, result));
    } else {
      print(published, result, out);
    }
    return result.differences().isEmpty() ? 0 : DIFFERENT;
  }

  private static void print(PublishedDay day, Verification result, PrintWriter out) {
    result.notes().forEach(note -> out.println("note: " + note));
    if (result.differences().isEmpty()) {
      out.println(day.dataDate() + " is as it was published: every row is the same");
      return;
    }
    out.println(day.dataDate() + " differs from what was published:");
    TextTable table = new TextTable(List.of("what", "published", "computed", "example"));
    for (Difference difference : result.differences()) {
      table.add(
          List.of(
              difference.what(),
              difference.published(),
              difference.computed(),
              difference.example()));
    }
    table.print(out);
  }

  private static String json(PublishedDay day, Verification result) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode node = mapper.createObjectNode();
    node.put("dt", day.dataDate().toString());
    node.put("same", result.differences().isEmpty());
    result.notes().forEach(node.putArray("notes")::add);
    var differences = node.putArray("differences");
    for (Difference difference : result.differences()) {
      ObjectNode entry = differences.addObject();
      entry.put("what", difference.what());
      entry.put("published", difference.published());
      entry.put("computed", difference.computed());
      entry.put("example", difference.example());
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }
}
