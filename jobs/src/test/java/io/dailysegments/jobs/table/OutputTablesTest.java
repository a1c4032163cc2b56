package io.dailysegments.jobs.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;
import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.settings.Settings.Warehouse;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without a Spark job is what Spark reads. */
class OutputTablesTest extends SparkTest {

  private static final OutputTable TABLE = OutputTable.RUN_ATTEMPTS; // partitioned by dt
  private static final StructType SCHEMA =
      new StructType()
          .add("dt", DateType)
          .add("attempt_id", StringType)
          .add("at", TimestampType)
          .add("small", IntegerType)
          .add("large", LongType)
          .add("share", DoubleType)
          .add("there", BooleanType)
          .add("texts", createArrayType(StringType))
          .add("numbers", createMapType(StringType, LongType));
  private static final StructType WIDER = SCHEMA.add("later", StringType);
  private static final LocalDate FIRST = LocalDate.parse("2026-02-27");
  private static final String DATABASE = "output_tables_test";

  @TempDir Path folder;

  @BeforeEach
  @AfterEach
  void dropDatabase() {
    session().sql("DROP DATABASE IF EXISTS " + DATABASE + " CASCADE");
  }

  private OutputTables tables(String kind) {
    if (!kind.equals("database")) {
      return new OutputTables(session(), new Warehouse.Folder(folder.resolve(kind).toString()));
    }
    session().sql("CREATE DATABASE " + DATABASE + " LOCATION '" + folder.toUri() + "'");
    return new OutputTables(session(), new Warehouse.Database(DATABASE));
  }

