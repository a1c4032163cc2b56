package io.dailysegments.jobs.table;

import io.dailysegments.jobs.table.KernelCommit.LostCommitException;
import io.dailysegments.jobs.table.KernelCommit.NewRows;
import io.delta.kernel.Table;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.transaction.CreateTableTransactionBuilder;
import io.delta.kernel.transaction.DataLayoutSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The output tables through Delta Kernel: in this thread, without a Spark job. */
final class KernelTables {

  private final TablePlaces places;
  private final SparkConf settings;
  private final Engine engine;

  KernelTables(SparkSession session, TablePlaces places) {
    this.places = places;
    this.settings = session.sparkContext().getConf();
    Configuration hadoop =
        KernelSettings.of(session.sparkContext().hadoopConfiguration(), settings);
    this.engine = DefaultEngine.create(new CommitFiles(hadoop, settings));
  }

  /** The rows of the newest version of a table; empty as long as nothing was written to it. */
  Optional<DeltaRows> rows(OutputTable table) {
    return snapshot(table).map(snapshot -> new DeltaRows(engine, snapshot));
  }

  /** The rows of a version of a table that is there. */
  DeltaRows rows(OutputTable table, long version) {
    Table found = Table.forPath(engine, places.folder(table));
    return new DeltaRows(engine, (SnapshotImpl) found.getSnapshotAsOfVersion(engine, version));
  }

  private Optional<SnapshotImpl> snapshot(OutputTable table) {
    if (places.isDatabase() && !places.exists(table)) {
      return Optional.empty();
    }
    try {
      Table found = Table.forPath(engine, places.folder(table));
      return Optional.of((SnapshotImpl) found.getLatestSnapshot(engine));
    } catch (TableNotFoundException e) {
      return Optional.empty(); // nothing was written to it
    }
  }

  /**
   * Puts rows in the place of others, as {@link DeltaRewrite#replace} does; makes the table if it
   * is to be in a folder.
   *
   * @return false if this is left to Spark
   * @throws LostCommitException if the commit met another one
   */
  boolean replace(OutputTable table, Where where, NewRows rows) {
    return write(table, with -> with.replace(where, rows), rows);
  }

  /** Likewise removes rows; none of a table that is not there. */
  boolean delete(OutputTable table, Where where) {
    NewRows none = new NewRows(List.of(), new StructType());
    return commitsAreKnown()
        && snapshot(table).filter(found -> rewrite(table, found).replace(where, none)).isPresent();
  }

  /** Likewise merges rows. */
  boolean merge(OutputTable table, Merge merge, NewRows rows) {
    NewRows inserted =
        merge.unmatched() == Merge.Unmatched.INSERT ? rows : new NewRows(List.of(), rows.schema());
    return write(table, with -> with.merge(merge, rows), inserted);
  }

  private boolean write(OutputTable table, Predicate<DeltaRewrite> write, NewRows first) {
    if (!commitsAreKnown()) {
      return false;
    }
    return snapshot(table)
        .map(found -> write.test(rewrite(table, found)))
        .orElseGet(() -> create(table, first));
  }

  private boolean commitsAreKnown() {
    return CommitFiles.areKnown(settings);
  }

  private DeltaRewrite rewrite(OutputTable table, SnapshotImpl snapshot) {
    return new DeltaRewrite(engine, snapshot, table, commit(table));
  }

  private KernelCommit commit(OutputTable table) {
    return new KernelCommit(engine, table, () -> places.checkpoint(table));
  }

  /**
   * Makes a table in a folder, if that serves.
   *
   * @throws LostCommitException if somebody else has made it
   */
  boolean create(OutputTable table, NewRows rows) {
    boolean serves =
        Arrays.stream(rows.schema().fields()).allMatch(field -> KernelValues.has(field.dataType()));
    if (places.isDatabase() || !tablesArePlain(settings) || rows.rows().isEmpty() || !serves) {
      return false;
    }
    try {
      Transaction transaction = newTable(table, rows.schema()).build(engine);
      commit(table).make(transaction, List.of(), rows);
      return true;
    } catch (TableAlreadyExistsException e) {
      throw new LostCommitException(e);
    }
  }

  /** Whether Spark gives new tables no properties but those that they are made with. */
  static boolean tablesArePlain(SparkConf settings) {
    return settings.getAllWithPrefix("spark.databricks.delta.properties.defaults.").length == 0;
  }

  private CreateTableTransactionBuilder newTable(OutputTable table, StructType schema) {
    List<Column> partitions = table.partitionColumns().stream().map(Column::new).toList();
    return TableManager.buildCreateTableTransaction(
            places.place(table),
            DataTypeJsonSerDe.deserializeStructType(schema.asNullable().json()),
            KernelCommit.WRITER)
        .withTableProperties(table.statsProperties())
        .withDataLayoutSpec(
            partitions.isEmpty()
                ? DataLayoutSpec.noDataLayout()
                : DataLayoutSpec.partitioned(partitions))
        .withMaxRetries(KernelCommit.RETRIES);
  }
}
