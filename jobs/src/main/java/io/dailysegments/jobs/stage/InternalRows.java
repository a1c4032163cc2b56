package io.dailysegments.jobs.stage;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;

/**
 * The one door to Spark's own form of rows. The public {@code mapPartitions} makes an object of
 * every value of every row on the way in, and of every row on the way out; for the members of a
 * thousand segments that costs many times what finding them does. Internal are {@code
 * QueryExecution.toRdd} and {@code SparkSession.internalCreateDataFrame}, which Spark's own sources
 * and Delta use, too.
 */
final class InternalRows {

  private InternalRows() {}

  /** What becomes of the rows of a partition. */
  @FunctionalInterface
  interface Step extends Serializable {
    /**
     * @param rows each is valid until the next one is asked for
     * @return likewise
     */
    Iterator<InternalRow> apply(Iterator<UnsafeRow> rows);
  }

  /**
   * Hands the rows of each partition to a step. What the plan shuffles is shuffled at once, not
   * when the result is read.
   *
   * @param schema of what the step gives
   */
  static Dataset<Row> mapPartitions(Dataset<Row> rows, StructType schema, Step step) {
    var classic = (org.apache.spark.sql.classic.Dataset<Row>) rows;
    RDD<InternalRow> mapped =
        classic
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(partition -> step.apply(unsafe(partition)))
            .rdd();
    return classic.sparkSession().internalCreateDataFrame(mapped, schema, false);
  }

  /** A plan's last step gives unsafe rows, whatever came before it. */
  private static Iterator<UnsafeRow> unsafe(Iterator<InternalRow> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public UnsafeRow next() {
        return (UnsafeRow) rows.next();
      }
    };
  }
}
