package io.dailysegments.jobs.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a step is given, and how often it runs. */
class InternalRowsTest extends SparkTest {

  private static final StructType USERS = new StructType().add("user_id", DataTypes.StringType);
  private static final StructType COUNTS = USERS.add("rows", DataTypes.LongType, false);
  private static final AtomicInteger PARTITIONS = new AtomicInteger();

  @BeforeEach
  void countAnew() {
    PARTITIONS.set(0);
  }

  /** How many rows each user has, if they come behind one another. */
  private static Dataset<Row> counted() {
    List<Row> rows =
        IntStream.range(0, 60).mapToObj(i -> RowFactory.create("the user " + i % 7)).toList();
    return InternalRows.mapGroups(
        session().createDataFrame(rows, USERS), "user_id", COUNTS, InternalRowsTest::sizes);
  }

  private static Iterator<InternalRow> sizes(Iterator<UnsafeRow> rows) {
    PARTITIONS.incrementAndGet();
    List<InternalRow> found = new ArrayList<>();
    UTF8String user = null;
    long size = 0;
    while (rows.hasNext()) {
      UTF8String next = rows.next().getUTF8String(0).copy();
      if (user != null && !next.equals(user)) {
        found.add(new GenericInternalRow(new Object[] {user, size}));
        size = 0;
      }
      user = next;
      size++;
    }
    if (user != null) {
      found.add(new GenericInternalRow(new Object[] {user, size}));
    }
    return found.iterator();
  }

  @Test
  void rowsOfAKeyComeBehindOneAnother() {
    assertThat(texts(counted(), "user_id", "rows"))
        .containsExactly(
            "the user 0|9",
            "the user 1|9",
            "the user 2|9",
            "the user 3|9",
            "the user 4|8",
            "the user 5|8",
            "the user 6|8");
  }

  @Test
  void aJoinByTheKeyFindsEveryRow() {
    Dataset<Row> names = session().createDataFrame(List.of(RowFactory.create("the user 3")), USERS);
    assertThat(texts(counted().join(names, "user_id"), "user_id", "rows"))
        .containsExactly("the user 3|9");
    Dataset<Row> both =
        names.hint("shuffle_hash").join(counted(), new String[] {"user_id"}, "full_outer");
    assertThat(both.count()).isEqualTo(7);
  }

  @Test
  void whatStandsTwiceInAQueryIsComputedOnceIfKept() {
    try (KeptRows kept = KeptRows.of(counted())) {
      Dataset<Row> rows = kept.rows();
      Dataset<Row> sizes =
          rows.groupBy(col("rows").as("size")).agg(count(lit(1)).as("users")).filter("users = 3");
      Dataset<Row> both = rows.join(sizes, col("rows").equalTo(col("size")));
      assertThat(texts(both, "user_id")).hasSize(3);
      assertThat(rows.count()).isEqualTo(7);
      assertThat(PARTITIONS.get()).isEqualTo(rows.rdd().getNumPartitions());
    }
  }
}
