package io.dailysegments.jobs.table;

import io.delta.kernel.Scan;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;

/**
 * Reads a version of a Delta table in this thread, through Delta Kernel. A night reads some twenty
 * times a few rows of small tables that were just written; Spark takes several jobs for each, most
 * of them to go through the table's log.
 *
 * <p>How files are read of a scan is Kernel's own way; its guide names the same internal classes.
 */
final class DeltaRows {

  /** Where a table maps its columns, a field says here under which name it is stored. */
  private static final String STORED_NAME = "delta.columnMapping.physicalName";

  /** Spark lists so many paths in the driver, and more by a job. */
  private static final int MOST_FILES = 32;

  /** A value that names a folder as it is. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9._-]+");

  /** What Spark takes for a pattern in a path. */
  private static final Pattern PATTERN = Pattern.compile("[{}\\[\\]*?\\\\^]");

  private final Engine engine;
  private final SnapshotImpl snapshot;

  DeltaRows(Engine engine, SnapshotImpl snapshot) {
    this.engine = engine;
    this.snapshot = snapshot;
  }

  long version() {
    return snapshot.getVersion();
  }

  /** All columns of the table. */
  org.apache.spark.sql.types.StructType schema() {
    return (org.apache.spark.sql.types.StructType)
        DataType.fromJson(snapshot.getMetadata().getSchemaString());
  }

  /**
   * Whether the table has no feature of Delta beyond those of its first form: files hold the rows
   * and columns as the schema names them, and nothing is checked or recorded when they change.
   */
  boolean isPlain() {
    Protocol protocol = snapshot.getProtocol();
    return protocol.getMinReaderVersion() == 1 && protocol.getMinWriterVersion() <= 2;
  }

  /**
   * The same rows as a Dataset that reads their files as they are. Delta on Spark takes four small
   * queries to find the files of a version that it has not read before, which is most of the time
   * that a few rows take.
   *
   * @return empty where that is no gain, or more is to be known than which files there are
   */
  Optional<Dataset<Row>> dataset(SparkSession session, Where where) {
    if (!isPlain() || PATTERN.matcher(snapshot.getPath()).find()) {
      return Optional.empty();
    }
    List<io.delta.kernel.data.Row> files = where.isNone() ? List.of() : files(where);
    if (files.size() > MOST_FILES || !files.stream().allMatch(this::isWhereSparkLooks)) {
      return Optional.empty();
    }
    return Optional.of(
        files.isEmpty()
            ? session.createDataFrame(List.of(), schema())
            : parquet(session, files).filter(where.sql()));
  }

  private Dataset<Row> parquet(SparkSession session, List<io.delta.kernel.data.Row> files) {
    return session
        .read()
        .schema(schema())
        .option("basePath", snapshot.getPath())
        .parquet(files.stream().map(DeltaRows::path).toArray(String[]::new))
        .select(Arrays.stream(schema().fieldNames()).map(functions::col).toArray(Column[]::new));
  }

  /** The files that may hold such rows, of which there may be some. */
  List<io.delta.kernel.data.Row> files(Where where) {
    List<io.delta.kernel.data.Row> files = new ArrayList<>();
    forEachFile(scan(where, snapshot.getSchema()), files::add);
    return files;
  }

  /** The columns that the table is partitioned by, in order. */
  List<String> partitionColumns() {
    return new ArrayList<>(snapshot.getPartitionColumnNames());
  }

  /**
   * The files of whole partitions.
   *
   * @param where told by partition columns only
   */
  List<io.delta.kernel.data.Row> partitions(Where where) {
    return files(where).stream()
        .filter(file -> where.holdsFor(InternalScanFileUtils.getPartitionValues(file)))
        .toList();
  }

