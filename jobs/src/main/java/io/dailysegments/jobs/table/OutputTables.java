package io.dailysegments.jobs.table;

import io.dailysegments.core.settings.Settings.Warehouse;
import io.delta.tables.DeltaTable;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
    save(table, rows.write().mode("append").option("mergeSchema", "true"));
  }

  /**
   * Replaces the rows that a condition holds for by others that it holds for, in one commit.
   *
   * @param condition SQL over the table's columns
   */
  public void replace(OutputTable table, String condition, Dataset<Row> rows) {
    if (!exists(table)) {
      append(table, rows);
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
    if (exists(table)) {
      delta(table).delete(condition);
    }
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
    if (!exists(table)) {
      if (unmatched == Unmatched.INSERT) {
        append(table, rows);
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

  /** The newest version of a table; empty as long as nothing was written to it. */
  public OptionalLong version(OutputTable table) {
    return exists(table)
        ? OptionalLong.of(delta(table).deltaLog().unsafeVolatileSnapshot().version())
        : OptionalLong.empty();
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
