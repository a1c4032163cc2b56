package io.dailysegments.jobs.session;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows that are computed once, when they are first read, and kept until this is closed.
 *
 * <p>Spark finds what a query shares with kept rows by comparing plans, and can't tell that a plan
 * which stands twice in one query is the same if it says how its rows are partitioned ({@code
 * LogicalRDD}); such a query would compute all of it again. So what is read here is the kept form
 * itself.
 */
public final class KeptRows implements AutoCloseable {

  private final Dataset<Row> computed;
  private final Dataset<Row> kept;

  private KeptRows(Dataset<Row> computed, Dataset<Row> kept) {
    this.computed = computed;
    this.kept = kept;
  }

  /** Keeps rows in memory, and those that do not fit on disk. */
  public static KeptRows of(Dataset<Row> rows) {
    rows.persist(StorageLevel.MEMORY_AND_DISK());
    var reading = (org.apache.spark.sql.classic.Dataset<Row>) rows.select("*");
    LogicalPlan plan = reading.queryExecution().withCachedData();
    return new KeptRows(
        rows, org.apache.spark.sql.classic.Dataset.ofRows(reading.sparkSession(), plan));
  }

  /** The rows. */
  public Dataset<Row> rows() {
    return kept;
  }

  @Override
  public void close() {
    computed.unpersist();
  }
}
