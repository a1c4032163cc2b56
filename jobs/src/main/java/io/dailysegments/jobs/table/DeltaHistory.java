package io.dailysegments.jobs.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.settings.InputSettings;
import io.dailysegments.core.settings.InputSettings.Location;
import io.dailysegments.core.settings.InputSettings.Location.Files;
import io.dailysegments.core.settings.InputSettings.Location.Table;
import io.dailysegments.core.time.BusinessZone;
import io.delta.tables.DeltaTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;

/** The versions of a Delta table and when each was committed. */
final class DeltaHistory {

  private final NavigableMap<Long, Instant> commits = new TreeMap<>();

  private DeltaHistory(List<Row> rows) {
    rows.forEach(row -> commits.put(row.getLong(0), row.getTimestamp(1).toInstant()));
  }

  static DeltaHistory of(SparkSession session, Location location) {
    return new DeltaHistory(
        table(session, location).history().select("version", "timestamp").collectAsList());
  }

  /**
   * {@link #version} of a Delta table; of another table a hash of its files, or {@code table:NAME}
   * where it has none to look at.
   */
  static String currentVersion(SparkSession session, Location location) {
    if (location instanceof Table table && !isDelta(session, table.name())) {
      session.catalog().refreshTable(table.name()); // the session may remember its files
      String[] files = session.table(table.name()).inputFiles();
      return files.length == 0
          ? "table:" + table.name()
          : new Folders(session.sparkContext().hadoopConfiguration()).fingerprint(List.of(files));
    }
    Row newest = table(session, location).history(1).select("version").head();
    return version(session, location, newest.getLong(0));
  }

  /**
   * {@code version:N of ID}: a table that was dropped and made again, and another table in its
   * place, begin anew with 0.
   */
  static String version(SparkSession session, Location location, long version) {
    return "version:" + version + of(table(session, location));
  }

  private static String of(DeltaTable table) {
    return " of " + table.deltaLog().unsafeVolatileSnapshot().metadata().id().substring(0, 8);
  }

  /** The number in {@link #version}; empty if it is of another table, or of none. */
  static OptionalLong number(SparkSession session, Location location, String version) {
    Matcher matcher = Pattern.compile("version:(\\d+)( of .*)").matcher(version);
    return matcher.matches() && matcher.group(2).equals(of(table(session, location)))
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /**
   * What each day of a Delta table that is partitioned by {@code dt} holds, by its {@code dt} as
   * text; empty for all other tables. One row a day is collected.
   */
  static Optional<SortedMap<String, String>> partitions(SparkSession session, InputSettings input) {
    Location location = input.location();
    if (input.columns().containsKey("dt")) {
      return Optional.empty(); // the day is not what the source is partitioned by
    }
    if (location instanceof Files files && !files.format().equals("delta")) {
      return Optional.empty();
    }
    if (location instanceof Table table && !isDelta(session, table.name())) {
      return Optional.empty();
    }
    currentVersion(session, location); // the session may remember an older one
    Snapshot snapshot = table(session, location).deltaLog().unsafeVolatileSnapshot();
    boolean renamed = snapshot.metadata().configuration().contains("delta.columnMapping.mode");
    if (renamed || !snapshot.metadata().partitionColumns().contains("dt")) {
      return Optional.empty();
    }
    Column file = to_json(struct(col("path"), col("deletionVector")));
    SortedMap<String, String> versions = new TreeMap<>();
    snapshot
        .allFiles()
        .toDF()
        .groupBy(col("partitionValues").getItem("dt"))
        .agg(count(lit(1)), sha2(concat_ws("\n", sort_array(collect_list(file))), 256))
        .collectAsList()
        .stream()
        .filter(row -> !row.isNullAt(0))
        .forEach(
            row ->
                versions.put(
                    row.getString(0),
                    "partition:%d:%s"
                        .formatted(row.getLong(1), row.getString(2).substring(0, 32))));
    return Optional.of(versions);
  }

  /**
   * The last version committed strictly before the end of the day, moved by the snapshot's shift.
   *
   * @throws InputException if the history does not reach back that far
   */
  long versionBefore(
      InputName name,
      String place,
      BusinessZone zone,
      InputSettings.Snapshot.DeltaVersion snapshot,
      LocalDate dataDate) {
    Instant end = zone.endOf(dataDate).plus(snapshot.shift());
    return commits.descendingMap().entrySet().stream()
        .filter(commit -> commit.getValue().isBefore(end))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> tooOld(name, place, zone, snapshot, dataDate));
  }

  private InputException tooOld(
      InputName name,
      String place,
      BusinessZone zone,
      InputSettings.Snapshot.DeltaVersion snapshot,
      LocalDate dataDate) {
    Instant first = commits.firstEntry().getValue();
    return new InputException(
        ("Cannot read input '%s' for %s: the history of %s begins later, with version %d of %s."
                + " The first day that can be read is %s.")
            .formatted(
                name.key(),
                dataDate,
                place,
                commits.firstKey(),
                first,
                zone.dayOf(first.minus(snapshot.shift()))));
  }

  private static DeltaTable table(SparkSession session, Location location) {
    return location instanceof Table table
        ? DeltaTable.forName(session, table.name())
        : DeltaTable.forPath(session, ((Files) location).path());
  }

  private static boolean isDelta(SparkSession session, String table) {
    return session
        .sql("DESCRIBE DETAIL " + table)
        .select("format")
        .head()
        .getString(0)
        .equals("delta");
  }
}
