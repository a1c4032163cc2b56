package io.dailysegments.jobs.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.physical.HashPartitioning;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.LogicalRDD$;
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
public final class InternalRows {

  private InternalRows() {}

  /** What becomes of the rows of a partition. */
  @FunctionalInterface
  public interface Step extends Serializable {
    /**
     * @param rows each is valid until the next one is asked for, also by {@code hasNext}
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
  public static Dataset<Row> mapPartitions(Dataset<Row> rows, StructType schema, Step step) {
    RDD<InternalRow> mapped = map(rows, step);
    return session(rows).internalCreateDataFrame(mapped, schema, false);
  }

  /** What becomes of the rows of a partition with what all tasks of a process share. */
  @FunctionalInterface
  public interface SharingStep<T> extends Serializable {
    /**
     * @param rows each is valid until the next one is asked for
     * @return likewise
     */
    Iterator<InternalRow> apply(T shared, Iterator<UnsafeRow> rows);
  }

  /**
   * As {@link #mapPartitions(Dataset, StructType, Step)}.
   *
   * @param shared not changed by a step; each process unpacks it once, not each task
   */
  public static <T> Dataset<Row> mapPartitions(
      Dataset<Row> rows, StructType schema, T shared, SharingStep<T> step) {
    Broadcast<T> everywhere =
        JavaSparkContext.fromSparkContext(session(rows).sparkContext()).broadcast(shared);
    return mapPartitions(rows, schema, partition -> step.apply(everywhere.value(), partition));
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
  public static Dataset<Row> mapGroups(
      Dataset<Row> rows, String key, StructType schema, Step step) {
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

  /** The rows; what the plan shuffles is shuffled at once. */
  static JavaRDD<UnsafeRow> rows(Dataset<Row> rows) {
    StructType schema = rows.schema();
    return rows(query(rows))
        .toJavaRDD()
        .mapPartitions(partition -> new UnsafeRows(schema, partition));
  }

  /** Spark would make a new row of each one of its kind, also where rows are only handed on. */
  private static RDD<InternalRow> rows(QueryExecution query) {
    if (query.optimizedPlan() instanceof LogicalRDD given) {
      return given.rdd();
    }
    return SQLExecution.withNewExecutionId(query, Option.apply("mapPartitions"), query::toRdd);
  }

  /**
   * Does work of which tasks see the session's settings. Spark hands them to tasks of queries only,
   * and some expressions ask for them when they give their first value.
   */
  static <T> T withSettings(Dataset<Row> rows, Supplier<T> work) {
    return SQLExecution.withSQLConfPropagated(session(rows), work::get);
  }

  /** Whether rows are at hand as a step gets them, so that leaving a column out is work. */
  public static boolean areAtHand(Dataset<Row> rows) {
    return query(rows).optimizedPlan() instanceof LogicalRDD;
  }

  /**
   * Puts rows into the place of a plan that gave them.
   *
   * @param rows by partition what {@link #rows} gave of the plan
   * @return Spark knows how they are partitioned, as it does of the plan
   */
  static Dataset<Row> insteadOf(Dataset<Row> plan, JavaRDD<InternalRow> rows) {
    LogicalPlan read =
        LogicalRDD$.MODULE$.fromDataset(
            rows.rdd(), (org.apache.spark.sql.classic.Dataset<Row>) plan, false);
    return org.apache.spark.sql.classic.Dataset.ofRows(session(plan), read);
  }

  private static QueryExecution query(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
  }

  private static RDD<InternalRow> map(Dataset<Row> rows, Step step) {
    return rows(rows).mapPartitions(step::apply).rdd();
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

  /** Rows as they come, or made into unsafe ones where they are not. */
  private static final class UnsafeRows implements Iterator<UnsafeRow> {

    private final StructType schema;
    private final Iterator<InternalRow> rows;
    private UnsafeProjection projection;

    UnsafeRows(StructType schema, Iterator<InternalRow> rows) {
      this.schema = schema;
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public UnsafeRow next() {
      InternalRow row = rows.next();
      return row instanceof UnsafeRow unsafe ? unsafe : project(row);
    }

    private UnsafeRow project(InternalRow row) {
      if (projection == null) {
        projection = UnsafeProjection.create(schema);
      }
      return projection.apply(row);
    }
  }
}
