package io.dailysegments.jobs.run;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
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
 * @param semanticsVersion of the program, see {@link Semantics}; 1 of a row that lacks it
 * @param checks what each quality gate found, by its name
 * @param measures what the gates of later days compare with, by name
 * @param pruned tables whose rows of the day retention removed
 * @param erasedUsers users who were forgotten since: their rows are gone, the counts are as they
 *     were
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
    List<String> warnings,
    int semanticsVersion,
    SortedMap<String, String> checks,
    SortedMap<String, Double> measures,
    List<String> pruned,
    long erasedUsers) {

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
          .add("warnings", createArrayType(StringType))
          .add("semantics_version", IntegerType)
          .add("checks", createMapType(StringType, StringType))
          .add("measures", createMapType(StringType, DoubleType))
          .add("pruned", createArrayType(StringType))
          .add("erased_users", LongType);

  public PublishedDay {
    runIds = List.copyOf(runIds);
    inputs = new TreeMap<>(inputs);
    outputs = new TreeMap<>(outputs);
    hashes = new TreeMap<>(hashes);
    rowCounts = new TreeMap<>(rowCounts);
    warnings = List.copyOf(warnings);
    checks = new TreeMap<>(checks);
    measures = new TreeMap<>(measures);
    pruned = List.copyOf(pruned);
  }

  /** Whether all that was published of the day is still there. */
  public boolean isWhole() {
    return pruned.isEmpty();
  }

  /**
   * Whether one of some checks was accepted.
   *
   * @param words of the {@link Acceptance}, which the line of the check begins with
   */
  boolean isAccepted(Collection<String> keys, String words) {
    return keys.stream().anyMatch(key -> checks.getOrDefault(key, "").startsWith(words + "; "));
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
        warnings.toArray(String[]::new),
        semanticsVersion,
        scala(checks),
        scala(measures),
        pruned.toArray(String[]::new),
        erasedUsers);
  }

  /** The same day, made of other inputs. */
  PublishedDay withInputs(Map<String, String> others) {
    return new PublishedDay(
        dataDate,
        runId,
        runIds,
        finishedAt,
        new TreeMap<>(others),
        outputs,
        hashes,
        engineVersion,
        rowCounts,
        warnings,
        semanticsVersion,
        checks,
        measures,
        pruned,
        erasedUsers);
  }

  /** The same day with the versions of the tables it is in now. */
  PublishedDay withOutputs(SortedMap<String, Long> versions) {
    return new PublishedDay(
        dataDate,
        runId,
        runIds,
        finishedAt,
        inputs,
        versions,
        hashes,
        engineVersion,
        rowCounts,
        warnings,
        semanticsVersion,
        checks,
        measures,
        pruned,
        erasedUsers);
  }

  /** The same day with what the checks found. */
  PublishedDay withChecks(SortedMap<String, String> lines) {
    return new PublishedDay(
        dataDate,
        runId,
        runIds,
        finishedAt,
        inputs,
        outputs,
        hashes,
        engineVersion,
        rowCounts,
        warnings,
        semanticsVersion,
        lines,
        measures,
        pruned,
        erasedUsers);
  }

  /** The same day with other runs' rows readable, too. */
  PublishedDay withRuns(
      List<String> ids, SortedMap<String, String> newHashes, SortedMap<String, Long> rows) {
    return new PublishedDay(
        dataDate,
        runId,
        ids,
        finishedAt,
        inputs,
        outputs,
        newHashes,
        engineVersion,
        rows,
        warnings,
        semanticsVersion,
        checks,
        measures,
        pruned,
        erasedUsers);
  }

  /** The same day without its rows in some tables. */
  PublishedDay withPruned(List<String> tables) {
    return new PublishedDay(
        dataDate,
        runId,
        runIds,
        finishedAt,
        inputs,
        outputs,
        hashes,
        engineVersion,
        rowCounts,
        warnings,
        semanticsVersion,
        checks,
        measures,
        tables,
        erasedUsers);
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
        row.getList(10),
        row.isNullAt(11) ? 1 : row.getInt(11),
        java(row, 12),
        java(row, 13),
        row.isNullAt(14) ? List.of() : row.getList(14),
        row.isNullAt(15) ? 0 : row.getLong(15));
  }

  private static <T> Object scala(Map<String, T> map) {
    return CollectionConverters.asScala(map);
  }

  private static <T> SortedMap<String, T> java(Row row, int column) {
    Map<String, T> map = row.isNullAt(column) ? Map.of() : row.getJavaMap(column);
    return new TreeMap<>(map);
  }
}
