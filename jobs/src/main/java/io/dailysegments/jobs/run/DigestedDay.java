package io.dailysegments.jobs.run;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A log date that is in the digest: a row of {@code digested_days}.
 *
 * @param source the files or the table version read; {@link #FOLDING} while it is folded again
 * @param keptProperties {@code event/property} of every string property kept and number property
 *     added up
 * @param refused rows by reason
 * @param unknownCodes events whose code is not in the catalog
 * @param pruned whether retention has removed the rows of the log date
 * @param sourcesBefore what was read of each log date before it that duplicates were looked for in
 */
record DigestedDay(
    LocalDate logDate,
    String source,
    DigestRules rules,
    SortedSet<String> keptProperties,
    long rowsRead,
    long rowsKept,
    SortedMap<String, Long> refused,
    long unknownCodes,
    boolean pruned,
    SortedMap<LocalDate, String> sourcesBefore) {

  /** The source of a log date whose rows are being replaced: it is not in the digest. */
  static final String FOLDING = "folding";

  static final StructType SCHEMA =
      new StructType()
          .add("log_date", DateType)
          .add("source", StringType)
          .add("zone", StringType)
          .add("late_days", IntegerType)
          .add("dedup_days", IntegerType)
          .add("event_catalog_hash", StringType)
          .add("kept_properties", createArrayType(StringType))
          .add("rows_read", LongType)
          .add("rows_kept", LongType)
          .add("rows_refused", createMapType(StringType, LongType))
          .add("unknown_codes", LongType)
          .add("pruned", BooleanType)
          .add("sources_before", createMapType(DateType, StringType));

  DigestedDay {
    refused = new TreeMap<>(refused);
    keptProperties = new TreeSet<>(keptProperties);
    sourcesBefore = new TreeMap<>(sourcesBefore);
  }

  /** Whether its rows can be read. */
  boolean isThere() {
    return !pruned && !isFolding();
  }

  /** Whether its rows are being replaced, or were when that was stopped. */
  boolean isFolding() {
    return source.equals(FOLDING);
  }

  /** What decides, beside the events, what the digest of a log date holds. */
  record DigestRules(String zone, int lateDays, int dedupDays, String eventCatalogHash) {

    /** The days whose log partitions duplicates of a log date are looked for in. */
    SortedSet<LocalDate> daysBefore(LocalDate logDate) {
      SortedSet<LocalDate> days = new TreeSet<>();
      for (int before = 1; before <= dedupDays; before++) {
        days.add(logDate.minusDays(before));
      }
      return days;
    }
  }

  Row toRow() {
    Map<Date, String> before = new HashMap<>();
    sourcesBefore.forEach((day, version) -> before.put(Date.valueOf(day), version));
    return RowFactory.create(
        Date.valueOf(logDate),
        source,
        rules.zone(),
        rules.lateDays(),
        rules.dedupDays(),
        rules.eventCatalogHash(),
        keptProperties.toArray(String[]::new),
        rowsRead,
        rowsKept,
        scala.jdk.javaapi.CollectionConverters.asScala(Map.copyOf(refused)),
        unknownCodes,
        pruned,
        scala.jdk.javaapi.CollectionConverters.asScala(Map.copyOf(before)));
  }

  static DigestedDay of(Row row) {
    List<String> kept = row.getList(6);
    Map<String, Long> refused = row.getJavaMap(9);
    SortedMap<LocalDate, String> before = new TreeMap<>();
    if (!row.isNullAt(12)) { // a release that did not record them wrote it
      row.<Date, String>getJavaMap(12)
          .forEach((day, version) -> before.put(day.toLocalDate(), version));
    }
    return new DigestedDay(
        row.getDate(0).toLocalDate(),
        row.getString(1),
        new DigestRules(row.getString(2), row.getInt(3), row.getInt(4), row.getString(5)),
        new TreeSet<>(kept),
        row.getLong(7),
        row.getLong(8),
        new TreeMap<>(refused),
        row.getLong(10),
        !row.isNullAt(11) && row.getBoolean(11),
        before);
  }

  /** The same log date without rows. */
  DigestedDay withoutRows() {
    return with(source, true);
  }

  /** The same log date while its rows are replaced. */
  DigestedDay folding() {
    return with(FOLDING, false);
  }

  private DigestedDay with(String newSource, boolean nowPruned) {
    return new DigestedDay(
        logDate,
        newSource,
        rules,
        keptProperties,
        rowsRead,
        rowsKept,
        refused,
        unknownCodes,
        nowPruned,
        sourcesBefore);
  }
}
