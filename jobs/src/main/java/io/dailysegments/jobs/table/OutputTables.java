package io.dailysegments.jobs.table;

import io.dailysegments.core.settings.Settings.Warehouse;
import io.dailysegments.jobs.table.KernelCommit.NewRows;
import io.delta.tables.DeltaTable;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import scala.Console;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Reads and writes the output tables: Delta, in a folder each or in a database. Every write is one
 * commit.
 */
public final class OutputTables {

  private final SparkSession session;
  private final TablePlaces places;
  private final KernelTables kernel;
  private final SparkTables spark;

  public OutputTables(SparkSession session, Warehouse warehouse) {
    this.session = session;
    this.places = new TablePlaces(session, warehouse);
    this.kernel = new KernelTables(session, places);
    this.spark = new SparkTables(places);
  }

  /**
   * Rows of a table as they are now, whatever is written later; empty as long as nothing was
   * written to it.
   */
  public Optional<Dataset<Row>> find(OutputTable table, Where where) {
    return kernel
        .rows(table)
        .map(
            rows ->
                rows.dataset(session, where)
                    .orElseGet(() -> places.read(table, rows.version()).filter(where.sql())));
  }

  /**
   * Rows of a table of which a few are asked for, in no order, without a Spark job; none as long as
   * nothing was written to it.
   *
   * @param schema the columns, those of {@code where} among them; those that an earlier version of
   *     the program did not write have no value
   */
  public List<Row> collect(OutputTable table, StructType schema, Where where) {
    return kernel.rows(table).map(rows -> rows.collect(schema, where)).orElse(List.of());
  }

  /** The columns of a table; none as long as nothing was written to it. */
  public StructType schema(OutputTable table) {
    return kernel.rows(table).map(DeltaRows::schema).orElseGet(StructType::new);
  }

  /** Whether there may be such rows; where not, there are none. Takes no Spark job. */
  public boolean mayHold(OutputTable table, Where where) {
    return kernel.rows(table).filter(rows -> rows.mayHold(where)).isPresent();
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
    kernel
        .rows(table)
        .ifPresent(
            rows ->
                rows.bytesByPartition(column)
                    .forEach((day, bytes) -> days.put(LocalDate.parse(day), bytes)));
    return days;
  }

  /**
   * Adds a few rows, without a Spark job where there is a table with all their columns, or none.
   */
  public void append(OutputTable table, List<Row> rows, StructType schema) {
    replace(table, Where.NONE, rows, schema);
  }

  /** Replaces a few rows, likewise; else as {@link #replace(OutputTable, Where, Dataset)} does. */
  public void replace(OutputTable table, Where where, List<Row> rows, StructType schema) {
    if (!where.isNone() && !rows.stream().allMatch(row -> where.holdsFor(named(row, schema)))) {
      throw new IllegalArgumentException("Rows are not of those they replace: " + where);
    }
    CommitRetries.run(
        table,
        () -> {
          if (!kernel.replace(table, where, new NewRows(rows, schema))) {
            replaceOnce(table, where, session.createDataFrame(rows, schema));
          }
        });
  }

  /** The row with the names of its columns; arrays as Spark gives them. */
  private static Row named(Row row, StructType schema) {
    Object[] values = new Object[schema.length()];
    Arrays.setAll(values, column -> spark(row.get(column)));
    return new GenericRowWithSchema(values, schema);
  }

  private static Object spark(Object value) {
    return value instanceof Object[] array
        ? CollectionConverters.asScala(Arrays.asList(array)).toSeq()
        : value;
  }

  /** Adds rows; columns that the table lacks are appended to it. */
  public void append(OutputTable table, Dataset<Row> rows) {
    CommitRetries.run(table, () -> spark.append(table, rows));
  }

  /**
   * Replaces some rows by others of the same kind, in one commit. Of two that replace the same rows
   * at once one comes after the other, also where there were none before.
   */
  public void replace(OutputTable table, Where where, Dataset<Row> rows) {
    CommitRetries.run(table, () -> replaceOnce(table, where, rows));
  }

  private void replaceOnce(OutputTable table, Where where, Dataset<Row> rows) {
    if (where.isNone() || !places.exists(table)) {
      spark.append(table, rows);
    } else if (!new PartitionWrite(kernel, places).replace(table, where, rows)) {
      spark.replace(table, where, rows);
    }
  }

  /** Removes some rows; nothing if there is no table. */
  public void delete(OutputTable table, Where where) {
    CommitRetries.run(
        table,
        () -> {
          if (!kernel.delete(table, where) && mayHold(table, where)) {
            spark.delete(table, where);
          }
        });
  }

  /**
   * Changes a few rows by others with the same key, in one commit, without a Spark job as {@link
   * #append(OutputTable, List, StructType)} does.
   *
   * @param rows no two have the same key; each has one, and a value where values are compared
   * @param schema their columns; those that the table lacks are appended to it, and what is
   *     inserted has no value in others
   */
  public void merge(OutputTable table, List<Row> rows, StructType schema, Merge merge) {
    List<Row> others = rows.stream().map(row -> named(row, schema)).toList();
    MergedRows.requireWhole(merge, others);
    CommitRetries.run(
        table,
        () -> {
          if (!kernel.merge(table, merge, new NewRows(others, schema))) {
            spark.merge(table, session.createDataFrame(rows, schema), merge);
          }
        });
  }

  /** Adds those of some rows that have a value in a column which no row of the table has. */
  public void addMissing(OutputTable table, Dataset<Row> rows, String column) {
    CommitRetries.run(table, () -> spark.addMissing(table, rows, column));
  }

  /** The newest version of every table that something was written to, by its name. */
  public SortedMap<String, Long> versions() {
    SortedMap<String, Long> versions = new TreeMap<>();
    for (OutputTable table : OutputTable.values()) {
      version(table).ifPresent(version -> versions.put(table.key(), version));
    }
    return versions;
  }

  /** The newest version of a table; empty as long as nothing was written to it. */
  public Optional<Long> version(OutputTable table) {
    return kernel.rows(table).map(DeltaRows::version);
  }

  /** The claims on days of this warehouse. */
  public Claims claims() {
    return new Claims(places.base() + "/_claims", session.sparkContext().hadoopConfiguration());
  }

  /**
   * Removes the rows whose user is one of some, in one commit. The ids stand in no commit.
   *
   * @param users {@code user_id}
   * @param userId SQL that gives the user of a row, over the alias {@code old}
   */
  public void erase(OutputTable table, Dataset<Row> users, String userId) {
    CommitRetries.run(table, () -> spark.erase(table, users, userId));
  }

  /**
   * Deletes the files of a table that no version of it needs any more.
   *
   * @param hours how long they have not been needed at least
   */
  public void vacuum(OutputTable table, int hours) {
    if (places.exists(table)) {
      DeltaTable found = places.delta(table);
      // Delta prints what it did to standard output, which is for results.
      Console.withOut(OutputStream.nullOutputStream(), () -> found.vacuum(hours));
    }
  }

  /** A file beside the tables, such as {@code _erasure/key}. */
  public StoredText text(String name) {
    return new StoredText(places.base() + "/" + name, session.sparkContext().hadoopConfiguration());
  }

  /** Makes the views {@code published_*}, if the tables are in a database. */
  public void refreshViews() {
    places.refreshViews();
  }

  /** Where a table lies, as a user would name it. */
  public String place(OutputTable table) {
    return places.place(table);
  }
}
