package io.dailysegments.jobs.rows;

import io.dailysegments.core.problem.CleanUp;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows that are computed once and kept until this is closed: in memory, and on disk what does not
 * fit. What an executor had that is lost is computed again.
 *
 * <p>{@code Dataset.persist} keeps them by column. A row of more than a hundred columns, each in an
 * encoding of its own, takes longer to put together than most of what is done with it; and Spark
 * finds kept rows by comparing plans, which fails where one stands twice in a query and says how
 * its rows are partitioned. So rows are kept as they are computed with, {@link RowPages}.
 */
public final class KeptRows implements AutoCloseable {

  private final JavaRDD<byte[]> pages;
  private final Dataset<Row> rows;

  private KeptRows(JavaRDD<byte[]> pages, Dataset<Row> rows) {
    this.pages = pages;
    this.rows = rows;
  }

  /** Computes rows now and keeps them. */
  public static KeptRows of(Dataset<Row> rows) {
    JavaRDD<byte[]> pages =
        InternalRows.rows(rows)
            .mapPartitions(RowPages::pack)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> kept = InternalRows.insteadOf(rows, pages.mapPartitions(RowPages::unpack));
    KeptRows result = new KeptRows(pages, kept);
    try {
      InternalRows.withSettings(rows, pages::count);
      return result;
    } catch (Throwable e) {
      CleanUp.after(e, result::close);
      throw e;
    }
  }

  /** The rows. */
  public Dataset<Row> rows() {
    return rows;
  }

  @Override
  public void close() {
    pages.unpersist();
  }
}
