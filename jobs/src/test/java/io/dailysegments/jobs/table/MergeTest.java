package io.dailysegments.jobs.table;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dailysegments.core.settings.Settings.Warehouse;
import io.dailysegments.jobs.table.Merge.Takes;
import io.dailysegments.jobs.table.Merge.Unmatched;
import io.dailysegments.jobs.testing.SparkTest;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that change those with the same key, with Spark and without. */
class MergeTest extends SparkTest {

  private static final OutputTable TABLE = OutputTable.RUN_ATTEMPTS;
  private static final Date DAY = Date.valueOf(LocalDate.parse("2026-03-01"));
  private static final Date NEXT = Date.valueOf(LocalDate.parse("2026-03-02"));
  private static final StructType KEYED =
      new StructType().add("attempt_id", StringType).add("dt", DateType).add("times", LongType);
  private static final StructType WHOLE = KEYED.add("note", StringType);

  @TempDir Path folder;
  private OutputTables tables;

  /** A row in a file of its own, two in one, one without a value in another partition. */
  @BeforeEach
  void makeTable() {
    tables = new OutputTables(session(), new Warehouse.Folder(folder.toString()));
    tables.append(TABLE, session().createDataFrame(List.of(whole("a", DAY, 5L)), WHOLE));
    tables.append(TABLE, List.of(whole("b", DAY, 5L), whole("c", DAY, 5L)), WHOLE);
    tables.append(TABLE, List.of(whole("a", NEXT, null)), WHOLE);
  }

  private static Row whole(String id, Date day, Long times) {
    return RowFactory.create(id, day, times, "of " + id);
  }

  private static Row row(String id, Date day, long times) {
    return RowFactory.create(id, day, times);
  }

  private static Merge merge(Takes takes, Unmatched unmatched) {
    return new Merge(List.of("dt", "attempt_id"), List.of("times"), takes, unmatched);
  }

  private void letSparkWrite() {
    session()
        .sql(
            "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true')"
                .formatted(tables.place(TABLE)));
  }

  private Dataset<Row> spark(OutputTable table) {
    return session().read().format("delta").load(tables.place(table));
  }

