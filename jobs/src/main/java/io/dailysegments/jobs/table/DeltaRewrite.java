package io.dailysegments.jobs.table;

import static java.util.function.Predicate.not;

import io.delta.kernel.Operation;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
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

  /** Properties of a table that ask nothing of a writer which is not done here. */
  private static final Set<String> HARMLESS =
      Set.of(
          "delta.appendOnly",
          "delta.checkpointInterval",
          "delta.deletedFileRetentionDuration",
          "delta.enableExpiredLogCleanup",
          "delta.logRetentionDuration");

  /** What is read at most because it may hold rows that are replaced or merged. */
  private static final long MOST_BYTES = 8L << 20;

  private final Engine engine;
  private final SnapshotImpl snapshot;
  private final DeltaRows rows;
  private final StructType columns;
  private final OutputTable table;

  DeltaRewrite(Engine engine, SnapshotImpl snapshot, OutputTable table) {
    this.engine = engine;
    this.snapshot = snapshot;
    this.rows = new DeltaRows(engine, snapshot);
    this.columns = rows.schema();
    this.table = table;
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
   * @param checkpoint is called when the table's log should be summed up by a checkpoint
   * @return false if nothing was done: the table, or what is to be replaced, asks for Spark; true
   *     also if nothing had to be done
   * @throws LostCommitException if the commit met another one; it may be tried on the next version
   */
  boolean replace(
      Where where, List<org.apache.spark.sql.Row> added, StructType schema, Runnable checkpoint) {
    if (!isPlain() || !fits(schema)) {
      return false;
    }
    List<Row> files = where.isNone() ? List.of() : rows.files(where);
    List<org.apache.spark.sql.Row> staying = new ArrayList<>();
    List<Row> removed;
    if (where.isOf(snapshot.getPartitionColumnNames())) {
      removed = files.stream().filter(file -> where.holdsFor(partition(file))).toList();
    } else if (canRead(files)) {
      removed =
          files.stream()
              .filter(
                  file ->
                      changes(file, row -> Stream.of(row).filter(not(where::holdsFor)), staying))
              .toList();
    } else {
      return false;
    }
    commit(removed, new NewRows(staying, columns), new NewRows(added, schema), checkpoint);
    return true;
  }

  /**
   * Merges rows with those of the table, if this way serves.
   *
   * @param others with names, of a schema whose columns may be fewer than those of the table
   * @return as {@link #replace}
   * @throws LostCommitException likewise
   */
  boolean merge(
      Merge merge, List<org.apache.spark.sql.Row> others, StructType schema, Runnable checkpoint) {
    if (!isPlain() || !fits(schema)) {
      return false;
    }
    MergedRows merged = new MergedRows(merge, others);
    List<Row> files = rows.files(merged.candidates());
    if (!canRead(files)) {
      return false;
    }
    List<org.apache.spark.sql.Row> staying = new ArrayList<>();
    List<Row> removed =
        files.stream()
            .filter(file -> changes(file, row -> Stream.of(merged.merged(row, columns)), staying))
            .toList();
    NewRows inserted = new NewRows(merged.inserted(), schema);
    commit(removed, new NewRows(staying, columns), inserted, checkpoint);
    return true;
  }

  /** Whether nothing is asked of a writer but to write the rows. */
  private boolean isPlain() {
    Map<String, String> properties = new HashMap<>(snapshot.getMetadata().getConfiguration());
    properties.keySet().removeIf(key -> HARMLESS.contains(key) || !key.startsWith("delta."));
    return rows.isPlain()
        && properties.equals(table.statsProperties())
        && Arrays.stream(columns.fields()).allMatch(DeltaRewrite::isUnchecked);
  }

  private static boolean isUnchecked(StructField column) {
    return column.nullable() && !column.metadata().contains("delta.invariants");
  }

  /** Whether the table has these columns, and their values can be written. */
  private boolean fits(StructType added) {
    Map<String, String> types = new HashMap<>();
    Arrays.stream(columns.fields())
        .forEach(column -> types.put(column.name(), column.dataType().catalogString()));
    return Arrays.stream(added.fields())
        .allMatch(
            column ->
                KernelValues.has(column.dataType())
                    && column.dataType().catalogString().equals(types.get(column.name())));
  }

  private boolean canRead(List<Row> files) {
    return Arrays.stream(columns.fields()).allMatch(field -> KernelValues.has(field.dataType()))
        && files.stream().mapToLong(DeltaRewrite::bytes).sum() <= MOST_BYTES;
  }

  private static Map<String, String> partition(Row file) {
    return InternalScanFileUtils.getPartitionValues(file);
  }

  private static long bytes(Row file) {
    return InternalScanFileUtils.getAddFileStatus(file).getSize();
  }

  /**
   * Whether a file's rows become others.
   *
   * @param become what a row becomes, if it is one still
   * @param staying is given all that they become, if so
   */
  private boolean changes(
      Row file,
      Function<org.apache.spark.sql.Row, Stream<org.apache.spark.sql.Row>> become,
      List<org.apache.spark.sql.Row> staying) {
    List<org.apache.spark.sql.Row> all = rows.read(file, columns);
    List<org.apache.spark.sql.Row> changed = all.stream().flatMap(become).toList();
    if (changed.equals(all)) {
      return false;
    }
    staying.addAll(changed);
    return true;
  }

  /** Rows to be written, with the columns they have. */
  private record NewRows(List<org.apache.spark.sql.Row> rows, StructType schema) {}

  private void commit(List<Row> removed, NewRows staying, NewRows added, Runnable checkpoint) {
    if (removed.isEmpty() && added.rows().isEmpty()) {
      return;
    }
    Transaction transaction =
        snapshot
            .buildUpdateTableTransaction("Daily-Segments", Operation.WRITE)
            .withMaxRetries(0) // Kernel's know of appends only
            .build(engine);
    List<Row> actions = new ArrayList<>();
    removed.forEach(file -> actions.add(remove(file)));
    DeltaFiles files = new DeltaFiles(engine, transaction, table.statsColumns());
    files.add(staying.rows(), staying.schema());
    files.add(added.rows(), added.schema());
    actions.addAll(files.write());
    finish(commit(transaction, actions), checkpoint);
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

  /**
   * What is left to do is for speed only: the commit is made. Kernel's own checkpoints forget which
   * files were removed when, after which they would be deleted too early.
   */
  private void finish(TransactionCommitResult result, Runnable checkpoint) {
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      try {
        if (hook.getType() == PostCommitHookType.CHECKPOINT) {
          checkpoint.run();
        } else {
          hook.threadSafeInvoke(engine);
        }
      } catch (Exception e) { // Spark's are not all unchecked; their messages may hold data
        String why = e.getClass().getName();
        LOG.warn("{} of {} was not written ({})", hook.getType(), snapshot.getPath(), why);
      }
    }
  }
}
