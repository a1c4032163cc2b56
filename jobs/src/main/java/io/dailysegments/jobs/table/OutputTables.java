package io.dailysegments.jobs.table;

import io.dailysegments.core.settings.Settings.Warehouse;
import io.delta.kernel.Table;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.tables.DeltaTable;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import scala.Console;

/**
 * Reads and writes the output tables: Delta, in a folder each or in a database. Every write is one
 * commit.
 */
public final class OutputTables {

  private final SparkSession session;
  private final Warehouse warehouse;
  private final Engine kernel;

  public OutputTables(SparkSession session, Warehouse warehouse) {
    this.session = session;
    this.warehouse = warehouse;
    this.kernel =
        DefaultEngine.create(
            KernelSettings.of(
                session.sparkContext().hadoopConfiguration(), session.sparkContext().getConf()));
  }

  /** The table; empty as long as nothing was written to it. */
  public Optional<Dataset<Row>> find(OutputTable table) {
    return exists(table) ? Optional.of(delta(table).toDF()) : Optional.empty();
  }

  /**
   * Rows of a table of which a few are asked for, in no order, without a Spark job; none as long as
   * nothing was written to it.
   *
   * @param schema the columns, those of {@code where} among them; those that an earlier version of
   *     the program did not write have no value
   */
  public List<Row> collect(OutputTable table, StructType schema, Where where) {
    return rows(table).map(rows -> rows.collect(schema, where)).orElse(List.of());
  }

  /** Whether there may be such rows; where not, there are none. Takes no Spark job. */
  public boolean mayHold(OutputTable table, Where where) {
    return rows(table).filter(rows -> rows.mayHold(where)).isPresent();
  }

  /** The days in the first partition column of a table that there are rows of. */
  public SortedSet<LocalDate> days(OutputTable table) {
    return new TreeSet<>(bytesByDay(table).keySet());
  }

  /** How many bytes the files of some days have, by the first partition column. No Spark job. */
  public long bytes(OutputTable table, Set<LocalDate> days) {
    Map<LocalDate, Long> bytes = bytesByDay(table);
    return days.stream().mapToLong(day -> bytes.getOrDefault(day, 0L)).sum();
  }

  private Map<LocalDate, Long> bytesByDay(OutputTable table) {
    String column = table.partitionColumns().get(0);
    Map<LocalDate, Long> days = new HashMap<>();
    rows(table)
        .ifPresent(
            rows ->
                rows.bytesByPartition(column)
                    .forEach((day, bytes) -> days.put(LocalDate.parse(day), bytes)));
    return days;
  }

  private Optional<DeltaRows> rows(OutputTable table) {
    if (warehouse instanceof Warehouse.Database && !exists(table)) {
      return Optional.empty();
    }
    try {
      Table found = Table.forPath(kernel, folder(table));
      return Optional.of(new DeltaRows(kernel, found.getLatestSnapshot(kernel)));
    } catch (TableNotFoundException e) {
      return Optional.empty(); // nothing was written to it
    }
  }

  private String folder(OutputTable table) {
    return warehouse instanceof Warehouse.Database
        ? delta(table).deltaLog().dataPath().toString()
        : place(table);
  }

  /** Adds rows; columns that the table lacks are appended to it. */
  public void append(OutputTable table, Dataset<Row> rows) {
    CommitRetries.run(table, () -> appendOnce(table, rows));
  }

  private void appendOnce(OutputTable table, Dataset<Row> rows) {
    save(table, rows.write().mode("append").option("mergeSchema", "true"));
  }

  /**
   * Replaces some rows by others of the same kind, in one commit. Of two that replace the same rows
   * at once one comes after the other, also where there were none before.
   */
  public void replace(OutputTable table, Where where, Dataset<Row> rows) {
    CommitRetries.run(table, () -> replaceOnce(table, where, rows));
  }

  private void replaceOnce(OutputTable table, Where where, Dataset<Row> rows) {
    if (!exists(table)) {
      appendOnce(table, rows);
      return;
    }
    save(
        table,
        rows.write()
            .mode("overwrite")
            .option("replaceWhere", where.sql())
            .option("mergeSchema", "true"));
  }

  /** Removes some rows; nothing if there is no table. */
  public void delete(OutputTable table, Where where) {
    CommitRetries.run(
        table,
        () -> {
          if (mayHold(table, where)) {
            delta(table).delete(where.sql());
          }
        });
  }

  /**
   * Updates or inserts rows by a key, in one commit.
   *
   * @param match SQL over the aliases {@code old} and {@code new}
   * @param updateIf when a matched row is updated, SQL likewise
   * @param updates the columns updated, each with its SQL
   * @param unmatched what becomes of rows without a match
   */
  public void merge(
      OutputTable table,
      Dataset<Row> rows,
      String match,
      String updateIf,
      Map<String, String> updates,
      Unmatched unmatched) {
    CommitRetries.run(table, () -> mergeOnce(table, rows, match, updateIf, updates, unmatched));
  }

