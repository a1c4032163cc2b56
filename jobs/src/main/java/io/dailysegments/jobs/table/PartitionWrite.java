package io.dailysegments.jobs.table;

import io.delta.kernel.defaults.internal.json.JsonUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Puts what Spark computes in the place of whole partitions of a Delta table, in one commit, as
 * Delta's {@code replaceWhere} does. That takes four small queries to find which files go, each
 * night anew for the digest, histories and refused rows; here Delta Kernel reads it from the log.
 * Spark writes the files, and Delta on Spark commits them: this class is the one door to its
 * transactions, which have no public form.
 */
final class PartitionWrite {

  private final KernelTables kernel;
  private final TablePlaces places;

  PartitionWrite(KernelTables kernel, TablePlaces places) {
    this.kernel = kernel;
    this.places = places;
  }

  /**
   * Replaces rows, if this way serves.
   *
   * @return false if nothing was done: these are not whole partitions, or the table asks for more,
   *     or has not the columns of the rows; true also if nothing had to be done
   * @throws IllegalArgumentException if rows are not of those they replace, after all were computed
   * @throws io.delta.exceptions.DeltaConcurrentModificationException if another commit touched
   *     these partitions
   */
  boolean replace(OutputTable table, Where where, Dataset<Row> rows) {
    OptimisticTransaction transaction =
        places.log(table).startTransaction(Option.empty(), Option.empty());
    DeltaRows before = kernel.rows(table, transaction.readVersion());
    if (!before.isPlain()
        || !where.isOf(before.partitionColumns())
        || !sorted(before.schema()).equals(sorted(rows.schema()))) {
      return false;
    }
    Expression these = CatalystSqlParser$.MODULE$.parseExpression(where.sql());
    transaction.trackReadPredicates(seq(List.of(these)), true, true);
    List<Action> actions = new ArrayList<>();
    before.partitions(where).forEach(file -> actions.add(removed(file)));
    Dataset<Row> planned = rows.select("*"); // anew for each try
    CollectionConverters.asJava(transaction.writeFiles(planned))
        .forEach(file -> actions.add(checked(file, where)));
    if (!actions.isEmpty()) {
      transaction.commit(seq(actions), operation(before.partitionColumns(), where));
    }
    return true;
  }

  private static List<String> sorted(StructType schema) {
    return Arrays.stream(schema.fields())
        .map(field -> field.name() + " " + field.dataType().catalogString())
        .sorted()
        .toList();
  }

  private static Action removed(io.delta.kernel.data.Row file) {
    return Action.fromJson(JsonUtils.rowToJson(DeltaRows.remove(file)));
  }

  private static Action checked(FileAction file, Where where) {
    Map<String, String> partition = CollectionConverters.asJava(file.partitionValues());
    if (!where.holdsFor(partition)) {
      throw new IllegalArgumentException("Rows are not of those they replace: " + where);
    }
    return file;
  }

  private static DeltaOperations.Operation operation(List<String> partitionColumns, Where where) {
    return new DeltaOperations.Write(
        SaveMode.Overwrite,
        Option.apply(seq(partitionColumns)),
        Option.apply(where.sql()),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  private static <T> Seq<T> seq(List<T> elements) {
    return CollectionConverters.asScala(elements).toSeq();
  }
}
