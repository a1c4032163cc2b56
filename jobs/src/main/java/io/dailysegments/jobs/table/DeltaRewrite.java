package io.dailysegments.jobs.table;

import io.delta.kernel.Operation;
import io.delta.kernel.Scan;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a few rows of a version of a Delta table in this thread, through Delta Kernel, in one
 * commit. A night does so some ten times, and Spark takes several jobs for each, most of them to go
 * through the table's log.
 *
 * <p>A commit that meets another one is not made: what was read may have changed.
 */
final class DeltaRewrite {

  private static final Logger LOG = LoggerFactory.getLogger("io.dailysegments");

  /** What is written again at most because its file holds rows that are replaced. */
  private static final long MOST_BYTES = 8L << 20;

  private final Engine engine;
  private final SnapshotImpl snapshot;
  private final DeltaRows rows;
  private final List<String> statsColumns;

  /**
   * @param statsColumns that files keep statistics of
   */
  DeltaRewrite(Engine engine, SnapshotImpl snapshot, List<String> statsColumns) {
    this.engine = engine;
    this.snapshot = snapshot;
    this.rows = new DeltaRows(engine, snapshot);
    this.statsColumns = statsColumns;
  }

  /** A commit met another one and was not made. */
  static final class LostCommitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private LostCommitException(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Puts rows in the place of others, if this way serves.
   *
   * @param added of a schema whose columns may be fewer than those of the table, in another order
   * @param summedUp is called when the table's log was summed up by a checkpoint
   * @return false if nothing was done: the table, or what is to be replaced, asks for Spark
   * @throws LostCommitException if the commit met another one; it may be tried on the next version
   */
  boolean replace(
      Where where, List<org.apache.spark.sql.Row> added, StructType schema, Runnable summedUp) {
    if (!serves(schema)) {
      return false;
    }
    Scan scan = rows.scan(where, snapshot.getSchema());
    List<Row> files = new ArrayList<>();
    if (!where.isNone()) {
      rows.forEachFile(scan, files::add);
    }
    List<org.apache.spark.sql.Row> staying = new ArrayList<>();
    if (!where.isOf(snapshot.getPartitionColumnNames())) {
      if (!canRead() || files.stream().mapToLong(DeltaRewrite::bytes).sum() > MOST_BYTES) {
        return false;
      }
      files.removeIf(file -> !holds(scan, file, where, staying));
    }
    if (!files.isEmpty() || !added.isEmpty()) {
      commit(files, new NewFiles(staying, rows.schema()), new NewFiles(added, schema), summedUp);
    }
    return true;
  }

  private boolean serves(StructType added) {
    return rows.isPlain()
        && Arrays.stream(added.fields()).allMatch(field -> KernelValues.has(field.dataType()))
        && Arrays.asList(rows.schema().fieldNames()).containsAll(List.of(added.fieldNames()));
  }

  private boolean canRead() {
    return Arrays.stream(rows.schema().fields())
        .allMatch(field -> KernelValues.has(field.dataType()));
  }

  private static long bytes(Row file) {
    return InternalScanFileUtils.getAddFileStatus(file).getSize();
  }

  /**
   * Whether a file holds some of these rows.
   *
   * @param staying is given the others, if so
   */
  private boolean holds(Scan scan, Row file, Where where, List<org.apache.spark.sql.Row> staying) {
    List<org.apache.spark.sql.Row> all = new ArrayList<>();
    rows.read(scan, file, rows.schema(), all);
    List<org.apache.spark.sql.Row> others =
        all.stream().filter(row -> !where.holdsFor(row)).toList();
    if (others.size() == all.size()) {
      return false;
    }
    staying.addAll(others);
    return true;
  }

  /** Rows to be written, with the columns they have. */
  private record NewFiles(List<org.apache.spark.sql.Row> rows, StructType schema) {}

  private void commit(List<Row> removed, NewFiles staying, NewFiles added, Runnable summedUp) {
    Transaction transaction =
        snapshot
            .buildUpdateTableTransaction("Daily-Segments", Operation.WRITE)
            .withMaxRetries(0)
            .build(engine);
    List<Row> actions = new ArrayList<>();
    removed.forEach(file -> actions.add(remove(file)));
    DeltaFiles files = new DeltaFiles(engine, transaction, statsColumns);
    files.add(staying.rows(), staying.schema());
    files.add(added.rows(), added.schema());
    actions.addAll(files.write());
    finish(commit(transaction, actions), summedUp);
  }

  private static Row remove(Row file) {
    AddFile add = new AddFile(file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    return SingleAction.createRemoveFileSingleAction(add.toRemoveFileRow(true, Optional.empty()));
  }

  private TransactionCommitResult commit(Transaction transaction, List<Row> actions) {
    try {
      return transaction.commit(
          engine,
          CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
    } catch (MaxCommitRetryLimitReachedException e) {
      if (e.getCause() instanceof CommitFailedException failed && failed.isConflict()) {
        throw new LostCommitException(e);
      }
      throw e;
    }
  }

  /** What is left to do is for speed only: the commit is made. */
  private void finish(TransactionCommitResult result, Runnable summedUp) {
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      try {
        if (hook.getType() != PostCommitHookType.CHECKSUM_FULL) { // takes the whole log
          hook.threadSafeInvoke(engine);
        }
        if (hook.getType() == PostCommitHookType.CHECKPOINT) {
          summedUp.run();
        }
      } catch (IOException | RuntimeException e) {
        LOG.warn("The log of {} was not summed up", snapshot.getPath(), e);
      }
    }
  }
}
