package io.dailysegments.jobs.table;

import static java.util.function.Predicate.not;

import io.dailysegments.jobs.table.KernelCommit.LostCommitException;
import io.dailysegments.jobs.table.KernelCommit.NewRows;
import io.delta.kernel.Operation;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Replaces a few rows of a version of a Delta table in this thread, through Delta Kernel, in one
 * commit. A night does so some ten times, and Spark takes several jobs for each, most of them to go
 * through the table's log.
 */
final class DeltaRewrite {

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
  private final KernelCommit commit;

  DeltaRewrite(Engine engine, SnapshotImpl snapshot, OutputTable table, KernelCommit commit) {
    this.engine = engine;
    this.snapshot = snapshot;
    this.rows = new DeltaRows(engine, snapshot);
    this.columns = rows.schema();
    this.table = table;
    this.commit = commit;
  }

  /**
   * Puts rows in the place of others, if this way serves.
   *
   * @param added their columns may be fewer than those of the table, in another order
   * @return false if nothing was done: the table, or what is to be replaced, asks for Spark; true
   *     also if nothing had to be done
   * @throws LostCommitException if the commit met another one; it may be tried on the next version
   */
  boolean replace(Where where, NewRows added) {
    if (!isPlain() || !fits(added.schema())) {
      return false;
    }
    List<org.apache.spark.sql.Row> staying = new ArrayList<>();
    List<Row> removed;
    if (where.isOf(rows.partitionColumns())) {
      removed = rows.partitions(where);
    } else {
      List<Row> files = where.isNone() ? List.of() : rows.files(where);
      if (!canRead(files)) {
        return false;
      }
      removed =
          files.stream()
              .filter(
                  file ->
                      changes(file, row -> Stream.of(row).filter(not(where::holdsFor)), staying))
              .toList();
    }
    commit(removed, new NewRows(staying, columns), added);
    return true;
  }

  /**
   * Merges rows with those of the table, if this way serves.
   *
   * @param others with names; their columns may be fewer than those of the table
   * @return as {@link #replace}
   * @throws LostCommitException likewise
   */
  boolean merge(Merge merge, NewRows others) {
    if (!isPlain() || !fits(others.schema())) {
      return false;
    }
    MergedRows merged = new MergedRows(merge, others.rows());
    List<Row> files = rows.files(merged.candidates());
    if (!canRead(files)) {
      return false;
    }
    List<org.apache.spark.sql.Row> staying = new ArrayList<>();
    List<Row> removed =
        files.stream()
            .filter(file -> changes(file, row -> Stream.of(merged.merged(row, columns)), staying))
            .toList();
    NewRows inserted = new NewRows(merged.inserted(), others.schema());
    commit(removed, new NewRows(staying, columns), inserted);
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

  private void commit(List<Row> removed, NewRows staying, NewRows added) {
    if (removed.isEmpty() && added.rows().isEmpty()) {
      return;
    }
    Transaction transaction =
        snapshot
            .buildUpdateTableTransaction(KernelCommit.WRITER, Operation.WRITE)
            .withMaxRetries(KernelCommit.RETRIES)
            .build(engine);
    commit.make(transaction, removed.stream().map(DeltaRows::remove).toList(), staying, added);
  }
}
