package io.dailysegments.jobs.cli;

import static org.apache.spark.sql.functions.col;

import io.dailysegments.core.problem.UsageException;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.settings.SettingsLoader;
import io.dailysegments.jobs.run.PublishedDay;
import io.dailysegments.jobs.run.PublishedDays;
import io.dailysegments.jobs.session.SparkSessions;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code show}: some rows of a published day, for a first look without another tool. */
@Command(name = "show", description = "Show some label rows of a published day, one label a line.")
final class ShowCommand implements Callable<Integer> {

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
      defaultValue = "3",
      description = "How many users, by id (default: ${DEFAULT-VALUE}).")
  private int users;

  @Override
  public Integer call() {
    Settings settings = SettingsLoader.load(Path.of(parent.conf()));
    SparkSession session = SparkSessions.open("Daily Segments show");
    OutputTables tables = new OutputTables(session, settings.warehouse());
    PublishedDays published = new PublishedDays(session, tables);
    PublishedDay day =
        Optional.ofNullable(date)
            .map(published::find)
            .orElseGet(published::newest)
            .orElseThrow(
                () -> new UsageException("Cannot show " + (date == null ? "a day" : date) + ": it is not published. Run it first."));
    Dataset<Row> rows =
        published.rows(OutputTable.USER_LABELS, day).orElseThrow().orderBy(col("user_id")).limit(users);
    print(rows);
    return 0;
  }

  private void print(Dataset<Row> rows) {
    List<String> columns = List.of(rows.columns());
    Column[] texts =
        columns.stream().map(name -> col(name).cast("string")).toArray(Column[]::new);
    List<Row> found = rows.select(texts).collectAsList();
    String[] header = new String[found.size() + 1];
    Arrays.fill(header, "");
    TextTable table = new TextTable(List.of(header));
    for (int i = 0; i < columns.size(); i++) {
      String[] line = new String[found.size() + 1];
      line[0] = columns.get(i);
      for (int user = 0; user < found.size(); user++) {
        line[user + 1] = found.get(user).getString(i);
      }
      table.add(Arrays.asList(line));
    }
    table.print(spec.commandLine().getOut());
  }
}
