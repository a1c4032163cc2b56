package io.dailysegments.jobs.table;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.internal.data.DefaultColumnarBatch;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructField;

/** Writes rows to files of a Delta table, one for each partition, for a transaction of Kernel. */
final class DeltaFiles {

  private final Engine engine;
  private final Row transaction;
  private final List<String> partitionColumns;
  private final StructType columns;
  private final List<Column> statsColumns;
  private final Map<Map<String, Literal>, List<Object[]>> partitions = new LinkedHashMap<>();

  DeltaFiles(Engine engine, Transaction transaction, List<String> statsColumns) {
    this.engine = engine;
    this.transaction = transaction.getTransactionState(engine);
    this.partitionColumns = transaction.getPartitionColumns(engine);
    this.columns = transaction.getSchema(engine);
    this.statsColumns = statsColumns.stream().map(Column::new).toList();
  }

  /**
   * Takes rows to be written.
   *
   * @param schema their columns; what the table has beyond them gets no value
   */
  void add(List<org.apache.spark.sql.Row> rows, org.apache.spark.sql.types.StructType schema) {
    for (org.apache.spark.sql.Row row : rows) {
      Object[] values = new Object[columns.length()];
      for (int i = 0; i < schema.length(); i++) {
        StructField field = schema.fields()[i];
        values[columns.indexOf(field.name())] = KernelValues.kernel(row.get(i), field.dataType());
      }
      partitions.computeIfAbsent(partition(values), any -> new ArrayList<>()).add(values);
    }
  }

  private Map<String, Literal> partition(Object[] values) {
    Map<String, Literal> partition = new LinkedHashMap<>();
    for (String column : partitionColumns) {
      int index = columns.indexOf(column);
      partition.put(column, literal(values[index], columns.at(index).getDataType()));
    }
    return partition;
  }

  /** Output tables are partitioned by dates and texts. */
  private static Literal literal(Object value, DataType type) {
    if (value == null) {
      return Literal.ofNull(type);
    }
    return type instanceof DateType
        ? Literal.ofDate((Integer) value)
        : Literal.ofString((String) value);
  }

  /** Writes what was taken, and gives the actions that make it part of the table. */
  List<Row> write() {
    List<Row> actions = new ArrayList<>();
    partitions.forEach((partition, rows) -> write(partition, rows, actions));
    return actions;
  }

  private void write(Map<String, Literal> partition, List<Object[]> rows, List<Row> actions) {
    FilteredColumnarBatch batch = new FilteredColumnarBatch(batch(rows), Optional.empty());
    CloseableIterator<FilteredColumnarBatch> stored =
        Transaction.transformLogicalData(
            engine, transaction, Utils.singletonCloseableIterator(batch), partition);
    DataWriteContext context = Transaction.getWriteContext(engine, transaction, partition);
    try (CloseableIterator<DataFileStatus> files =
            engine.getParquetHandler().writeParquetFiles(folder(context), stored, statsColumns);
        CloseableIterator<Row> added =
            Transaction.generateAppendActions(engine, transaction, files, context)) {
      added.forEachRemaining(actions::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kernel gives the folder as a URI and takes it as a path, where a space is a space. */
  private static String folder(DataWriteContext context) {
    return new Path(URI.create(context.getTargetDirectory())).toString();
  }

  private ColumnarBatch batch(List<Object[]> rows) {
    ColumnVector[] vectors = new ColumnVector[columns.length()];
    for (int i = 0; i < vectors.length; i++) {
      int column = i;
      List<Object> values = new ArrayList<>();
      rows.forEach(row -> values.add(row[column]));
      vectors[i] = VectorUtils.buildColumnVector(values, columns.at(i).getDataType());
    }
    return new DefaultColumnarBatch(rows.size(), columns, vectors);
  }
}
