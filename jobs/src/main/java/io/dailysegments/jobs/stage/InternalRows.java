package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.physical.HashPartitioning;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The one door to Spark's own form of rows. The public {@code mapPartitions} makes an object of
 * every value of every row on the way in, and of every row on the way out; for the members of a
 * thousand segments that costs many times what finding them does. Internal are {@code
 * QueryExecution.toRdd}, {@code SparkSession.internalCreateDataFrame} and {@code LogicalRDD}, which
 * Spark's own sources and Delta use, too.
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
    RDD<InternalRow> mapped = map(rows, step);
    return session(rows).internalCreateDataFrame(mapped, schema, false);
  }

  /**
   * Shuffles rows by a key and hands those of each partition, the ones of a key behind one another,
   * to a step. Spark is told that the result is still by the key, so that a join by it shuffles it
   * no more.
   *
   * <p>Keys that begin alike, as ids of users do, are slow to compare; their hashes are not.
   *
   * @param schema of what the step gives, with the key
   * @param step keeps the keys as they are
   */
  static Dataset<Row> mapGroups(Dataset<Row> rows, String key, StructType schema, Step step) {
    int partitions = session(rows).sessionState().conf().numShufflePartitions();
    RDD<InternalRow> mapped =
        map(
            rows.repartition(partitions, col(key))
                .sortWithinPartitions(xxhash64(col(key)), col(key)),
            step);
    if (mapped.getNumPartitions() != partitions) { // Spark found that there are no rows
      return session(rows).internalCreateDataFrame(mapped, schema, false);
    }
    return byKey(mapped, key, schema, session(rows));
  }

  private static RDD<InternalRow> map(Dataset<Row> rows, Step step) {
    QueryExecution query = ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
    return SQLExecution.withNewExecutionId(query, Option.apply("mapPartitions"), query::toRdd)
        .toJavaRDD()
        .mapPartitions(partition -> step.apply(unsafe(partition)))
        .rdd();
  }

  private static Dataset<Row> byKey(
      RDD<InternalRow> rows,
      String key,
      StructType schema,
      org.apache.spark.sql.classic.SparkSession session) {
    Seq<Attribute> columns =
        CollectionConverters.asScala(
                CollectionConverters.asJava(DataTypeUtils.toAttributes(schema)).stream()
                    .map(Attribute.class::cast)
                    .toList())
            .toSeq();
    Expression keyColumn = columns.apply(schema.fieldIndex(key));
    Seq<Expression> keys = CollectionConverters.asScala(List.of(keyColumn)).toSeq();
    LogicalPlan plan =
        new LogicalRDD(
            columns,
            rows,
            new HashPartitioning(keys, rows.getNumPartitions()),
            emptySeq(),
            false,
            Option.empty(),
            session,
            Option.empty(),
            Option.empty());
    return org.apache.spark.sql.classic.Dataset.ofRows(session, plan);
  }

  private static <T> Seq<T> emptySeq() {
    return CollectionConverters.asScala(List.<T>of()).toSeq();
  }

  private static org.apache.spark.sql.classic.SparkSession session(Dataset<Row> rows) {
    return (org.apache.spark.sql.classic.SparkSession) rows.sparkSession();
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
