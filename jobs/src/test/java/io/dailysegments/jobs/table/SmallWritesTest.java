package io.dailysegments.jobs.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dailysegments.core.settings.Settings.Warehouse;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are written without Spark are written as carefully. */
class SmallWritesTest extends SparkTest {

  private static final OutputTable TABLE = OutputTable.RUN_ATTEMPTS;
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final int TIMES = 2;
  private static final StructType SCHEMA =
      new StructType()
          .add("dt", DateType)
          .add("attempt_id", StringType)
          .add("times", LongType)
          .add("secret", StringType);

  @TempDir Path parent;
  private Path folder;
  private OutputTables tables;

  @BeforeEach
  void makeTable() {
    folder = parent.resolve("a b 100% \u00e4 %41");
    tables = new OutputTables(session(), new Warehouse.Folder(folder.toString()));
    tables.append(TABLE, session().createDataFrame(List.of(row("first", 0)), SCHEMA));
  }

  private static Row row(String id, long times) {
    return RowFactory.create(Date.valueOf(DAY), id, times, "of " + id);
  }

  private long times(String id) {
    return tables.collect(TABLE, SCHEMA, Where.in("attempt_id", List.of(id))).stream()
        .mapToLong(row -> row.<Long>getAs("times"))
        .max()
        .orElse(0);
  }

  private Path log() {
    return folder.resolve(TABLE.key()).resolve("_delta_log");
  }

  private Path commit(long version) {
    return log().resolve("%020d.json".formatted(version));
  }

