package io.dailysegments.jobs.table;

import io.dailysegments.core.sql.SqlText;
import io.delta.tables.DeltaTable;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes to the output tables through Delta on Spark, each write in one try. */
final class SparkTables {

  private final TablePlaces places;

  SparkTables(TablePlaces places) {
    this.places = places;
  }

  /** Adds rows; columns that the table lacks are appended to it. */
  void append(OutputTable table, Dataset<Row> rows) {
    save(table, rows.write().mode("append").option("mergeSchema", "true"));
  }

  /** Replaces rows, of a table that is there. */
  void replace(OutputTable table, Where where, Dataset<Row> rows) {
    save(
        table,
        rows.write()
            .mode("overwrite")
            .option("replaceWhere", where.sql())
            .option("mergeSchema", "true"));
  }

  /** Removes rows, of a table that is there. */
  void delete(OutputTable table, Where where) {
    places.delta(table).delete(where.sql());
  }

  /** Merges rows; columns that the table lacks are appended to it. */
  void merge(OutputTable table, Dataset<Row> rows, Merge merge) {
    boolean inserts = merge.unmatched() == Merge.Unmatched.INSERT;
    if (!places.exists(table)) {
      if (inserts) {
        append(table, rows);
      }
      return;
    }
    var merging =
        places
            .delta(table)
            .as("old")
            .merge(rows.as("new"), merge.matchSql())
            .withSchemaEvolution()
            .whenMatched(merge.takesSql(rows.schema()))
            .updateExpr(merge.updatesSql());
    Map<String, String> all = Merge.valuesSql(List.of(rows.columns()));
    (inserts ? merging.whenNotMatched().insertExpr(all) : merging).execute();
  }

  /** Adds those of some rows that have a value in a column which no row of the table has. */
  void addMissing(OutputTable table, Dataset<Row> rows, String column) {
    if (!places.exists(table)) {
      append(table, rows);
      return;
    }
    String name = SqlText.identifier(column);
    String same = "old.%s = new.%s".formatted(name, name);
    DeltaTable found = places.delta(table);
    found.as("old").merge(rows.as("new"), same).whenNotMatched().insertAll().execute();
  }

  /** Removes the rows whose user is one of some. */
  void erase(OutputTable table, Dataset<Row> users, String userId) {
    if (places.exists(table)) {
      places
          .delta(table)
          .as("old")
          .merge(users.as("erased"), userId + " = erased.user_id")
          .whenMatched()
          .delete()
          .execute();
    }
  }

  /** Statistics in the log are kept of no column that names users: they would outlive them. */
  private void save(OutputTable table, DataFrameWriter<Row> writer) {
    boolean there = places.exists(table);
    DataFrameWriter<Row> delta =
        writer
            .format("delta")
            .options(there ? Map.of() : table.statsProperties())
            .partitionBy(table.partitionColumns().toArray(String[]::new));
    if (places.isDatabase() && !there) {
      delta.saveAsTable(places.place(table));
    } else {
      // A catalog may refuse to replace rows of a table that it knows.
      delta.save(places.folder(table));
    }
  }
}
