package io.dailysegments.jobs.testing;

import io.dailysegments.jobs.session.SparkSessions;
import io.dailysegments.jobs.table.ExclusiveLocalLogStore;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.AfterEach;

/** Base of tests that need Spark: one local session, shared by all test classes of the JVM. */
public abstract class SparkTest {

  private static final SparkSession SESSION = open();

  private static SparkSession open() {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    // What the web page would show of past queries would fill the heap.
    System.setProperty("spark.ui.retainedJobs", "20");
    System.setProperty("spark.ui.retainedStages", "20");
    System.setProperty("spark.ui.retainedTasks", "200");
    System.setProperty("spark.sql.ui.retainedExecutions", "5");
    System.setProperty("spark.sql.shuffle.partitions", "2");
    // Pages of the default size, dozens at once, would fill the heap.
    System.setProperty("spark.buffer.pageSize", "512k");
    System.setProperty("spark.databricks.delta.snapshotPartitions", "2");
    System.setProperty("spark.sql.warehouse.dir", "target/spark-warehouse");
    System.setProperty("spark.hadoop.fs.fault.impl", FaultyFileSystem.class.getName());
    System.setProperty("spark.delta.logStore.fault.impl", ExclusiveLocalLogStore.class.getName());
    return SparkSessions.open("tests");
  }

  protected static SparkSession session() {
    return SESSION;
  }

  /** Delta would keep the logs of all warehouses of all tests. */
  @AfterEach
  void forgetTables() {
    DeltaLog.clearCache();
  }

  /** A Dataset of JSON rows, written with single quotes, with the types that Spark finds. */
  protected static Dataset<Row> rows(String... json) {
    List<String> lines = Arrays.stream(json).map(row -> row.replace('\'', '"')).toList();
    return session()
        .read()
        .json(session().createDataset(lines, org.apache.spark.sql.Encoders.STRING()));
  }

  /** Rows as text, a column behind the other with {@code |}, sorted. */
  protected static List<String> texts(Dataset<Row> rows, String... columns) {
    return rows.selectExpr(columns).collectAsList().stream().map(SparkTest::text).sorted().toList();
  }

  private static String text(Row row) {
    return java.util.stream.IntStream.range(0, row.size())
        .mapToObj(i -> String.valueOf(row.get(i)))
        .collect(Collectors.joining("|"));
  }
}