  @Test
  void writersWithAndWithoutSparkLoseNothingOfEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (String id : List.of("kernel 1", "kernel 2", "spark 1", "spark 2")) {
        writers.add(threads.submit(() -> countUp(id)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(texts(spark(TABLE), "attempt_id", "times"))
        .containsExactly(
            "first|0",
            "kernel 1|" + TIMES,
            "kernel 2|" + TIMES,
            "spark 1|" + TIMES,
            "spark 2|" + TIMES);
    assertThat(tables.version(TABLE)).hasValue(4L * TIMES);
  }

  private void countUp(String id) {
    for (int i = 0; i < TIMES; i++) {
      List<Row> next = List.of(row(id, times(id) + 1));
      Where same = Where.is("dt", DAY).and("attempt_id", List.of(id));
      if (id.startsWith("spark")) {
        tables.replace(TABLE, same, session().createDataFrame(next, SCHEMA));
      } else {
        tables.replace(TABLE, same, next, SCHEMA);
      }
    }
  }

  @Test
  void commitsGoThroughTheLogStoreThatKeepsProcessesApart() throws IOException {
    Path lock = log().resolve(".commit.lock");
    Files.delete(lock);
    tables.append(TABLE, List.of(row("second", 1)), SCHEMA);
    assertThat(Files.readString(commit(1))).contains("Kernel").contains("Daily-Segments");
    assertThat(lock).exists();
  }

  @Test
  void whereCommitsAreMadeInAWayThatKernelDoesNotKnowSparkWrites() {
    assertThat(CommitFiles.areKnown(new SparkConf(false))).isTrue();
    assertThat(CommitFiles.areKnown(new SparkConf(false).set("spark.delta.logStore.class", "own")))
        .isFalse();
  }

  @Test
  void theLogTellsNoMoreOfRowsThanWhatIsWrittenBySpark() throws IOException {
    tables.append(TABLE, List.of(row("second", 1)), SCHEMA);
    for (long version = 0; version < 2; version++) {
      assertThat(Files.readString(commit(version)))
          .contains("\\\"minValues\\\":{\\\"attempt_id\\\":")
          .doesNotContain("of first")
          .doesNotContain("of second");
    }
    tables.append(OutputTable.HELD_RUNS, session().createDataFrame(List.of(row("a", 1)), SCHEMA));
    tables.append(OutputTable.HELD_RUNS, List.of(row("b", 1)), SCHEMA);
    Path held = folder.resolve("held_runs/_delta_log/%020d.json".formatted(1));
    assertThat(Files.readString(held)).contains("numRecords").doesNotContain("of b");
  }

  @Test
  void theLogIsSummedUpAndWhatIsOldOfItIsRemoved() throws IOException {
    int days = 40; // more than the 30 that Delta keeps by default
    for (int version = 1; version <= 20; version++) {
      if (version == 20) {
        age(Instant.now().minus(Duration.ofDays(days)));
      }
      tables.append(TABLE, List.of(row("no " + version, version)), SCHEMA);
    }
    assertThat(log().resolve("%020d.checkpoint.parquet".formatted(20))).exists();
    assertThat(commit(0)).doesNotExist();
    assertThat(commit(20)).exists();
    assertThat(tables.collect(TABLE, SCHEMA, Where.ANY)).hasSize(21);
    assertThat(spark(TABLE).count()).isEqualTo(21);
  }

  @Test
  void whatALateVersionNeededIsThereAsLongAsIsPromised() throws IOException {
    Path table = folder.resolve(TABLE.key());
    try (var files = Files.walk(table)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".parquet")).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(14))));
      }
    }
    tables.delete(TABLE, Where.is("dt", DAY)); // a moment ago
    for (int version = 2; version <= 20; version++) {
      tables.append(TABLE, List.of(row("no " + version, version)), SCHEMA);
    }
    assertThat(log().resolve("%020d.checkpoint.parquet".formatted(20))).exists();
    tables.vacuum(TABLE, 168);
    Dataset<Row> before =
        session().read().format("delta").option("versionAsOf", 0).load(tables.place(TABLE));
    assertThat(texts(before, "attempt_id")).containsExactly("first");
  }

  @Test
  void aTableThatAsksMoreOfItsWritersIsWrittenBySpark() throws IOException {
    String set = "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('%s' = '%s')";
    session()
        .sql(set.formatted(tables.place(TABLE), "delta.logRetentionDuration", "interval 9 days"));
    tables.append(TABLE, List.of(row("plain", 1)), SCHEMA);
    assertThat(Files.readString(commit(2))).contains("Kernel");
    session().sql(set.formatted(tables.place(TABLE), "delta.autoOptimize.autoCompact", "true"));
    tables.append(TABLE, List.of(row("not plain", 2)), SCHEMA);
    assertThat(Files.readString(commit(4))).doesNotContain("Kernel");
    assertThat(tables.collect(TABLE, SCHEMA, Where.ANY)).hasSize(3);
  }

  @Test
  void whereMuchWouldHaveToBeReadSparkWrites() throws IOException {
    Dataset<Row> many =
        session()
            .range(0, 400_000, 1, 1)
            .selectExpr(
                "DATE'2026-03-01' AS dt",
                "if(id = 7, 'one', sha(CAST(id AS STRING))) AS attempt_id",
                "id AS times",
                "sha(CAST(-id AS STRING)) AS secret");
    tables.append(TABLE, many);
    Where one = Where.in("attempt_id", List.of("one"));
    tables.delete(TABLE, one);
    assertThat(Files.readString(commit(2))).doesNotContain("Kernel");
    assertThat(tables.mayHold(TABLE, Where.in("attempt_id", List.of("first")))).isTrue();
    assertThat(spark(TABLE).count()).isEqualTo(400_000);
    tables.delete(TABLE, Where.is("dt", DAY)); // a whole partition is not read
    assertThat(Files.readString(commit(3))).contains("Kernel");
    assertThat(spark(TABLE).count()).isZero();
  }

  @Test
  void rowsOtherThanThoseReplacedAreRefused() {
    Where other = Where.is("dt", DAY.plusDays(1));
    assertThatThrownBy(() -> tables.replace(TABLE, other, List.of(row("a", 1)), SCHEMA))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(tables.version(TABLE)).hasValue(0L);
  }

  private void age(Instant time) throws IOException {
    try (var files = Files.list(log())) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    }
  }

  @Test
  void partitionsOfAnyNameAreWrittenAndRead() {
    StructType schema =
        new StructType()
            .add("dt", DateType)
            .add("run_id", StringType)
            .add("segment_id", StringType);
    List<String> names =
        List.of("a b", "50%", "%41", "x=y/z", "\u00e4'\uD83D\uDE00", "1.50", "{a*}[?]:#");
    tables.append(
        OutputTable.SEGMENT_COUNTS,
        session().createDataFrame(List.of(RowFactory.create(Date.valueOf(DAY), "0", "s")), schema));
    for (String name : names) {
      Row row = RowFactory.create(Date.valueOf(DAY), name, "s");
      tables.append(OutputTable.SEGMENT_COUNTS, List.of(row), schema);
      tables.append(OutputTable.SEGMENT_COUNTS, session().createDataFrame(List.of(row), schema));
    }
    for (String name : names) {
      Where own = Where.is("dt", DAY).and("run_id", List.of(name));
      assertThat(texts(tables.find(OutputTable.SEGMENT_COUNTS, own).orElseThrow(), "run_id"))
          .as(name)
          .containsExactly(name, name);
      assertThat(tables.collect(OutputTable.SEGMENT_COUNTS, schema, own)).as(name).hasSize(2);
    }
    List<String> twice = new ArrayList<>(List.of("0"));
    names.forEach(name -> twice.addAll(List.of(name, name)));
    assertThat(texts(spark(OutputTable.SEGMENT_COUNTS), "run_id"))
        .containsExactlyInAnyOrderElementsOf(twice);
    for (String name : names) {
      tables.delete(OutputTable.SEGMENT_COUNTS, Where.is("dt", DAY).and("run_id", List.of(name)));
    }
    assertThat(texts(spark(OutputTable.SEGMENT_COUNTS), "run_id")).containsExactly("0");
  }

  private Dataset<Row> spark(OutputTable table) {
    return session().read().format("delta").load(tables.place(table));
  }

  @Test
  void rowsThatStayInAFileStayAsTheyAre() {
    List<Row> rows = List.of(row("a", 1), row("b", 2), row("c", 3));
    tables.append(TABLE, rows, SCHEMA);
    tables.delete(TABLE, Where.in("attempt_id", List.of("b", "first")));
    tables.delete(TABLE, Where.in("attempt_id", List.of()));
    tables.append(TABLE, List.of(), SCHEMA);
    assertThat(tables.version(TABLE)).hasValue(2L);
    assertThat(texts(spark(TABLE), SCHEMA.fieldNames()))
        .containsExactly(DAY + "|a|1|of a", DAY + "|c|3|of c");
  }
}
