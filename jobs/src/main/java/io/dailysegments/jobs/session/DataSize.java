package io.dailysegments.jobs.session;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.QueryExecution;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Sets what Spark should know of the amount of data, unless the user has set it. None of it changes
 * results.
 *
 * <p>The number of shuffle partitions follows the bytes read, so that a small night has few tasks
 * and a large one does not spill. The expressions of a wide plan are interpreted below {@link
 * #SMALL} bytes, because compiling hundreds of them takes longer than it saves.
 */
public final class DataSize {

  private static final String PARTITIONS = "spark.sql.shuffle.partitions";
  private static final long SMALL = 64L << 20;

  /**
   * Columnar files unpack to several times their size; a task should get some tens of megabytes of
   * them.
   */
  private static final long BYTES_PER_TASK = 16L << 20;

  private static final int MOST_TASKS = 10_000;

  private static final int PARTITIONS_PER_FILE = 16;
  private static final int FILES_PER_CORE = 2;

  private final SparkSession session;

  /** How many expressions a plan has. */
  public enum Width {
    /** A few, for every row of the log. */
    NARROW,
    /** Some for each label. */
    WIDE
  }

  public DataSize(SparkSession session) {
    this.session = session;
  }

  /**
   * Fits the session to what is read, as far as the sources tell their size.
   *
   * @param inputs tables of which all files are read
   * @param more bytes that are read beside them
   */
  public void fit(Iterable<Dataset<Row>> inputs, long more, Width plan) {
    long bytes = more;
    for (Dataset<Row> input : inputs) {
      bytes += size(query(input).analyzed());
    }
    long tasks = Math.min(MOST_TASKS, 1 + bytes / BYTES_PER_TASK);
    long cores = session.sparkContext().defaultParallelism();
    set(PARTITIONS, Long.toString(Math.max(tasks, cores)));
    boolean interpreted = plan == Width.WIDE && bytes < SMALL;
    for (Map.Entry<String, String> entry : codegen(interpreted).entrySet()) {
      set(entry.getKey(), entry.getValue());
    }
  }

  private static Map<String, String> codegen(boolean interpreted) {
    return Map.of(
        "spark.sql.codegen.wholeStage",
        Boolean.toString(!interpreted),
        "spark.sql.codegen.factoryMode",
        interpreted ? "NO_CODEGEN" : "FALLBACK");
  }

  /**
   * A user's results take a sixteenth of what they are made of: written as they were computed, they
   * would lie in many small files.
   *
   * @param users partitioned by the last shuffle that {@link #fit} was called for
   * @return the same in fewer partitions, and enough of them for all cores
   */
  public Dataset<Row> inLargeFiles(Dataset<Row> users) {
    int partitions = Integer.parseInt(session.conf().get(PARTITIONS));
    int least = FILES_PER_CORE * session.sparkContext().defaultParallelism();
    int files = Math.max(least, partitions / PARTITIONS_PER_FILE);
    return files < partitions ? users.coalesce(files) : users;
  }

  /** The size of the files of the partitions that a Dataset reads. */
  public static long bytes(Dataset<Row> rows) {
    return size(query(rows).optimizedPlan()); // before, it tells the size of the whole table
  }

  private static QueryExecution query(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
  }

  private static long size(LogicalPlan plan) {
    long bytes = 0;
    for (LogicalPlan leaf : CollectionConverters.asJava(plan.collectLeaves())) {
      long size = leaf.stats().sizeInBytes().toLong();
      bytes += size == Long.MAX_VALUE ? SMALL : size; // a source that does not know its size
    }
    return bytes;
  }

  private void set(String key, String value) {
    RuntimeConfig conf = session.conf();
    if (!session.sparkContext().getConf().contains(key)) {
      conf.set(key, value);
    }
  }
}
