package io.dailysegments.jobs.table;

import io.dailysegments.core.settings.Settings.Warehouse;
import io.delta.tables.DeltaTable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import scala.Option;

/** Where the output tables lie: in a folder each, or in a database. */
final class TablePlaces {

  private final SparkSession session;
  private final Warehouse warehouse;

  TablePlaces(SparkSession session, Warehouse warehouse) {
    this.session = session;
    this.warehouse = warehouse;
  }

  boolean isDatabase() {
    return warehouse instanceof Warehouse.Database;
  }

  /** The folder of the warehouse. */
  String base() {
    return warehouse instanceof Warehouse.Database database
        ? session
            .sql("DESCRIBE DATABASE " + database.name())
            .filter("info_name = 'Location'")
            .select("info_value")
            .head()
            .getString(0)
        : ((Warehouse.Folder) warehouse).path();
  }

  /** Where a table lies, as a user would name it. */
  String place(OutputTable table) {
    return warehouse instanceof Warehouse.Database database
        ? database.name() + "." + table.key()
        : ((Warehouse.Folder) warehouse).path() + "/" + table.key();
  }

  /** The folder of a table; of one in a database it must be there. */
  String folder(OutputTable table) {
    return isDatabase() ? delta(table).deltaLog().dataPath().toString() : place(table);
  }

  boolean exists(OutputTable table) {
    return isDatabase()
        ? session.catalog().tableExists(place(table))
        : DeltaTable.isDeltaTable(session, place(table));
  }

  DeltaTable delta(OutputTable table) {
    return isDatabase()
        ? DeltaTable.forName(session, place(table))
        : DeltaTable.forPath(session, place(table));
  }

  /** The rows of a version of a table. */
  Dataset<Row> read(OutputTable table, long version) {
    return session.read().format("delta").option("versionAsOf", version).load(folder(table));
  }

  /** Sums up the log of a table, and removes what of it is kept no longer. */
  void checkpoint(OutputTable table) {
    DeltaLog log = log(table);
    log.checkpoint(log.update(false, Option.empty(), Option.empty()), Option.empty());
  }

  /** The log of a table as Delta on Spark has it; of one in a database it must be there. */
  DeltaLog log(OutputTable table) {
    return isDatabase()
        ? delta(table).deltaLog()
        : DeltaLog.forTable(session, new Path(place(table)));
  }

  /** Makes the views {@code published_*}, if the tables are in a database. */
  void refreshViews() {
    if (warehouse instanceof Warehouse.Database database) {
      new PublishedViews(session, database.name()).refresh();
    }
  }
}