  /** The action that removes a file from the table. */
  static io.delta.kernel.data.Row remove(io.delta.kernel.data.Row file) {
    AddFile add = new AddFile(file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
    return SingleAction.createRemoveFileSingleAction(add.toRemoveFileRow(true, Optional.empty()));
  }

  /** Whether the path of a file tells the values of its partition columns, each as it is. */
  private boolean isWhereSparkLooks(io.delta.kernel.data.Row file) {
    StringBuilder folder = new StringBuilder(snapshot.getPath());
    Map<String, String> values = InternalScanFileUtils.getPartitionValues(file);
    for (String column : snapshot.getPartitionColumnNames()) {
      String value = values.get(column);
      if (value == null || !PLAIN_NAME.matcher(value).matches()) {
        return false;
      }
      folder.append('/').append(column).append('=').append(value);
    }
    String path = path(file);
    return path.substring(0, path.lastIndexOf('/')).contentEquals(folder);
  }

  private static String path(io.delta.kernel.data.Row file) {
    return InternalScanFileUtils.getAddFileStatus(file).getPath();
  }

  /** Whether there may be such rows; where not, there are none. */
  boolean mayHold(Where where) {
    if (where.isNone()) {
      return false;
    }
    try (var files = files(scan(where, snapshot.getSchema()))) {
      return files.hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How many bytes the files have by the value of a partition column, as its text; without those
   * that have none.
   */
  Map<String, Long> bytesByPartition(String column) {
    FieldMetadata metadata = snapshot.getSchema().get(column).getMetadata();
    String stored = metadata.contains(STORED_NAME) ? metadata.getString(STORED_NAME) : column;
    Map<String, Long> bytes = new HashMap<>();
    forEachFile(
        scan(Where.ANY, snapshot.getSchema()),
        file ->
            bytes.merge(
                InternalScanFileUtils.getPartitionValues(file).get(stored),
                InternalScanFileUtils.getAddFileStatus(file).getSize(),
                Long::sum));
    bytes.remove(null);
    return bytes;
  }

  /**
   * Rows, in no order.
   *
   * @param schema the columns, those of {@code where} among them; what the table lacks has no value
   */
  List<Row> collect(org.apache.spark.sql.types.StructType schema, Where where) {
    List<Row> rows = new ArrayList<>();
    if (where.isNone()) {
      return rows;
    }
    files(where).forEach(file -> rows.addAll(read(file, schema)));
    rows.removeIf(row -> !where.holdsFor(row));
    return rows;
  }

  private StructType there(org.apache.spark.sql.types.StructType schema) {
    List<String> wanted = Arrays.asList(schema.fieldNames());
    return new StructType(
        snapshot.getSchema().fields().stream()
            .filter(field -> wanted.contains(field.getName()))
            .toList());
  }

  private Scan scan(Where where, StructType schema) {
    return snapshot.getScanBuilder().withReadSchema(schema).withFilter(where.kernel()).build();
  }

  private void forEachFile(Scan scan, Consumer<io.delta.kernel.data.Row> action) {
    try (var files = files(scan)) {
      files.forEachRemaining(action);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each file as Kernel describes it. */
  private CloseableIterator<io.delta.kernel.data.Row> files(Scan scan) {
    return scan.getScanFiles(engine).flatMap(FilteredColumnarBatch::getRows);
  }

  /**
   * The rows of a file.
   *
   * @param schema the columns; what the table lacks has no value
   */
  List<Row> read(io.delta.kernel.data.Row file, org.apache.spark.sql.types.StructType schema) {
    List<Row> rows = new ArrayList<>();
    io.delta.kernel.data.Row state = scan(Where.ANY, there(schema)).getScanState(engine);
    try (CloseableIterator<FilteredColumnarBatch> batches =
        Scan.transformPhysicalData(engine, state, file, columns(state, file))) {
      batches.forEachRemaining(batch -> add(batch, schema, rows));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CloseableIterator<ColumnarBatch> columns(
      io.delta.kernel.data.Row state, io.delta.kernel.data.Row file) throws IOException {
    return engine
        .getParquetHandler()
        .readParquetFiles(
            Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
            ScanStateRow.getPhysicalDataReadSchema(state),
            Optional.empty())
        .map(FileReadResult::getData);
  }

  private static void add(
      FilteredColumnarBatch batch, org.apache.spark.sql.types.StructType schema, List<Row> rows) {
    ColumnarBatch data = batch.getData();
    for (int row = 0; row < data.getSize(); row++) {
      if (isSelected(batch, row)) {
        rows.add(row(data, row, schema));
      }
    }
  }

  private static boolean isSelected(FilteredColumnarBatch batch, int row) {
    return batch
        .getSelectionVector()
        .map((ColumnVector selected) -> !selected.isNullAt(row) && selected.getBoolean(row))
        .orElse(true);
  }

  private static Row row(
      ColumnarBatch data, int row, org.apache.spark.sql.types.StructType schema) {
    StructField[] fields = schema.fields();
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      int column = data.getSchema().indexOf(fields[i].name());
      values[i] =
          column < 0
              ? null
              : KernelValues.value(data.getColumnVector(column), row, fields[i].dataType());
    }
    return new GenericRowWithSchema(values, schema);
  }
}
