package io.dailysegments.jobs.table;

import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits to a Delta table through Delta Kernel, in this thread. A commit that meets another one is
 * not made: what was read for it may have changed.
 */
final class KernelCommit {

  /** Who commits, in the log. */
  static final String WRITER = "Daily-Segments";

  /** Kernel's own tries know of appends only. */
  static final int RETRIES = 0;

  private static final Logger LOG = LoggerFactory.getLogger("io.dailysegments");

  private final Engine engine;
  private final OutputTable table;
  private final Runnable checkpoint;

  /**
   * @param checkpoint is called when the table's log should be summed up by a checkpoint
   */
  KernelCommit(Engine engine, OutputTable table, Runnable checkpoint) {
    this.engine = engine;
    this.table = table;
    this.checkpoint = checkpoint;
  }

  /** A commit met another one and was not made. */
  static final class LostCommitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LostCommitException(Throwable cause) {
      super(cause);
    }
  }

  /** Rows to be written, with the columns they have. */
  record NewRows(List<org.apache.spark.sql.Row> rows, StructType schema) {}

  /**
   * Writes rows, and makes them part of the table.
   *
   * @param actions what else the commit does
   * @throws LostCommitException if it met another one; it may be tried on the next version
   */
  void make(Transaction transaction, List<Row> actions, NewRows... added) {
    DeltaFiles files = new DeltaFiles(engine, transaction, table.statsColumns());
    for (NewRows rows : added) {
      files.add(rows.rows(), rows.schema());
    }
    List<Row> all = new ArrayList<>(actions);
    all.addAll(files.write());
    finish(commit(transaction, all));
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
  private void finish(TransactionCommitResult result) {
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      try {
        if (hook.getType() == PostCommitHookType.CHECKPOINT) {
          checkpoint.run();
        } else {
          hook.threadSafeInvoke(engine);
        }
      } catch (Exception e) { // Spark's are not all unchecked; their messages may hold data
        String why = e.getClass().getName();
        LOG.warn("{} of {} was not written ({})", hook.getType(), table.key(), why);
      }
    }
  }
}
