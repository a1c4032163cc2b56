package io.dailysegments.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.jobs.run.Deployment;
import io.dailysegments.jobs.run.LabelRows;
import io.dailysegments.jobs.run.SegmentList;
import io.dailysegments.jobs.run.SegmentList.Counts;
import io.dailysegments.jobs.session.SparkSessions;
import io.dailysegments.jobs.table.OutputTables;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code list}: segments with their last counts. */
@Command(name = "list", description = "List the segments with their last counts.")
final class ListCommand implements Callable<Integer> {

  @ParentCommand private SegmentsCommand parent;
  @Spec private CommandSpec spec;

  @Option(
      names = "--date",
      paramLabel = "D",
      description = "A published day (default: the newest).")
  private LocalDate date;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "0",
      description = "Also show the labels of N users, by id.")
  private int users;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Deployment deployment = new DeploymentLoader(parent).load();
    SparkSession session = SparkSessions.open("Daily Segments list");
    OutputTables tables = new OutputTables(session, deployment.settings().warehouse());
    Map<String, Counts> counts = new SegmentList(tables).counts(Optional.ofNullable(date));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(deployment.segments(), counts));
    } else {
      table(deployment.segments(), counts).print(out);
      labels(tables).ifPresent(table -> print(table, out));
    }
    return 0;
  }

  private Optional<TextTable> labels(OutputTables tables) {
    List<List<String>> lines =
        users > 0 ? new LabelRows(tables).lines(Optional.ofNullable(date), users) : List.of();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    TextTable table = new TextTable(lines.get(0));
    lines.subList(1, lines.size()).forEach(table::add);
    return Optional.of(table);
  }

  private static void print(TextTable table, PrintWriter out) {
    out.println();
    table.print(out);
  }

  private static TextTable table(List<BoundSegment> segments, Map<String, Counts> counts) {
    TextTable table =
        new TextTable(
            List.of("segment", "name", "status", "day", "members", "entered", "exited", "of"));
    for (BoundSegment segment : segments) {
      Optional<Counts> own = Optional.ofNullable(counts.get(segment.id()));
      table.add(
          Arrays.asList(
              segment.id(),
              segment.name(),
              status(segment),
              own.map(Counts::dataDate).orElse(null),
              own.map(Counts::members).orElse(null),
              own.flatMap(Counts::entered).orElse(null),
              own.flatMap(Counts::exited).orElse(null),
              own.map(Counts::population).orElse(null)));
    }
    return table;
  }

  private static String json(List<BoundSegment> segments, Map<String, Counts> counts)
      throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode list = mapper.createArrayNode();
    for (BoundSegment segment : segments) {
      ObjectNode node = list.addObject();
      node.put("segment_id", segment.id());
      node.put("name", segment.name());
      node.put("status", status(segment));
      Optional<Counts> own = Optional.ofNullable(counts.get(segment.id()));
      node.put("dt", own.map(day -> day.dataDate().toString()).orElse(null));
      node.put("members", own.map(Counts::members).orElse(null));
      node.put("entered", own.flatMap(Counts::entered).orElse(null));
      node.put("exited", own.flatMap(Counts::exited).orElse(null));
      node.put("population", own.map(Counts::population).orElse(null));
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list);
  }

  private static String status(BoundSegment segment) {
    return segment.status().toString().toLowerCase(java.util.Locale.ROOT);
  }
}
