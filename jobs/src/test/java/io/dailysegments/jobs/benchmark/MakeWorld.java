package io.dailysegments.jobs.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.dailysegments.core.settings.SettingsLoader;
import io.dailysegments.jobs.cli.Main;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Makes a world: the log and the user tables of the last two days as parquet, the digest of all
 * days but the last, and for each mix of segments a warehouse in which the day before the night is
 * published. The log date before the night is digested by the program itself; the dates before it
 * are written as rows of the digest, in the program's own tables.
 */
final class MakeWorld {

  private static final LocalDate BEFORE = WorldSize.DATA_DATE.minusDays(1);
  private static final long ROWS_PER_FILE = 4_000_000;

  /** An event that the catalog lacks. */
  private static final String UNKNOWN = "beta_widget_tap";

  private final SparkSession session;
  private final Path conf;
  private final WorldSize size;
  private final WorldFolder folder;
  private final List<String> codes;
  private final WorldSql sql;

  /**
   * @param conf the folder {@code conf} of the installation
   */
  MakeWorld(SparkSession session, Path conf, WorldSize size, WorldFolder folder) {
    this.session = session;
    this.conf = conf;
    this.size = size;
    this.folder = folder;
    this.codes = EventCodes.commonFirst(conf);
    this.sql = new WorldSql(size, Stream.concat(codes.stream(), Stream.of(UNKNOWN)).toList());
  }

  /** Makes what is not there yet. */
  void make(SegmentMix mix) throws IOException {
    if (!WorldFolder.isComplete(folder.root())) {
      Warehouse.remove(folder.root());
      inputs();
      history();
      Files.writeString(folder.root().resolve("_complete"), size + "\n");
    }
    if (!WorldFolder.isComplete(folder.mix(mix))) {
      Warehouse.remove(folder.mix(mix));
      dayBefore(mix);
      Files.writeString(folder.mix(mix).resolve("_complete"), mix + "\n");
    }
  }

  private void inputs() throws IOException {
    places();
    session.sql(sql.people()).createOrReplaceTempView("people");
    for (String table : WorldSettings.USER_TABLES) {
      Path today = folder.data(table, WorldSize.DATA_DATE);
      write(session.sql(sql.table(table)), today);
      Warehouse.restore(today, folder.data(table, BEFORE));
    }
    for (int ago = 0; ago < 2; ago++) {
      write(
          session.sql(sql.log(ago)), folder.data("app_events", WorldSize.DATA_DATE.minusDays(ago)));
    }
  }

  private void places() {
    Dataset<Row> cities =
        session
            .read()
            .option("header", "true")
            .option("inferSchema", "true")
            .csv(session.createDataset(cityLines(), org.apache.spark.sql.Encoders.STRING()));
    cities
        .selectExpr("*", "monotonically_increasing_id() AS city")
        .createOrReplaceTempView("cities");
    write(cities.drop("weight").coalesce(1), folder.data("places"));
  }

  private static List<String> cityLines() {
    return SqlResource.lines("/io/dailysegments/jobs/generate/cities.csv");
  }

  private static void write(Dataset<Row> rows, Path to) {
    rows.write().mode("overwrite").parquet(to.toString());
  }

  private void history() throws IOException {
    Path settings = folder.root().resolve("history").resolve("settings.yaml");
    WorldSettings.write(settings, folder, conf, folder.history(), conf.resolve("segments"));
    run(settings, "digest", "--from", BEFORE.toString(), "--to", BEFORE.toString());
    int days = size.days() - 2;
    if (days > 0) {
      OutputTables tables = new OutputTables(session, SettingsLoader.load(settings).warehouse());
      double rows = size.users() * size.eventsPerUserDay() / 2;
      long tasks = days * (1 + (long) (rows / ROWS_PER_FILE));
      tables.append(OutputTable.ACTIVITY_DIGEST, session.sql(sql.history(2, days, tasks)));
      tables.append(OutputTable.DIGESTED_DAYS, ledger(tables, days));
    }
  }

  /** What the program wrote of the one log date that it digested, for each of the others. */
  private Dataset<Row> ledger(OutputTables tables, int days) {
    Dataset<Row> digested = tables.find(OutputTable.DIGESTED_DAYS, Where.ANY).orElseThrow();
    List<Dataset<Row>> rows = new ArrayList<>();
    IntStream.rangeClosed(2, days + 1)
        .mapToObj(WorldSize.DATA_DATE::minusDays)
        .forEach(day -> rows.add(digested.select(columns(digested, day))));
    Dataset<Row> all = rows.stream().reduce(Dataset::union).orElseThrow();
    return session.createDataFrame(all.collectAsList(), digested.schema());
  }

  private static Column[] columns(Dataset<Row> digested, LocalDate day) {
    return Arrays.stream(digested.columns())
        .map(name -> name.equals("log_date") ? lit(day).as(name) : col(name))
        .toArray(Column[]::new);
  }

  private void dayBefore(SegmentMix mix) throws IOException {
    new SegmentFiles(mix, codes, size.seed()).write(folder.segments(mix));
    Path settings = folder.settings(mix);
    WorldSettings.write(settings, folder, conf, folder.warehouse(mix), folder.segments(mix));
    Warehouse.restore(folder.history(), folder.warehouse(mix));
    run(settings, "run", "--date", BEFORE.toString());
    Files.move(folder.warehouse(mix), folder.before(mix));
  }

  /** Runs a command of the program in this process. */
  static void run(Path settings, String... args) {
    StringWriter said = new StringWriter();
    List<String> command = new ArrayList<>(Arrays.asList(args));
    command.addAll(List.of("--conf", settings.toString()));
    PrintWriter writer = new PrintWriter(said);
    int exit = Main.execute(writer, writer, Clock.systemUTC(), command.toArray(String[]::new));
    if (exit != 0) {
      throw new IllegalStateException("Cannot make the world: " + command + " says " + said);
    }
  }
}
