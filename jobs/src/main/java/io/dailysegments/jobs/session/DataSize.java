package io.dailysegments.jobs.session;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.QueryExecution;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Sets what Spark should know of the amount of data, unless the user has set it. None of it changes
 * results.
 *
 * <p>The number of shuffle partitions follows the bytes read, so that a small night has few tasks
 * and a large one does not spill. The expressions of a plan are interpreted where few bytes are
 * read, because compiling them takes longer than it saves.
 *
 * <p>How many bytes a plan reads is asked of Spark's plans themselves, which is not a public API:
 * the public one does not tell.
 */
public final class DataSize {

  private static final String PARTITIONS = "spark.sql.shuffle.partitions";
  private static final long UNKNOWN = 64L << 20;

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
    NARROW(2L << 20),
    /** Some for each label. */
    WIDE(64L << 20);

    private final long compiledFrom;

    Width(long compiledFrom) {
      this.compiledFrom = compiledFrom;
    }
  }

  public DataSize(SparkSession session) {
    this.session = session;
  }

  /**
   * Fits the session to what is read, as far as the sources tell their size.
   *
   * @param inputs tables of which all files are read
   * @param more bytes that are read beside them
   * @return whether each task now gets a bounded share of the rows, which a hash table can hold;
   *     not if a source does not tell its size or the user has set how many tasks there are
   */
  public boolean fit(Iterable<Dataset<Row>> inputs, long more, Width plan) {
    boolean isKnown = true;
    long bytes = more;
    for (Dataset<Row> input : inputs) {
      LogicalPlan read = query(input).analyzed();
      bytes += size(read);
      isKnown &= tellsSize(read);
    }
    set(PARTITIONS, Long.toString(tasks(bytes, session.sparkContext().defaultParallelism())));
    codegen(bytes < plan.compiledFrom).forEach(this::set);
    return isKnown && !isSetByUser(PARTITIONS);
  }

  /** In how many tasks so many bytes are read; no core is without one. */
  static long tasks(long bytes, int cores) {
    return Math.max(cores, Math.min(MOST_TASKS, 1 + bytes / BYTES_PER_TASK));
  }

  /** Fits the session to queries that read little, until {@link #fit} says what else is read. */
  public void expectLittle() {
    codegen(true).forEach(this::set);
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
   * @param users partitioned by the last shuffle that {@link #fit} was called for; by default by
   *     one into as many partitions as the session has
   * @return the same in fewer partitions, and enough of them for all cores; as they are where it
   *     can't be told how many cores there will be
   */
  public Dataset<Row> inLargeFiles(Dataset<Row> users) {
    int partitions = Integer.parseInt(session.conf().get(PARTITIONS));
    int files = Math.max(FILES_PER_CORE * cores(), partitions / PARTITIONS_PER_FILE);
    boolean isSteady = !setting("spark.dynamicAllocation.enabled", "false").equals("true");
    return files < partitions && isSteady ? users.coalesce(files) : users;
  }

  /** Executors that were asked for may not be there yet. */
  private int cores() {
    int executors = Integer.parseInt(setting("spark.executor.instances", "1"));
    int each = Integer.parseInt(setting("spark.executor.cores", "1"));
    return Math.max(session.sparkContext().defaultParallelism(), executors * each);
  }

  private String setting(String key, String otherwise) {
    return session.sparkContext().getConf().get(key, otherwise);
  }

  private static QueryExecution query(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
  }

  private static long size(LogicalPlan plan) {
    long bytes = 0;
    for (LogicalPlan leaf : CollectionConverters.asJava(plan.collectLeaves())) {
      long size = leaf.stats().sizeInBytes().toLong();
      bytes += size == Long.MAX_VALUE ? UNKNOWN : size; // a source that does not know its size
    }
    return bytes;
  }

  private static boolean tellsSize(LogicalPlan plan) {
    return CollectionConverters.asJava(plan.collectLeaves()).stream()
        .allMatch(leaf -> leaf.stats().sizeInBytes().toLong() != Long.MAX_VALUE);
  }

  private void set(String key, String value) {
    if (!isSetByUser(key)) {
      session.conf().set(key, value);
    }
  }

  private boolean isSetByUser(String key) {
    return session.sparkContext().getConf().contains(key);
  }
}
