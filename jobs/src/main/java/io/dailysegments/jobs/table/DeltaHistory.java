package io.dailysegments.jobs.table;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.settings.InputSettings.Location;
import io.dailysegments.core.settings.InputSettings.Location.Files;
import io.dailysegments.core.settings.InputSettings.Location.Table;
import io.dailysegments.core.settings.InputSettings.Snapshot;
import io.dailysegments.core.time.BusinessZone;
import io.delta.tables.DeltaTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

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

  /** {@code version:N} of a Delta table; {@code table} for a table that isn't one. */
  static String currentVersion(SparkSession session, Location location) {
    if (location instanceof Table table && !isDelta(session, table.name())) {
      return "table:" + table.name();
    }
    Row newest = table(session, location).history(1).select("version").head();
    return "version:" + newest.getLong(0);
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
      Snapshot.DeltaVersion snapshot,
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
      Snapshot.DeltaVersion snapshot,
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
