package io.dailysegments.jobs.table;

import io.dailysegments.core.settings.Settings.Warehouse;
import io.dailysegments.core.sql.SqlText;
import io.delta.kernel.Table;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.SnapshotImpl;
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
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.DataFrameWriter;
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
  private final Engine kernel;

  public OutputTables(SparkSession session, Warehouse warehouse) {
    this.session = session;
    this.places = new TablePlaces(session, warehouse);
    SparkConf settings = session.sparkContext().getConf();
    Configuration hadoop =
        KernelSettings.of(session.sparkContext().hadoopConfiguration(), settings);
    this.kernel = DefaultEngine.create(new CommitFiles(hadoop, settings));
  }

  /**
   * Rows of a table as they are now, whatever is written later; empty as long as nothing was
   * written to it.
   */
  public Optional<Dataset<Row>> find(OutputTable table, Where where) {
    return rows(table)
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
    return rows(table).map(rows -> rows.collect(schema, where)).orElse(List.of());
  }

  /** The columns of a table; none as long as nothing was written to it. */
  public StructType schema(OutputTable table) {
    return rows(table).map(DeltaRows::schema).orElseGet(StructType::new);
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
    return snapshot(table).map(snapshot -> new DeltaRows(kernel, snapshot));
  }

  private Optional<SnapshotImpl> snapshot(OutputTable table) {
    if (places.isDatabase() && !places.exists(table)) {
      return Optional.empty();
    }
    try {
      Table found = Table.forPath(kernel, places.folder(table));
      return Optional.of((SnapshotImpl) found.getLatestSnapshot(kernel));
    } catch (TableNotFoundException e) {
      return Optional.empty(); // nothing was written to it
    }
  }

  /** Adds a few rows, without a Spark job where there is a table that has all their columns. */
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
          if (!rewrite(table, with -> with.replace(where, rows, schema, checkpoint(table)))) {
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

  /** Whether a table was written to without Spark, where that serves. */
  private boolean rewrite(OutputTable table, Predicate<DeltaRewrite> write) {
    if (!CommitFiles.areKnown(session.sparkContext().getConf())) {
      return false;
    }
    return snapshot(table)
        .map(snapshot -> new DeltaRewrite(kernel, snapshot, table))
        .filter(write)
        .isPresent();
  }

  private Runnable checkpoint(OutputTable table) {
    return () -> places.checkpoint(table);
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
    if (where.isNone() || !places.exists(table)) {
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
    StructType none = new StructType();
    CommitRetries.run(
        table,
        () -> {
          if (!rewrite(table, with -> with.replace(where, List.of(), none, checkpoint(table)))
              && mayHold(table, where)) {
            places.delta(table).delete(where.sql());
          }
        });
  }

  /**
   * Changes a few rows by others with the same key, in one commit, without a Spark job as {@link
   * #append(OutputTable, List, StructType)} does.
   *
   * @param rows no two have the same key; each has one
   * @param schema their columns; those that the table lacks are appended to it, and what is
   *     inserted has no value in others
   */
  public void merge(OutputTable table, List<Row> rows, StructType schema, Merge merge) {
    List<Row> others = rows.stream().map(row -> named(row, schema)).toList();
    MergedRows.requireKeys(merge, others);
    CommitRetries.run(
        table,
        () -> {
          if (!rewrite(table, with -> with.merge(merge, others, schema, checkpoint(table)))) {
            mergeOnce(table, session.createDataFrame(rows, schema), merge);
          }
        });
  }

  /** Merges by Spark, in one try. */
  void mergeOnce(OutputTable table, Dataset<Row> rows, Merge merge) {
    boolean inserts = merge.unmatched() == Merge.Unmatched.INSERT;
    if (!places.exists(table)) {
      if (inserts) {
        appendOnce(table, rows);
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
  public void addMissing(OutputTable table, Dataset<Row> rows, String column) {
    String name = SqlText.identifier(column);
    String same = "old.%s = new.%s".formatted(name, name);
    CommitRetries.run(
        table,
        () -> {
          if (places.exists(table)) {
            DeltaTable found = places.delta(table);
            found.as("old").merge(rows.as("new"), same).whenNotMatched().insertAll().execute();
          } else {
            appendOnce(table, rows);
          }
        });
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
    return rows(table).map(DeltaRows::version);
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
    CommitRetries.run(
        table,
        () -> {
          if (places.exists(table)) {
            places
                .delta(table)
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

  /** Statistics in the log are kept of no column that names users: they would outlive them. */
  private void save(OutputTable table, DataFrameWriter<Row> writer) {
    boolean there = places.exists(table);
    DataFrameWriter<Row> delta =
        writer
            .format("delta")
            .options(there ? Map.of() : table.statsProperties())
            .partitionBy(table.partitionColumns().toArray(String[]::new));
    if (places.isDatabase() && !there) {
      delta.saveAsTable(place(table));
    } else {
      // A catalog may refuse to replace rows of a table that it knows.
      delta.save(places.folder(table));
    }
  }
}
