package io.dailysegments.jobs.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dailysegments.jobs.run.PlainSqlDay;
import io.dailysegments.jobs.session.SparkSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The night in plain Spark SQL, {@link PlainSqlDay}, written as parquet. */
final class PlainSql {

  private final SparkSession session;
  private final Path settings;
  private final Path to;
  private final List<ReferenceFigures.Step> steps = new ArrayList<>();

  PlainSql(SparkSession session, WorldFolder folder, SegmentMix mix) {
    this.session = session;
    this.settings = folder.settings(mix);
    this.to = folder.plainSql(mix);
  }

  /** Arguments: the world's folder, the mix as JSON, the file for the figures. */
  public static void main(String[] args) throws IOException {
    long start = System.nanoTime();
    ObjectMapper json = new ObjectMapper();
    WorldFolder folder = new WorldFolder(Path.of(args[0]));
    SegmentMix mix = json.readValue(args[1], SegmentMix.class);
    SparkSession session = SparkSessions.open("Benchmark plain SQL");
    PlainSql plain = new PlainSql(session, folder, mix);
    plain.steps.add(new ReferenceFigures.Step("start of Spark", Seconds.since(start)));
    List<ReferenceFigures.Step> steps = plain.write();
    json.writeValue(
        Path.of(args[2]).toFile(),
        new ReferenceFigures(
            session.version(), Seconds.since(start), steps, ProcessMemory.peakBytes()));
    session.stop();
  }

  /** Computes the night in a process of its own. */
  static ReferenceFigures run(WorldFolder folder, SegmentMix mix, String heap)
      throws IOException, InterruptedException {
    Warehouse.remove(folder.plainSql(mix));
    Path result = folder.mix(mix).resolve("plain-sql-figures.json");
    ObjectMapper json = new ObjectMapper();
    ChildProcess.Ended ended =
        ChildProcess.run(
            ChildProcess.java(
                PlainSql.class,
                heap,
                folder.root().toString(),
                json.writeValueAsString(mix),
                result.toString()),
            Map.of(),
            folder.mix(mix).resolve("plain-sql.log"));
    ReferenceFigures figures = json.readValue(result.toFile(), ReferenceFigures.class);
    return figures.inProcessOf(ended.seconds());
  }

  /** Writes the night into its folder, each thing into a folder of its own. */
  List<ReferenceFigures.Step> write() {
    PlainSqlDay day = PlainSqlDay.of(session, settings, WorldSize.DATA_DATE);
    step("digest", () -> write("digest", day.digest()));
    step("labels", () -> write("labels", day.labels()));
    Dataset<Row> labels = read("labels");
    step("membership", () -> writeMembers(day.members(labels)));
    step("counts", () -> write("counts", day.counts(labels, read("membership-*"))));
    return List.copyOf(steps);
  }

  private void step(String name, Runnable work) {
    long start = System.nanoTime();
    work.run();
    steps.add(new ReferenceFigures.Step(name, Seconds.since(start)));
  }

  private void writeMembers(List<Dataset<Row>> queries) {
    for (int i = 0; i < queries.size(); i++) {
      write(String.format(Locale.ROOT, "membership-%04d", i), queries.get(i));
    }
  }

  private void write(String name, Dataset<Row> rows) {
    rows.write().parquet(to.resolve(name).toString());
  }

  private Dataset<Row> read(String name) {
    return session.read().parquet(to.resolve(name).toString());
  }
}
