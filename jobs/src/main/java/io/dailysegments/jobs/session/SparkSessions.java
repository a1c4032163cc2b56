package io.dailysegments.jobs.session;

import io.dailysegments.jobs.table.ExclusiveLocalLogStore;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.sql.SparkSession;

/** Opens the Spark session with the settings that results depend on. */
public final class SparkSessions {

  /**
   * Settings that change what an expression means; set once here and the same wherever the job
   * runs.
   */
  private static final Map<String, String> MEANING =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.ansi.enabled", "true",
          "spark.sql.variable.substitute", "false",
          "spark.sql.caseSensitive", "false",
          "spark.sql.mapKeyDedupPolicy", "LAST_WIN",
          "spark.sql.timestampType", "TIMESTAMP_LTZ",
          "spark.sql.parquet.inferTimestampNTZ.enabled", "true",
          // How long files are kept is the deployment's own setting, retention.vacuum_hours.
          "spark.databricks.delta.retentionDurationCheck.enabled", "false",
          // A version of an input is read as long as it is there, also after a week.
          "spark.databricks.delta.vacuum.enforceTimeTravelWithinDeletedFileRetentionDuration",
              "false");

  /**
   * How many partitions of a table a task writes at once. A day's rows are all of one; without this
   * they would be sorted by its constant values first.
   */
  private static final String WRITERS = "spark.sql.maxConcurrentOutputFileWriters";

  private static final String MOST_WRITERS = "4";

  /** How many tasks list files; Delta's vacuum always starts as many, and the default is 10,000. */
  private static final String LISTING_TASKS =
      "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  private static final int LISTING_TASKS_PER_CORE = 4;

  /** How many tasks look through the log of a Delta table, for each query; by default 50. */
  private static final String STATE_TASKS = "spark.databricks.delta.snapshotPartitions";

  private static final int MOST_STATE_TASKS = 50;

  /**
   * Settings that only save time, where the user has not set them. A night has some hundred small
   * queries, more than Spark keeps compiled by default. Delta reads a table's whole state again
   * after each commit where the JVM is not in UTC, because of partitions by time stamp; those here
   * are by date. The plan of each query is written down for the web page before it starts, in full
   * detail by default. And a task that shuffles to at most 200 partitions opens a file for each, by
   * default; sorting by partition and writing one costs less.
   *
   * <p>A query for one user reads a page and the dictionary of each column in each file. Bits and
   * times repeat at first and hardly ever later: most of a dictionary of 1 MB, the default, is read
   * in vain, and so are most of a page's 20,000 rows.
   *
   * <p>Zstandard makes files of the digest a quarter smaller than Snappy, the default, and takes no
   * longer.
   *
   * <p>Delta on Spark writes the files of a small table into the checksum of each of its versions,
   * by two queries where the version before has no such list, as those of Delta Kernel have none.
   */
  private static final Map<String, String> SPEED =
      Map.of(
          "spark.sql.codegen.cache.maxEntries",
          "1000",
          "spark.sql.ui.explainMode",
          "simple",
          "spark.shuffle.sort.bypassMergeThreshold",
          "1",
          "spark.hadoop.parquet.dictionary.page.size",
          "65536",
          "spark.hadoop.parquet.page.row.count.limit",
          "5000",
          "spark.sql.parquet.compression.codec",
          "zstd",
          "spark.databricks.delta.allFilesInCrc.enabled",
          "false");

  /**
   * Where tasks and driver share a process, a task that runs out of memory fails the command, which
   * says so and records its end; by default Spark ends the process without a word.
   */
  private static final String ENDS_PROCESS = "spark.executor.killOnFatalError.depth";

  /**
   * Each sort and hash table of a task, and each broadcast, begins with room that the JVM has to
   * clear: by default up to 64 MB and 4 MB, which most of a night's never fill.
   */
  private static final String TASK_ROOM = "spark.buffer.pageSize";

  private static final String BROADCAST_ROOM = "spark.broadcast.blockSize";
  private static final long LEAST_TASK_ROOM = 2L << 20;

  /** Of at most 8,192 that a task can have; it should never be them that end. */
  private static final long PAGES_IN_HEAP = 4096;

  private SparkSessions() {}

  /**
   * The session of this program: the active one if there is one, else a new one with Delta's
   * extensions.
   *
   * <p>Also sets the JVM's default locale to the neutral one, because Spark's {@code upper} and
   * {@code lower} follow it outside ASCII. On a cluster the launcher sets the same for executors.
   *
   * @param name shown in the Spark UI
   */
  public static SparkSession open(String name) {
    Locale.setDefault(Locale.ROOT);
    SparkSession session =
        SparkSession.builder()
            .appName(name)
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.delta.logStore.file.impl", ExclusiveLocalLogStore.class.getName())
            // Kryo can't make anew the records and immutable lists that all tasks share.
            .config("spark.serializer", JavaSerializer.class.getName())
            .config(unlessSet())
            .getOrCreate();
    MEANING.forEach((key, value) -> session.conf().set(key, value));
    session.conf().set(WRITERS, MOST_WRITERS);
    int cores = session.sparkContext().defaultParallelism();
    session.conf().set(LISTING_TASKS, String.valueOf(LISTING_TASKS_PER_CORE * cores));
    if (!session.sparkContext().getConf().contains(STATE_TASKS)) {
      session.conf().set(STATE_TASKS, String.valueOf(Math.min(MOST_STATE_TASKS, 2 * cores)));
    }
    return session;
  }

  private static SparkConf unlessSet() {
    SparkConf conf = new SparkConf();
    SPEED.forEach(conf::setIfMissing);
    if (conf.get("spark.master", "").matches("local(\\[.*)?")) {
      conf.setIfMissing(ENDS_PROCESS, "0");
      if (!conf.getBoolean("spark.memory.offHeap.enabled", false)) { // then it is not the heap's
        conf.setIfMissing(TASK_ROOM, taskRoom(Runtime.getRuntime().maxMemory()) + "b");
      }
      conf.setIfMissing(BROADCAST_ROOM, "512k");
    }
    return conf;
  }

  /** A power of two, as Spark's own. */
  static long taskRoom(long heap) {
    return Math.max(LEAST_TASK_ROOM, Long.highestOneBit(Math.max(1, 2 * heap / PAGES_IN_HEAP - 1)));
  }
}