  private void mergeOnce(
      OutputTable table,
      Dataset<Row> rows,
      String match,
      String updateIf,
      Map<String, String> updates,
      Unmatched unmatched) {
    if (!exists(table)) {
      if (unmatched == Unmatched.INSERT) {
        appendOnce(table, rows);
      }
      return;
    }
    var merge =
        delta(table)
            .as("old")
            .merge(rows.as("new"), match)
            .whenMatched(updateIf)
            .updateExpr(updates);
    (unmatched == Unmatched.INSERT ? merge.whenNotMatched().insertAll() : merge).execute();
  }

  /** What a merge does with rows that match none of the table's. */
  public enum Unmatched {
    INSERT,
    PASS_OVER
  }

  /** The newest version of every table that something was written to, by its name. */
  public SortedMap<String, Long> versions() {
    SortedMap<String, Long> versions = new TreeMap<>();
    for (OutputTable table : OutputTable.values()) {
      if (exists(table)) {
        versions.put(table.key(), delta(table).deltaLog().unsafeVolatileSnapshot().version());
      }
    }
    return versions;
  }

  /** The newest version of a table; empty as long as nothing was written to it. */
  public Optional<Long> version(OutputTable table) {
    return exists(table)
        ? Optional.of(
            delta(table)
                .deltaLog()
                .update(false, scala.Option.empty(), scala.Option.empty())
                .version())
        : Optional.empty();
  }

  /** The claims on days of this warehouse. */
  public Claims claims() {
    return new Claims(base() + "/_claims", session.sparkContext().hadoopConfiguration());
  }

  private String base() {
    return warehouse instanceof Warehouse.Database database
        ? session
            .sql("DESCRIBE DATABASE " + database.name())
            .filter("info_name = 'Location'")
            .select("info_value")
            .head()
            .getString(0)
        : ((Warehouse.Folder) warehouse).path();
  }

  /**
   * Removes the rows whose user is one of some, in one commit. The ids stand in no commit.
   *
   * @param users {@code user_id}
   * @param userId SQL that gives the user of a row, over the alias {@code old}
   */
  public void erase(OutputTable table, Dataset<Row> users, String userId) {
    CommitRetries.run(
        table,
        () -> {
          if (exists(table)) {
            delta(table)
                .as("old")
                .merge(users.as("erased"), userId + " = erased.user_id")
                .whenMatched()
                .delete()
                .execute();
          }
        });
  }

  /**
   * Deletes the files of a table that no version of it needs any more.
   *
   * @param hours how long they have not been needed at least
   */
  public void vacuum(OutputTable table, int hours) {
    if (exists(table)) {
      DeltaTable found = delta(table);
      // Delta prints what it did to standard output, which is for results.
      Console.withOut(OutputStream.nullOutputStream(), () -> found.vacuum(hours));
    }
  }

  /** A file beside the tables, such as {@code _erasure/key}. */
  public StoredText text(String name) {
    return new StoredText(base() + "/" + name, session.sparkContext().hadoopConfiguration());
  }

  /** Makes the views {@code published_*}, if the tables are in a database. */
  public void refreshViews() {
    if (warehouse instanceof Warehouse.Database database) {
      new PublishedViews(session, database.name()).refresh();
    }
  }

  /** Where a table lies, as a user would name it. */
  public String place(OutputTable table) {
    return warehouse instanceof Warehouse.Database database
        ? database.name() + "." + table.key()
        : ((Warehouse.Folder) warehouse).path() + "/" + table.key();
  }

  private boolean exists(OutputTable table) {
    return warehouse instanceof Warehouse.Database
        ? session.catalog().tableExists(place(table))
        : DeltaTable.isDeltaTable(session, place(table));
  }

  private DeltaTable delta(OutputTable table) {
    return warehouse instanceof Warehouse.Database
        ? DeltaTable.forName(session, place(table))
        : DeltaTable.forPath(session, place(table));
  }

  /** Statistics in the log are kept of no column that names users: they would outlive them. */
  private void save(OutputTable table, DataFrameWriter<Row> writer) {
    DataFrameWriter<Row> delta =
        writer
            .format("delta")
            .options(statistics(table))
            .partitionBy(table.partitionColumns().toArray(String[]::new));
    if (warehouse instanceof Warehouse.Database && !exists(table)) {
      delta.saveAsTable(place(table));
    } else {
      delta.save(folder(table)); // a catalog may refuse to replace rows of a table that it knows
    }
  }

  private Map<String, String> statistics(OutputTable table) {
    if (exists(table)) {
      return Map.of(); // a property of the table since it was made
    }
    return table.statsColumns().isEmpty()
        ? Map.of("delta.dataSkippingNumIndexedCols", "0")
        : Map.of("delta.dataSkippingStatsColumns", String.join(",", table.statsColumns()));
  }
}
