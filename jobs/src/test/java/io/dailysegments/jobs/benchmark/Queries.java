package io.dailysegments.jobs.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dailysegments.jobs.session.SparkSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What analysts ask for most, on the tables as a night leaves them: one segment, one user. Files
 * are read as by default, but one range after the other, because Hadoop does not count bytes that
 * it reads in several ranges at once.
 */
final class Queries {

  /** How many users are asked for, each in a query of its own; costs are the mean. */
  private static final int USERS = 5;

  /** How the descriptions of jobs begin that are of a query; others are Delta's own. */
  private static final String QUERY = "query of ";

  private static final String NOT_AT_ONCE = "spark.hadoop.parquet.hadoop.vectored.io.enabled";

  private final SparkSession session;
  private final Path warehouse;

  private Queries(SparkSession session, Path warehouse) {
    this.session = session;
    this.warehouse = warehouse;
  }

  /**
   * A query.
   *
   * @param rows read of files that could not be passed over
   * @param bytesRead of files
   * @param bytesStored of the table's rows of the day
   */
  record Cost(String name, long rows, long bytesRead, long bytesStored) {}

  /** Arguments: the warehouse, and the file that {@link StageMeter} writes to. */
  public static void main(String[] args) {
    System.setProperty(NOT_AT_ONCE, "false");
    System.setProperty("spark.extraListeners", StageMeter.class.getName());
    System.setProperty(StageMeter.FILE, args[1]);
    SparkSession session = SparkSessions.open("Benchmark queries");
    new Queries(session, Path.of(args[0])).run();
    session.stop();
  }

  private void run() {
    String segment = ofMedianSize();
    ask("segment_membership", "members of one segment", col("segment_id").equalTo(segment));
    for (Row user : usersByChance()) {
      for (String table : List.of("segment_membership", "user_segments", "user_labels")) {
        ask(table, "one user", col("user_id").equalTo(user.getString(0)));
      }
    }
  }

  /** The first of all ids would have the luck that no page but its own can hold it. */
  private List<Row> usersByChance() {
    return rows("user_segments")
        .select("user_id")
        .orderBy(xxhash64(col("user_id")))
        .limit(USERS)
        .collectAsList();
  }

  private String ofMedianSize() {
    List<Row> sizes =
        rows("segment_counts").orderBy("members").select("segment_id").collectAsList();
    return sizes.get(sizes.size() / 2).getString(0);
  }

  private Dataset<Row> rows(String table) {
    return session
        .read()
        .format("delta")
        .load(warehouse.resolve(table).toString())
        .filter(col("dt").equalTo(lit(WorldSize.DATA_DATE)));
  }

  private void ask(String table, String what, Column condition) {
    Dataset<Row> found = rows(table).filter(condition);
    found.inputFiles(); // Delta looks through its log, which is no part of the question
    session.sparkContext().setJobDescription(QUERY + table + ": " + what);
    found.write().format("noop").mode("overwrite").save();
    session.sparkContext().setJobDescription(null);
  }

  /** Asks in a process of its own. */
  static List<Cost> measure(WorldFolder folder, SegmentMix mix, String heap)
      throws IOException, InterruptedException {
    Path file = folder.mix(mix).resolve("queries.json");
    Path warehouse = folder.warehouse(mix);
    ChildProcess.run(
        ChildProcess.java(Queries.class, heap, warehouse.toString(), file.toString()),
        Map.of(),
        folder.mix(mix).resolve("queries.log"));
    List<Cost> costs = new ArrayList<>();
    new ObjectMapper()
        .readValue(file.toFile(), MeterFigures.class)
        .stages()
        .forEach((name, cost) -> add(costs, name, cost, warehouse));
    return costs;
  }

  private static void add(List<Cost> costs, String name, StageCost cost, Path warehouse) {
    if (name.startsWith(QUERY)) {
      String query = name.substring(QUERY.length());
      Path table = warehouse.resolve(query.substring(0, query.indexOf(':')));
      long stored = Warehouse.bytes(table.resolve("dt=" + WorldSize.DATA_DATE));
      int times = query.endsWith("one user") ? USERS : 1;
      costs.add(new Cost(query, cost.rowsRead() / times, cost.bytesRead() / times, stored));
    }
  }
}