  private List<String> rows() {
    Dataset<Row> rows = spark(TABLE);
    return texts(rows, "dt", "attempt_id", "times", "note");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsTakeTheColumnsNamedOfOthersWithTheirKey(boolean bySpark) {
    if (bySpark) {
      letSparkWrite();
    }
    List<Row> others = List.of(row("b", DAY, 9), row("a", NEXT, 8), row("b", NEXT, 7));
    tables.merge(TABLE, others, KEYED, merge(Takes.ALWAYS, Unmatched.PASS_OVER));
    assertThat(rows())
        .containsExactly(
            "2026-03-01|a|5|of a",
            "2026-03-01|b|9|of b",
            "2026-03-01|c|5|of c",
            "2026-03-02|a|8|of a");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSmallerValueStaysAndWhatIsNewIsInserted(boolean bySpark) {
    if (bySpark) {
      letSparkWrite();
    }
    List<Row> others =
        List.of(
            row("a", DAY, 6),
            row("b", DAY, 5),
            row("c", DAY, 4),
            row("a", NEXT, 3),
            row("d", NEXT, 3));
    tables.merge(TABLE, others, KEYED, merge(Takes.SMALLER, Unmatched.INSERT));
    assertThat(rows())
        .containsExactly(
            "2026-03-01|a|5|of a",
            "2026-03-01|b|5|of b",
            "2026-03-01|c|4|of c",
            "2026-03-02|a|null|of a",
            "2026-03-02|d|3|null");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLargerValueStaysAndAnyIsMoreThanNone(boolean bySpark) {
    if (bySpark) {
      letSparkWrite();
    }
    List<Row> others = List.of(row("a", DAY, 4), row("c", DAY, 6), row("a", NEXT, -1));
    tables.merge(TABLE, others, KEYED, merge(Takes.LARGER, Unmatched.PASS_OVER));
    assertThat(rows())
        .containsExactly(
            "2026-03-01|a|5|of a",
            "2026-03-01|b|5|of b",
            "2026-03-01|c|6|of c",
            "2026-03-02|a|-1|of a");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatChangesNothingWritesNoRow(boolean bySpark) {
    if (bySpark) {
      letSparkWrite();
    }
    List<String> files = files();
    List<Row> same = List.of(row("a", DAY, 5), row("c", DAY, 5));
    tables.merge(TABLE, same, KEYED, merge(Takes.ALWAYS, Unmatched.PASS_OVER));
    tables.merge(TABLE, same, KEYED, merge(Takes.LARGER, Unmatched.PASS_OVER));
    tables.merge(TABLE, List.of(), KEYED, merge(Takes.ALWAYS, Unmatched.INSERT));
    assertThat(files()).isEqualTo(files);
    if (!bySpark) {
      assertThat(tables.version(TABLE)).as("no commit").hasValue(2L);
    }
  }

  /** The files that the table consists of. */
  private List<String> files() {
    Dataset<Row> rows = spark(TABLE);
    return List.of(rows.inputFiles()).stream().sorted().toList();
  }

  @Test
  void valuesOfManyPartsAreTheSameIfTheirPartsAre() {
    OutputTable other = OutputTable.HELD_RUNS;
    StructType schema =
        KEYED
            .add("names", DataTypes.createArrayType(StringType))
            .add("numbers", DataTypes.createMapType(StringType, LongType));
    Merge merge =
        new Merge(
            List.of("attempt_id"), List.of("names", "numbers"), Takes.ALWAYS, Unmatched.INSERT);
    tables.merge(other, List.of(parts("x", 1L)), schema, merge);
    tables.merge(other, List.of(parts("x", 1L)), schema, merge);
    assertThat(tables.version(other)).as("no commit").hasValue(0L);
    tables.merge(other, List.of(parts("x", 2L)), schema, merge);
    tables.merge(other, List.of(parts("y", 2L)), schema, merge);
    assertThat(tables.version(other)).hasValue(2L);
    Dataset<Row> rows = spark(other);
    assertThat(texts(rows, "attempt_id", "array_join(names, ' ')", "numbers['n']"))
        .containsExactly("a|y|2");
  }

  private static Row parts(String name, long number) {
    return RowFactory.create(
        "a",
        DAY,
        1L,
        new String[] {name},
        scala.jdk.javaapi.CollectionConverters.asScala(Map.of("n", number)));
  }

  @Test
  void columnsThatTheTableLacksAreAppendedToIt() {
    StructType more = KEYED.add("since", DateType);
    List<Row> others =
        List.of(RowFactory.create("b", DAY, 4L, NEXT), RowFactory.create("d", DAY, 3L, NEXT));
    tables.merge(TABLE, others, more, merge(Takes.SMALLER, Unmatched.INSERT));
    Dataset<Row> rows = spark(TABLE);
    assertThat(texts(rows.filter("dt = '2026-03-01'"), "attempt_id", "times", "note", "since"))
        .containsExactly("a|5|of a|null", "b|4|of b|null", "c|5|of c|null", "d|3|null|2026-03-02");
  }

  @Test
  void aTableThatIsNotThereIsMadeOfWhatIsInserted() {
    OutputTable other = OutputTable.HELD_RUNS;
    List<Row> others = List.of(row("a", DAY, 1));
    tables.merge(other, others, KEYED, merge(Takes.ALWAYS, Unmatched.PASS_OVER));
    assertThat(tables.version(other)).isEmpty();
    tables.merge(other, others, KEYED, merge(Takes.ALWAYS, Unmatched.INSERT));
    assertThat(tables.collect(other, KEYED, Where.ANY)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN_ATTEMPTS", "HELD_RUNS"}) // the second is not there
  void rowsWithOneKeyOrNoneOrWithoutWhatIsComparedAreRefused(OutputTable table) {
    Merge merge = merge(Takes.ALWAYS, Unmatched.INSERT);
    List<Row> twice = List.of(row("a", DAY, 1), row("a", DAY, 2));
    assertThatThrownBy(() -> tables.merge(table, twice, KEYED, merge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2026-03-01, a");
    List<Row> none = List.of(row(null, DAY, 1));
    assertThatThrownBy(() -> tables.merge(table, none, KEYED, merge))
        .isInstanceOf(IllegalArgumentException.class);
    List<Row> incomparable = List.of(whole("a", DAY, null));
    for (Takes takes : List.of(Takes.SMALLER, Takes.LARGER)) {
      Merge compare = merge(takes, Unmatched.INSERT);
      assertThatThrownBy(() -> tables.merge(table, incomparable, WHOLE, compare))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("No value of [times]");
    }
    assertThat(tables.collect(table, KEYED, Where.ANY)).hasSize(table == TABLE ? 4 : 0);
  }

  @Test
  void ofSeveralAtOnceNoneInsertsWhatAnotherDid() throws Exception {
    int writers = 2;
    ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 1; writer <= writers; writer++) {
        long times = writer;
        all.add(threads.submit(() -> insert(times)));
      }
      all.add(threads.submit(this::insertBySpark));
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(rows())
        .filteredOn(row -> row.contains("|new"))
        .containsExactly("2026-03-01|new 0|1|null", "2026-03-01|new 1|1|null");
  }

  private void insert(long times) {
    for (int i = 0; i < 2; i++) {
      List<Row> others = List.of(row("new " + i, DAY, times));
      tables.merge(TABLE, others, KEYED, merge(Takes.SMALLER, Unmatched.INSERT));
    }
  }

  private void insertBySpark() {
    SparkTables bySpark =
        new SparkTables(new TablePlaces(session(), new Warehouse.Folder(folder.toString())));
    for (int i = 0; i < 2; i++) {
      List<Row> others = List.of(row("new " + i, DAY, 3));
      CommitRetries.run(
          TABLE,
          () ->
              bySpark.merge(
                  TABLE,
                  session().createDataFrame(others, KEYED),
                  merge(Takes.SMALLER, Unmatched.INSERT)));
    }
  }
}
