package io.dailysegments.jobs.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.history.HistoryPlan;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.session.SparkSessions;
import io.dailysegments.jobs.stage.RollHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compares layouts of one log date of the digest, each in one file: how large it is, what writing
 * it costs, and what making histories of it costs, which is nearly all that ever reads it.
 */
final class DigestLayouts {

  /** The quickest of so many counts. */
  private static final int REPETITIONS = 3;

  private final SparkSession session;
  private final Catalog catalog;
  private final Path folder;

  private DigestLayouts(SparkSession session, Path conf, Path folder) {
    this.session = session;
    this.folder = folder;
    this.catalog = Definitions.catalog(conf);
  }

  /**
   * A layout.
   *
   * @param write what becomes of the rows before they are written
   * @param read makes rows of what was written
   */
  private record Layout(
      String name,
      Map<String, String> options,
      UnaryOperator<Dataset<Row>> write,
      UnaryOperator<Dataset<Row>> read) {}

  private static List<Layout> layouts(List<String> columns) {
    UnaryOperator<Dataset<Row>> same = rows -> rows;
    return List.of(
        new Layout("in the order that the program gives", Map.of(), same, same),
        new Layout("in no order", Map.of(), rows -> rows.orderBy(rand(1)), same),
        new Layout("by user", Map.of(), sorted("user_id"), same),
        new Layout("by hash of user", Map.of(), sortedBy(xxhash64(col("user_id"))), same),
        new Layout("by event and user", Map.of(), sorted("event_code", "user_id"), same),
        new Layout("snappy", Map.of("compression", "snappy"), same, same),
        new Layout("not compressed", Map.of("compression", "none"), same, same),
        new Layout(
            "without dictionaries", Map.of("parquet.enable.dictionary", "false"), same, same),
        new Layout(
            "a row a user, entries nested",
            Map.of(),
            rows -> nested(rows, columns),
            rows ->
                rows.select(col("user_id"), explode(col("entries")).as("entry"))
                    .select("user_id", "entry.*")));
  }

  private static UnaryOperator<Dataset<Row>> sorted(String... names) {
    return sortedBy(
        Arrays.stream(names).map(org.apache.spark.sql.functions::col).toArray(Column[]::new));
  }

  private static UnaryOperator<Dataset<Row>> sortedBy(Column... columns) {
    return rows -> rows.sortWithinPartitions(columns);
  }

  private static Dataset<Row> nested(Dataset<Row> rows, List<String> columns) {
    Column[] others =
        columns.stream()
            .filter(name -> !name.equals("user_id"))
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    return rows.groupBy("user_id").agg(collect_list(struct(others)).as("entries"));
  }

  /** Arguments: the folder {@code conf}, a world's folder, where a layout lies for a while. */
  public static void main(String[] args) throws IOException {
    SparkSession session = SparkSessions.open("Benchmark layouts");
    WorldFolder world = new WorldFolder(Path.of(args[1]));
    for (String line : new DigestLayouts(session, Path.of(args[0]), world.root()).compare(world)) {
      System.out.println(line);
    }
    session.stop();
  }

  private List<String> compare(WorldFolder world) throws IOException {
    Dataset<Row> dated =
        session
            .read()
            .format("delta")
            .load(world.history().resolve("activity_digest").toString())
            .filter(col("log_date").equalTo(lit(WorldSize.DATA_DATE.minusDays(1))))
            .persist();
    List<String> lines = new ArrayList<>(List.of("%,d rows".formatted(dated.count())));
    List<Layout> layouts = layouts(List.of(dated.columns()));
    measure(layouts.get(0), dated); // what is measured first is measured while code is compiled
    for (Layout layout : layouts) {
      lines.add(measure(layout, dated));
    }
    return lines;
  }

  private String measure(Layout layout, Dataset<Row> rows) throws IOException {
    Path to = folder.resolve("layout");
    double written = Double.MAX_VALUE;
    double read = Double.MAX_VALUE;
    for (int i = 0; i < REPETITIONS; i++) {
      Warehouse.remove(to);
      Dataset<Row> laid = layout.write().apply(rows.coalesce(1)).coalesce(1);
      written =
          Math.min(
              written,
              seconds(() -> laid.write().options(layout.options()).parquet(to.toString())));
      Dataset<Row> found = layout.read().apply(session.read().parquet(to.toString()));
      read = Math.min(read, seconds(() -> histories(found)));
    }
    return String.format(
        Locale.ROOT,
        "%-30s %6.1f MB, written in %5.1f s, made into histories in %5.1f s",
        layout.name(),
        Warehouse.bytes(to) / 1e6,
        written,
        read);
  }

  private void histories(Dataset<Row> rows) {
    HistoryPlan plan =
        HistoryPlan.of(
            List.of(),
            List.of(),
            catalog.events(),
            DayRange.last(Definitions.RETENTION_DAYS, WorldSize.DATA_DATE));
    RollHistory.build(rows, plan).write().format("noop").mode("overwrite").save();
  }

  private static double seconds(Runnable step) {
    long start = System.nanoTime();
    step.run();
    return Seconds.since(start);
  }
}
