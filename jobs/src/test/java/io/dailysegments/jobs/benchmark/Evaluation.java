package io.dailysegments.jobs.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dailysegments.core.block.BlockPlan;
import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.history.HistoryPlan;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.rows.KeptRows;
import io.dailysegments.jobs.session.DataSize;
import io.dailysegments.jobs.session.SparkSessions;
import io.dailysegments.jobs.stage.CountMembers;
import io.dailysegments.jobs.stage.EvaluateSegments;
import io.dailysegments.jobs.stage.RollHistory;
import io.dailysegments.jobs.stage.UserSegments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The evaluation of all segments apart from a night, as the peer has it: over finished labels and
 * metrics in memory, members counted, nothing written.
 */
final class Evaluation {

  /** As many as a night of a million users has, about. */
  private static final String PARTITIONS = "48";

  /** How often it is repeated in the same process; the quickest counts. */
  static final int REPETITIONS = 10;

  private final SparkSession session;
  private final Path warehouse;
  private final Catalog catalog;
  private final BlockPlan plan;

  private Evaluation(SparkSession session, Path conf, Path segments, Path warehouse) {
    this.session = session;
    this.warehouse = warehouse;
    Definitions definitions = Definitions.load(conf, segments);
    this.catalog = definitions.catalog();
    this.plan = BlockPlan.of(definitions.segments(), Definitions.ZONE, WorldSize.DATA_DATE);
  }

  /**
   * What it took.
   *
   * @param firstSeconds the first time in a process, plans and code being made
   * @param seconds the quickest of the repetitions after it
   */
  record Cost(double firstSeconds, double seconds) {

    /** It was not measured. */
    static final Cost NONE = new Cost(0, 0);
  }

  /** Arguments: the folder {@code conf}, segments, the night's warehouse, the file for the cost. */
  public static void main(String[] args) throws IOException {
    SparkSession session = SparkSessions.open("Benchmark evaluation");
    session.conf().set("spark.sql.shuffle.partitions", PARTITIONS);
    Evaluation evaluation =
        new Evaluation(session, Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    new ObjectMapper().writeValue(Path.of(args[3]).toFile(), evaluation.run());
    session.stop();
  }

  /** Evaluates in a process of its own. */
  static Cost measure(Path conf, WorldFolder folder, SegmentMix mix, String heap)
      throws IOException, InterruptedException {
    Path file = folder.mix(mix).resolve("evaluation.json");
    ChildProcess.run(
        ChildProcess.java(
            Evaluation.class,
            heap,
            conf.toString(),
            folder.segments(mix).toString(),
            folder.warehouse(mix).toString(),
            file.toString()),
        Map.of(),
        folder.mix(mix).resolve("evaluation.log"));
    return new ObjectMapper().readValue(file.toFile(), Cost.class);
  }

  private Cost run() {
    try (KeptRows users = KeptRows.of(users())) {
      double first = evaluate(users.rows());
      double quickest = Double.MAX_VALUE;
      for (int i = 0; i < REPETITIONS; i++) {
        quickest = Math.min(quickest, evaluate(users.rows()));
      }
      return new Cost(first, quickest);
    }
  }

  private double evaluate(Dataset<Row> users) {
    long start = System.nanoTime();
    long members =
        CountMembers.count(inTasksOfANight(EvaluateSegments.evaluate(users, plan.program())))
            .collectAsList()
            .stream()
            .mapToLong(row -> row.getLong(1))
            .sum();
    double seconds = Seconds.since(start);
    long published = published();
    if (members != published) {
      throw new IllegalStateException(
          "Evaluated %d members, the night has %d".formatted(members, published));
    }
    return seconds;
  }

  /** As a night evaluates what it then writes. */
  private UserSegments inTasksOfANight(UserSegments found) {
    return new UserSegments(new DataSize(session).inLargeFiles(found.users()), found.segmentIds());
  }

  private long published() {
    return rows("segment_counts")
        .filter(col("dt").equalTo(lit(WorldSize.DATA_DATE)))
        .selectExpr("sum(members)")
        .head()
        .getLong(0);
  }

  private Dataset<Row> users() {
    DayRange retained = DayRange.last(Definitions.RETENTION_DAYS, WorldSize.DATA_DATE);
    HistoryPlan histories = HistoryPlan.of(List.of(), plan.metrics(), catalog.events(), retained);
    Dataset<Row> metrics =
        RollHistory.build(rows("activity_digest"), histories)
            .select("user_id", RollHistory.METRICS);
    return rows("user_labels")
        .filter(col("dt").equalTo(lit(WorldSize.DATA_DATE)))
        .drop("dt", "run_id")
        .join(metrics, new String[] {"user_id"}, "left_outer");
  }

  private Dataset<Row> rows(String table) {
    return session.read().format("delta").load(warehouse.resolve(table).toString());
  }
}
