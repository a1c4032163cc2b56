package io.dailysegments.jobs.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.session.DataSize.Width;
import io.dailysegments.jobs.testing.SparkTest;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is chosen by how much is read. */
class DataSizeTest extends SparkTest {

  private static final long MEGABYTE = 1L << 20;
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  private SparkSession own;
  private DataSize size;

  @BeforeEach
  void openSession() {
    own = session().newSession(); // with settings of its own
    size = new DataSize(own);
  }

  private boolean isCompiled(long bytes, Width width) {
    size.fit(List.of(), bytes, width);
    boolean wholeStage = Boolean.parseBoolean(own.conf().get("spark.sql.codegen.wholeStage"));
    String mode = own.conf().get("spark.sql.codegen.factoryMode");
    assertThat(mode).isEqualTo(wholeStage ? "FALLBACK" : "NO_CODEGEN");
    return wholeStage;
  }

  @Test
  void plansAreCompiledWhereThatPays() {
    assertThat(isCompiled(2 * MEGABYTE - 1, Width.NARROW)).isFalse();
    assertThat(isCompiled(2 * MEGABYTE, Width.NARROW)).isTrue();
    assertThat(isCompiled(64 * MEGABYTE - 1, Width.WIDE)).isFalse();
    assertThat(isCompiled(64 * MEGABYTE, Width.WIDE)).isTrue();
    size.expectLittle();
    assertThat(own.conf().get("spark.sql.codegen.wholeStage")).isEqualTo("false");
  }

  @Test
  void tasksFollowTheBytesAndAreTwoForTwoCoresAtLeast() {
    assertThat(DataSize.tasks(0, 2)).isEqualTo(2);
    assertThat(DataSize.tasks(32 * MEGABYTE - 1, 2)).isEqualTo(2);
    assertThat(DataSize.tasks(32 * MEGABYTE, 2)).isEqualTo(3);
    assertThat(DataSize.tasks(16_000 * MEGABYTE, 2)).isEqualTo(1001);
    assertThat(DataSize.tasks(1L << 50, 2)).isEqualTo(10_000);
    assertThat(DataSize.tasks(0, 64)).isEqualTo(64);
  }

  /** Tests set how many tasks there are, as a user may. */
  @Test
  void whatAUserSetStays() {
    assertThat(size.fit(List.of(), 1L << 40, Width.WIDE)).as("shares are bounded").isFalse();
    assertThat(own.conf().get(PARTITIONS)).isEqualTo("2");
  }

  @Test
  void resultsLieInFewFilesAndInTwoForEachCoreAtLeast() {
    assertThat(files(128)).isEqualTo(8); // a sixteenth
    assertThat(files(32)).isEqualTo(4); // of two cores
    assertThat(files(3)).isEqualTo(3); // as they are
  }

  private int files(int partitions) {
    own.conf().set(PARTITIONS, Integer.toString(partitions));
    Dataset<Row> users = own.range(0, 1000, 1, partitions).toDF();
    return size.inLargeFiles(users).toJavaRDD().getNumPartitions();
  }
}
