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
 * @param source the files or the table version read
 * @param keptProperties {@code event/property} of every string property kept and number property
 *     added up
 * @param refused rows by reason
 * @param unknownCodes events whose code is not in the catalog
 * @param pruned whether retention has removed the rows of the log date
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
    boolean pruned) {

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
          .add("pruned", BooleanType);

  DigestedDay {
    refused = new TreeMap<>(refused);
    keptProperties = new TreeSet<>(keptProperties);
  }

  /** What decides, beside the events, what the digest of a log date holds. */
  record DigestRules(String zone, int lateDays, int dedupDays, String eventCatalogHash) {}

  Row toRow() {
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
        pruned);
  }

  static DigestedDay of(Row row) {
    List<String> kept = row.getList(6);
    Map<String, Long> refused = row.getJavaMap(9);
    return new DigestedDay(
        row.getDate(0).toLocalDate(),
        row.getString(1),
        new DigestRules(row.getString(2), row.getInt(3), row.getInt(4), row.getString(5)),
        new TreeSet<>(kept),
        row.getLong(7),
        row.getLong(8),
        new TreeMap<>(refused),
        row.getLong(10),
        !row.isNullAt(11) && row.getBoolean(11));
  }

  /** The same log date without rows. */
  DigestedDay withoutRows() {
    return new DigestedDay(
        logDate, source, rules, keptProperties, rowsRead, rowsKept, refused, unknownCodes, true);
  }
}
