package io.dailysegments.jobs.run;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A published day: its row in {@code runs}.
 *
 * @param runIds every run whose rows of the day are readable
 * @param inputs what was read of each input
 * @param outputs the version of each output table after its last write for this day
 * @param hashes of {@code catalog}, {@code settings} and {@code definitions}
 * @param rowCounts rows by what they are
 */
public record PublishedDay(
    LocalDate dataDate,
    String runId,
    List<String> runIds,
    Instant finishedAt,
    SortedMap<String, String> inputs,
    SortedMap<String, Long> outputs,
    SortedMap<String, String> hashes,
    String engineVersion,
    SortedMap<String, Long> rowCounts,
    List<String> warnings) {

  static final StructType SCHEMA =
      new StructType()
          .add("dt", DateType)
          .add("run_id", StringType)
          .add("run_ids", createArrayType(StringType))
          .add("finished_at", TimestampType)
          .add("status", StringType)
          .add("inputs", createMapType(StringType, StringType))
          .add("outputs", createMapType(StringType, LongType))
          .add("hashes", createMapType(StringType, StringType))
          .add("engine_version", StringType)
          .add("row_counts", createMapType(StringType, LongType))
          .add("warnings", createArrayType(StringType));

  public PublishedDay {
    runIds = List.copyOf(runIds);
    inputs = new TreeMap<>(inputs);
    outputs = new TreeMap<>(outputs);
    hashes = new TreeMap<>(hashes);
    rowCounts = new TreeMap<>(rowCounts);
    warnings = List.copyOf(warnings);
  }

  Row toRow() {
    return RowFactory.create(
        Date.valueOf(dataDate),
        runId,
        runIds.toArray(String[]::new),
        Timestamp.from(finishedAt),
        "published",
        scala(inputs),
        scala(outputs),
        scala(hashes),
        engineVersion,
        scala(rowCounts),
        warnings.toArray(String[]::new));
  }

  static PublishedDay of(Row row) {
    return new PublishedDay(
        row.getDate(0).toLocalDate(),
        row.getString(1),
        row.getList(2),
        row.getTimestamp(3).toInstant(),
        java(row, 5),
        java(row, 6),
        java(row, 7),
        row.getString(8),
        java(row, 9),
        row.getList(10));
  }

  private static <T> Object scala(Map<String, T> map) {
    return CollectionConverters.asScala(map);
  }

  private static <T> SortedMap<String, T> java(Row row, int column) {
    Map<String, T> map = row.getJavaMap(column);
    return new TreeMap<>(map);
  }
}