  @Test
  void aQueryForOneUserReadsSmallPages() throws IOException {
    OutputTables tables = tables("folder");
    Dataset<Row> rows =
        session()
            .range(0, 12_000, 1, 1)
            .selectExpr(
                "DATE'2026-03-01' AS dt",
                "CAST(id AS STRING) AS user_id",
                "CASE WHEN id < 5000 THEN 'same' ELSE md5(CAST(id AS STRING)) END AS often_first",
                "'r' AS run_id");
    tables.append(OutputTable.USER_LABELS, rows);

    String file = tables.find(OutputTable.USER_LABELS, Where.ANY).orElseThrow().inputFiles()[0];
    HadoopInputFile input =
        HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file), new Configuration());
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      ColumnChunkMetaData column = reader.getRowGroups().get(0).getColumns().get(1);
      assertThat(column.getPath().toDotString()).isEqualTo("often_first");
      assertThat(reader.readOffsetIndex(column).getPageCount()).isGreaterThanOrEqualTo(3);
      long dictionary = column.getFirstDataPageOffset() - column.getStartingPos();
      assertThat(dictionary).isBetween(1L, 70_000L); // of 250,000 bytes
    }
  }

  private static LocalDate day(int number) {
    return FIRST.plusDays(number);
  }

  private static Row row(Random random, int day, String id, StructType schema) {
    boolean none = random.nextInt(4) == 0;
    Object[] values = {
      Date.valueOf(day(day)),
      id,
      none ? null : Timestamp.from(java.time.Instant.ofEpochSecond(random.nextInt(), 123_456_000)),
      none ? null : random.nextInt(),
      random.nextLong(),
      none ? Double.NaN : random.nextDouble(),
      none ? null : random.nextBoolean(),
      none ? new String[0] : new String[] {"a", null, "\u00e4'\uD83D\uDE00"},
      none ? null : scala(Map.of("x", random.nextLong(), "", 0L)),
      "later " + id
    };
    return RowFactory.create(Arrays.copyOf(values, schema.size()));
  }

  private static Object scala(Map<String, Long> map) {
    return scala.jdk.javaapi.CollectionConverters.asScala(map);
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "database", "folder [with] features of Delta"})
  void readsWhatSparkReadsAfterAnyWrites(String kind) {
    OutputTables tables = tables(kind);
    assertThat(tables.collect(TABLE, SCHEMA, Where.ANY)).isEmpty();
    assertThat(tables.mayHold(TABLE, Where.ANY)).isFalse();
    assertThat(tables.days(TABLE)).isEmpty();
    Random random = new Random(20260331);
    for (int step = 0; step < 14; step++) { // more than a checkpoint is made of
      write(tables, random, step, step < 7 ? SCHEMA : WIDER);
      if (step == 6 && kind.contains("features")) {
        useFeatures(tables);
      }
      compare(tables, step % 3 == 2 ? Where.ANY : some(random));
      assertThat(tables.days(TABLE)).containsExactlyElementsOf(daysThere(tables));
    }
  }

  /** Columns are stored under other names, and rows are deleted without their files. */
  private static void useFeatures(OutputTables tables) {
    session()
        .sql(
            "ALTER TABLE delta.`%s` SET TBLPROPERTIES('delta.columnMapping.mode' = 'name', 'delta.enableDeletionVectors' = 'true')"
                .formatted(tables.place(TABLE)));
    session()
        .sql("ALTER TABLE delta.`%s` RENAME COLUMN at TO moment".formatted(tables.place(TABLE)));
    session()
        .sql("ALTER TABLE delta.`%s` RENAME COLUMN moment TO at".formatted(tables.place(TABLE)));
  }

  private static Where some(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Where.is("dt", day(random.nextInt(4)));
      case 1 -> Where.in("attempt_id", List.of("id 1", "id 2", "'"));
      default ->
          Where.in("dt", List.of(day(0), day(1), day(9))).butNot("attempt_id", List.of("id 3"));
    };
  }

  private static void write(OutputTables tables, Random random, int step, StructType schema) {
    int day = random.nextInt(4);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      rows.add(row(random, day, random.nextInt(8) == 0 ? "'" : "id " + random.nextInt(6), schema));
    }
    var written = session().createDataFrame(rows, schema).coalesce(1);
    Where same = Where.is("dt", day(day));
    switch (step % 8) {
      case 1 -> tables.replace(TABLE, same, written);
      case 2 -> tables.delete(TABLE, Where.in("attempt_id", List.of("id 1", "'")));
      case 3 -> tables.delete(TABLE, same.butNot("attempt_id", List.of("id 2")));
      case 4 -> tables.append(TABLE, rows, schema);
      case 5 -> {
        List<String> ids = rows.stream().map(row -> row.getString(1)).distinct().toList();
        tables.replace(TABLE, same.and("attempt_id", ids), rows, schema);
      }
      case 6 -> tables.replace(TABLE, same, rows, schema);
      default -> tables.append(TABLE, written);
    }
  }

  private static void compare(OutputTables tables, Where where) {
    Dataset<Row> spark = spark(tables);
    String[] columns = selected(spark);
    List<Row> expected = spark.filter(where.sql()).selectExpr(columns).collectAsList();
    List<Row> found = tables.collect(TABLE, WIDER, where);
    assertThat(texts(found)).as(where.sql()).containsExactlyElementsOf(texts(expected));
    Dataset<Row> read = tables.find(TABLE, where).orElseThrow();
    assertThat(read.schema().sql())
        .isEqualTo(spark.schema().sql())
        .isEqualTo(tables.schema(TABLE).sql());
    assertThat(texts(read.selectExpr(columns).collectAsList()))
        .as(where.sql())
        .containsExactlyElementsOf(texts(expected));
    assertThat(tables.mayHold(TABLE, where) || expected.isEmpty()).isTrue();
  }

  /** As any other reader sees the table. */
  private static Dataset<Row> spark(OutputTables tables) {
    String place = tables.place(TABLE);
    return place.startsWith(DATABASE)
        ? session().table(place)
        : session().read().format("delta").load(place);
  }

  private static String[] selected(Dataset<Row> rows) {
    boolean wide = List.of(rows.columns()).contains("later");
    return Arrays.stream(WIDER.fieldNames())
        .map(name -> wide || !name.equals("later") ? name : "CAST(NULL AS STRING) AS later")
        .toArray(String[]::new);
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(row -> row.toString().replace("ArraySeq(", "List(")).sorted().toList();
  }

  private static List<LocalDate> daysThere(OutputTables tables) {
    return spark(tables).select("dt").distinct().orderBy("dt").collectAsList().stream()
        .map(row -> row.getDate(0).toLocalDate())
        .toList();
  }

  @Test
  void rowsOfWhichNoFileTellsAreLookedFor() {
    OutputTables tables = tables("folder");
    Random random = new Random(1);
    tables.append(TABLE, session().createDataFrame(List.of(row(random, 0, "b", SCHEMA)), SCHEMA));
    assertThat(tables.mayHold(TABLE, Where.is("dt", day(0)))).isTrue();
    assertThat(tables.mayHold(TABLE, Where.is("dt", day(1)))).isFalse();
    assertThat(tables.mayHold(TABLE, Where.in("attempt_id", List.of("b")))).isTrue();
    assertThat(tables.mayHold(TABLE, Where.in("attempt_id", List.of("a")))).isFalse();
  }

  @Test
  void whatIsNotThereIsNotDeletedByACommit() {
    OutputTables tables = tables("folder");
    tables.delete(TABLE, Where.ANY); // there is no table
    Random random = new Random(1);
    tables.append(TABLE, session().createDataFrame(List.of(row(random, 0, "a", SCHEMA)), SCHEMA));
    tables.delete(TABLE, Where.is("dt", day(1)));
    tables.delete(TABLE, Where.in("attempt_id", List.of("b")));
    assertThat(tables.version(TABLE)).hasValue(0L);
    tables.delete(TABLE, Where.is("dt", day(0)));
    assertThat(tables.version(TABLE)).hasValue(1L);
    assertThat(tables.collect(TABLE, SCHEMA, Where.ANY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "database"})
  void rowsOfOtherRunsThanSomeAreFoundByTheirFiles(String kind) {
    OutputTables tables = tables(kind);
    String sql = "SELECT DATE'%s' AS dt, run_id, 1 AS n FROM VALUES ('a'), ('b'), (NULL) t(run_id)";
    tables.append(OutputTable.USER_SEGMENTS, session().sql(sql.formatted(day(0))));
    Where day = Where.is("dt", day(0));
    assertThat(tables.mayHold(OutputTable.USER_SEGMENTS, day.butNot("run_id", List.of("a"))))
        .isTrue();
    Where others = day.butNot("run_id", List.of("b", "a", "c"));
    assertThat(tables.mayHold(OutputTable.USER_SEGMENTS, others)).isFalse();
    tables.delete(OutputTable.USER_SEGMENTS, others);
    assertThat(tables.version(OutputTable.USER_SEGMENTS)).hasValue(0L);
    tables.delete(OutputTable.USER_SEGMENTS, day.butNot("run_id", List.of("a")));
    assertThat(texts(tables.find(OutputTable.USER_SEGMENTS, Where.ANY).orElseThrow(), "run_id"))
        .containsExactly("a", "null");
    tables.delete(OutputTable.USER_SEGMENTS, day.butNot("run_id", List.of()));
    assertThat(tables.mayHold(OutputTable.USER_SEGMENTS, Where.ANY)).isFalse();
  }

  @Test
  void aRowWithoutAValueIsNeitherAmongOthersNorNot() {
    OutputTables tables = tables("folder");
    Row none = RowFactory.create(Date.valueOf(day(0)), null, null, null, 1L, 1d, null, null, null);
    tables.append(TABLE, session().createDataFrame(List.of(none), SCHEMA));
    Where among = Where.in("attempt_id", List.of("a"));
    Where not = Where.ANY.butNot("attempt_id", List.of("a"));
    for (Where where : List.of(among, not, Where.ANY.butNot("attempt_id", List.of()))) {
      assertThat(tables.collect(TABLE, SCHEMA, where))
          .hasSameSizeAs(
              tables.find(TABLE, Where.ANY).orElseThrow().filter(where.sql()).collectAsList());
    }
  }
}
