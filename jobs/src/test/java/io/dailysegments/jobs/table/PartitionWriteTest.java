package io.dailysegments.jobs.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dailysegments.core.settings.Settings.Warehouse;
import io.dailysegments.jobs.table.KernelCommit.LostCommitException;
import io.dailysegments.jobs.table.KernelCommit.NewRows;
import io.dailysegments.jobs.testing.SparkTest;
import io.delta.exceptions.ConcurrentAppendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole partitions are replaced by what Spark computes, all of it and nothing else. */
class PartitionWriteTest extends SparkTest {

  private static final OutputTable TABLE = OutputTable.QUARANTINE; // by dt and input
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final LocalDate NEXT = DAY.plusDays(1);
  private static final StructType SCHEMA =
      new StructType()
          .add("dt", DateType)
          .add("input", StringType)
          .add("reason", StringType)
          .add("times", LongType);

  /** What a commit of {@code replaceWhere} says of itself. */
  private static final String LONG_WAY = "canMergeSchema";

  /** The name of a folder. */
  private static final String ODD = "b % \u00e4 %42";

  /** Called by a task while rows are written. */
  private static volatile Runnable meanwhile = () -> {};

  @TempDir Path parent;
  private Path folder;
  private OutputTables tables;

  @BeforeEach
  void makeTable() {
    folder = parent.resolve("a b 100% \u00e4 %41");
    tables = new OutputTables(session(), new Warehouse.Folder(folder.toString()));
    tables.append(
        TABLE,
        dataset(
            row(DAY, "users", "old", 1),
            row(DAY, "users", "old", 2),
            row(DAY, "app events", "old", 3),
            row(NEXT, "users", "old", 4)));
  }

  private static Row row(LocalDate day, String input, String reason, long times) {
    return RowFactory.create(Date.valueOf(day), input, reason, times);
  }

  private Dataset<Row> dataset(Row... rows) {
    return session().createDataFrame(Arrays.asList(rows), SCHEMA);
  }

  private List<String> there() {
    Dataset<Row> read = session().read().format("delta").load(tables.place(TABLE));
    return texts(read, "dt", "input", "reason", "times");
  }

  private String commit(long version) throws IOException {
    return Files.readString(
        folder.resolve(TABLE.key()).resolve("_delta_log/%020d.json".formatted(version)));
  }

  private static Where users(LocalDate... days) {
    return Where.in("dt", List.of(days)).and("input", List.of("users"));
  }

  @Test
  void theseAreReplacedInOneCommitAndOthersStay() throws IOException {
    Dataset<Row> columnsInAnotherOrder =
        dataset(row(DAY, "users", "new", 5)).select("times", "reason", "input", "dt");
    tables.replace(TABLE, users(DAY), columnsInAnotherOrder);
    assertThat(there())
        .containsExactly(
            "2026-03-01|app events|old|3", "2026-03-01|users|new|5", "2026-03-02|users|old|4");
    assertThat(tables.version(TABLE)).hasValue(1L);
    assertThat(commit(1))
        .contains("\"remove\"")
        .contains("2026-03-01")
        .doesNotContain("2026-03-02")
        .doesNotContain(LONG_WAY);

    tables.replace(
        TABLE, users(DAY, NEXT, NEXT.plusDays(1)), dataset(row(NEXT, "users", "new", 6)));
    assertThat(there()).containsExactly("2026-03-01|app events|old|3", "2026-03-02|users|new|6");
    assertThat(tables.find(TABLE, Where.ANY).orElseThrow().count()).isEqualTo(2);
    Where others = Where.is("dt", DAY).butNot("input", List.of("users"));
    tables.replace(TABLE, others, dataset());
    assertThat(there()).containsExactly("2026-03-02|users|new|6");
  }

