package io.dailysegments.jobs.table;

import io.dailysegments.core.settings.Settings.Warehouse;
import io.delta.tables.DeltaTable;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads and writes the output tables: Delta, in a folder each or in a database. Every write is one
 * commit.
 */
public final class OutputTables {

  private final SparkSession session;
  private final Warehouse warehouse;

  public OutputTables(SparkSession session, Warehouse warehouse) {
    this.session = session;
    this.warehouse = warehouse;
  }

  /** The table; empty as long as nothing was written to it. */
  public Optional<Dataset<Row>> find(OutputTable table) {
    return exists(table) ? Optional.of(delta(table).toDF()) : Optional.empty();
  }

  /** Adds rows; columns that the table lacks are appended to it. */
  public void append(OutputTable table, Dataset<Row> rows) {
    CommitRetries.run(table, () -> appendOnce(table, rows));
  }

  private void appendOnce(OutputTable table, Dataset<Row> rows) {
    save(table, rows.write().mode("append").option("mergeSchema", "true"));
  }

  /**
   * Replaces the rows that a condition holds for by others that it holds for, in one commit.
   *
   * @param condition SQL over the table's columns
   */
  public void replace(OutputTable table, String condition, Dataset<Row> rows) {
    CommitRetries.run(table, () -> replaceOnce(table, condition, rows));
  }

  private void replaceOnce(OutputTable table, String condition, Dataset<Row> rows) {
    if (!exists(table)) {
      appendOnce(table, rows);
      return;
    }
    save(
        table,
        rows.write()
            .mode("overwrite")
            .option("replaceWhere", condition)
            .option("mergeSchema", "true"));
  }

  /** Removes the rows that a condition holds for; nothing if there is no table. */
  public void delete(OutputTable table, Column condition) {
    CommitRetries.run(
        table,
        () -> {
          if (exists(table)) {
            delta(table).delete(condition);
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

  /** The claims on days of this warehouse. */
  public Claims claims() {
    String place =
        warehouse instanceof Warehouse.Database database
            ? session
                .sql("DESCRIBE DATABASE " + database.name())
                .filter("info_name = 'Location'")
                .select("info_value")
                .head()
                .getString(0)
            : ((Warehouse.Folder) warehouse).path();
    return new Claims(place + "/_claims", session.sparkContext().hadoopConfiguration());
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

  private void save(OutputTable table, DataFrameWriter<Row> writer) {
    DataFrameWriter<Row> delta =
        writer.format("delta").partitionBy(table.partitionColumns().toArray(String[]::new));
    if (warehouse instanceof Warehouse.Database) {
      delta.saveAsTable(place(table));
    } else {
      delta.save(place(table));
    }
  }
}