  @Test
  void whatVersionsBeforeHadCanStillBeRead() throws IOException {
    Instant longAgo = Instant.now().minus(Duration.ofDays(14));
    try (var files = Files.walk(folder.resolve(TABLE.key()))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".parquet")).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(longAgo));
      }
    }
    tables.replace(TABLE, users(DAY), dataset(row(DAY, "users", "new", 5))); // a moment ago
    assertThat(commit(1)).contains("\"extendedFileMetadata\":true").contains("\"size\":");
    tables.vacuum(TABLE, 168);
    Dataset<Row> before =
        session().read().format("delta").option("versionAsOf", 0).load(tables.place(TABLE));
    assertThat(texts(before, "times")).containsExactly("1", "2", "3", "4");
  }

  @Test
  void nothingInThePlaceOfNothingIsNoCommit() {
    tables.replace(TABLE, users(NEXT.plusDays(1)), dataset());
    assertThat(tables.version(TABLE)).hasValue(0L);
  }

  @Test
  void rowsOtherThanThoseReplacedAreRefused() {
    Dataset<Row> other = dataset(row(DAY, "users", "new", 1), row(NEXT, "users", "new", 1));
    assertThatThrownBy(() -> tables.replace(TABLE, users(DAY), other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not of those they replace");
    assertThat(tables.version(TABLE)).hasValue(0L);
  }

  @Test
  void otherColumnsTakeTheLongWay() throws IOException {
    tables.replace(TABLE, users(DAY), dataset(row(DAY, "users", "new", 5)).drop("times"));
    assertThat(commit(1)).contains(LONG_WAY);
    tables.replace(
        TABLE, users(NEXT), dataset(row(NEXT, "users", "new", 6)).selectExpr("*", "'x' AS later"));
    assertThat(commit(2)).contains(LONG_WAY);
    assertThat(there())
        .containsExactly(
            "2026-03-01|app events|old|3", "2026-03-01|users|new|null", "2026-03-02|users|new|6");
    assertThat(tables.schema(TABLE).fieldNames()).contains("later");
  }

  @Test
  void partsOfPartitionsAndTablesThatAskMoreTakeTheLongWay() throws IOException {
    Where old = Where.is("dt", DAY).and("reason", List.of("old"));
    tables.replace(TABLE, old, dataset(row(DAY, "users", "old", 7)));
    assertThat(commit(1)).contains(LONG_WAY);
    String set = "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true')";
    session().sql(set.formatted(tables.place(TABLE)));
    tables.replace(TABLE, users(NEXT), dataset(row(NEXT, "users", "new", 6)));
    assertThat(commit(3)).contains(LONG_WAY);
    assertThat(there()).containsExactly("2026-03-01|users|old|7", "2026-03-02|users|new|6");
  }

  @Test
  void ofATableThatIsPartitionedOtherwiseNothingElseGoes() {
    Path other = parent.resolve("other").resolve(TABLE.key());
    dataset(row(DAY, "users", "old", 1), row(NEXT, "users", "old", 2))
        .coalesce(1)
        .write()
        .format("delta")
        .save(other.toString());
    PartitionWrite write = write(parent.resolve("other"));
    assertThat(write.replace(TABLE, users(DAY), dataset())).isFalse();
    assertThat(session().read().format("delta").load(other.toString()).count()).isEqualTo(2);
  }

  private PartitionWrite write(Path warehouse) {
    TablePlaces places = places(warehouse);
    return new PartitionWrite(new KernelTables(session(), places), places);
  }

  private static TablePlaces places(Path warehouse) {
    return new TablePlaces(session(), new Warehouse.Folder(warehouse.toString()));
  }

  /** Rows whose writing lets something else happen first. */
  private Dataset<Row> after(Runnable first, Row... rows) {
    meanwhile = first;
    MapFunction<Row, Row> wait =
        row -> {
          Runnable once = meanwhile;
          meanwhile = () -> {};
          once.run();
          return row;
        };
    return dataset(rows).coalesce(1).map(wait, Encoders.row(SCHEMA));
  }

  @Test
  void whoMeetsAnotherThatWroteTheSameBeginsAgain() {
    Runnable same =
        aside(() -> tables.replace(TABLE, users(DAY), dataset(row(DAY, "users", "x", 7))));
    tables.replace(TABLE, users(DAY), after(same, row(DAY, "users", "new", 5)));
    assertThat(there())
        .containsExactly(
            "2026-03-01|app events|old|3", "2026-03-01|users|new|5", "2026-03-02|users|old|4");
    assertThat(tables.version(TABLE)).hasValue(2L);
  }

  @Test
  void aCommitThatMeetsAnAppendToTheSameIsNotMade() {
    PartitionWrite write = write(folder);
    Where free = users(NEXT.plusDays(1));
    Row mine = row(NEXT.plusDays(1), "users", "new", 5);
    Runnable append = aside(() -> tables.append(TABLE, List.of(mine), SCHEMA));
    assertThatThrownBy(() -> write.replace(TABLE, free, after(append, mine)))
        .isInstanceOf(ConcurrentAppendException.class);
    assertThat(tables.version(TABLE)).hasValue(1L);
    Runnable other = aside(() -> tables.append(TABLE, List.of(row(DAY, "z", "", 1)), SCHEMA));
    assertThat(write.replace(TABLE, free, after(other, mine))).isTrue();
    assertThat(there()).filteredOn(row -> row.endsWith("users|new|5")).hasSize(1);
    assertThat(tables.version(TABLE)).hasValue(3L);
  }

  /** In a thread of its own, as a task may start no job. */
  private static Runnable aside(Runnable action) {
    return () -> {
      Thread thread = new Thread(action);
      thread.start();
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @Test
  void aTableOfAFewRowsIsMadeAsSparkMakesIt() throws IOException {
    List<Row> few = List.of(row(DAY, "users", null, 1), row(NEXT, "b", "x", 2));
    OutputTables others =
        new OutputTables(session(), new Warehouse.Folder(parent.resolve(ODD).toString()));
    others.append(TABLE, few, SCHEMA);
    Dataset<Row> read = session().read().format("delta").load(others.place(TABLE));
    assertThat(texts(read, "dt", "input", "reason", "times"))
        .containsExactly("2026-03-01|users|null|1", "2026-03-02|b|x|2");
    assertThat(read.schema())
        .isEqualTo(session().read().format("delta").load(tables.place(TABLE)).schema());
    String detail = "DESCRIBE DETAIL delta.`%s`";
    String[] same = {
      "partitionColumns", "properties", "minReaderVersion", "minWriterVersion", "tableFeatures"
    };
    assertThat(texts(session().sql(detail.formatted(others.place(TABLE))), same))
        .isEqualTo(texts(session().sql(detail.formatted(tables.place(TABLE))), same));
    assertThat(
            Files.readString(
                parent.resolve(ODD).resolve("quarantine/_delta_log/%020d.json".formatted(0))))
        .contains("Kernel");
  }

  @Test
  void whoFindsATableThatWasJustMadeBeginsAgain() {
    KernelTables kernel = new KernelTables(session(), places(parent.resolve("others")));
    NewRows rows = new NewRows(List.of(row(DAY, "users", "x", 1)), SCHEMA);
    assertThat(kernel.create(TABLE, rows)).isTrue();
    assertThatThrownBy(() -> kernel.create(TABLE, rows)).isInstanceOf(LostCommitException.class);
  }

  @Test
  void propertiesThatADeploymentGivesNewTablesAreLeftToSpark() {
    SparkConf settings = new SparkConf(false);
    assertThat(KernelTables.tablesArePlain(settings)).isTrue();
    settings.set("spark.databricks.delta.properties.defaults.logRetentionDuration", "365 days");
    assertThat(KernelTables.tablesArePlain(settings)).isFalse();
  }

  @Test
  void ofTwoThatMakeATableBothHaveTheirRows() {
    OutputTables others =
        new OutputTables(session(), new Warehouse.Folder(parent.resolve(ODD).toString()));
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<CompletableFuture<Void>> writers =
          Stream.of(1, 2, 3)
              .map(n -> List.of(row(DAY, "users", "r", n)))
              .map(
                  rows ->
                      CompletableFuture.runAsync(() -> others.append(TABLE, rows, SCHEMA), threads))
              .toList();
      writers.forEach(CompletableFuture::join);
    } finally {
      threads.shutdownNow();
    }
    assertThat(texts(others.find(TABLE, Where.ANY).orElseThrow(), "times"))
        .containsExactly("1", "2", "3");
  }
}
