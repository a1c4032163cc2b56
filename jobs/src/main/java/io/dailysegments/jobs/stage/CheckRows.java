package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.dailysegments.core.input.InputColumn;
import io.dailysegments.core.input.InputSchema;
import io.dailysegments.core.input.InputType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the values of a user table and decides of each row whether it is used. Rows in = rows out:
 * a refused row has its reason in {@link #REASON}, a used one null.
 */
public final class CheckRows {

  /** Why a row is refused; null if it is used. */
  public static final String REASON = "_reason";

  /** The optional columns whose value could not be read. */
  public static final String UNPARSABLE = "_unparsable_";

  private static final String RECEIVED = "_received";

  /**
   * Of a row that is refused, but not as a duplicate, what was received, as JSON, personal values
   * masked.
   */
  private static final String ROW = "_row";

  private static final Set<String> PERSONAL = Set.of("email", "phone");
  private static final String MASK = "***";

  /** The largest value of each in degrees; the smallest is as far from 0. */
  private static final Map<String, Double> COORDINATES = Map.of("latitude", 90d, "longitude", 180d);

  private CheckRows() {}

  /**
   * @param rows the contract's columns with the types of the source
   * @return the contract's columns with their types, {@link #REASON}, what {@link #row} reads, and
   *     for every optional column that is not text whether its value was {@link #UNPARSABLE}
   */
  public static Dataset<Row> check(InputSchema schema, Dataset<Row> rows) {
    Dataset<Row> checked = refuse(type(schema, rows), reason(schema));
    return schema.primaryKey().isEmpty() ? checked : refuseDuplicates(checked, isAgain(schema));
  }

  /**
   * Of refused rows that were checked: the row as JSON, personal values masked. Values are as they
   * were received, those of a duplicate as they were read.
   */
  public static Column row(InputSchema schema) {
    return coalesce(col(ROW), to_json(shown(schema)));
  }

  /**
   * The typed columns, the row as received as a struct, and unparsable marks; reasons are still
   * missing.
   */
  static Dataset<Row> type(InputSchema schema, Dataset<Row> rows, Column... first) {
    List<Column> columns = new ArrayList<>(List.of(first));
    StructType types = rows.schema();
    for (InputColumn column : schema.columns()) {
      columns.add(value(schema, column, types).as(column.name()));
    }
    columns.add(shown(schema).as(RECEIVED));
    for (InputColumn column : parsed(schema)) {
      Column value = ReadValues.read(column, typeOf(types, column));
      Column given = ReadValues.isGiven(column, typeOf(types, column));
      columns.add(given.and(value.isNull()).as(UNPARSABLE + column.name()));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  /** The columns that say of each optional value whether it could not be read. */
  public static List<String> unparsableColumns(InputSchema schema) {
    return parsed(schema).stream().map(column -> UNPARSABLE + column.name()).toList();
  }

  /** The optional columns whose values can be unparsable. */
  private static List<InputColumn> parsed(InputSchema schema) {
    return schema.columns().stream()
        .filter(column -> !column.obligatory() && column.type() != InputType.STRING)
        .toList();
  }

  /** Whether an obligatory value is null, empty or unparsable. */
  static Column isIncomplete(InputSchema schema) {
    return any(
        schema.columns().stream()
            .filter(InputColumn::obligatory)
            .map(column -> col(column.name()).isNull())
            .toList());
  }

  private static Column reason(InputSchema schema) {
    return when(isIncomplete(schema), lit("null_key"))
        .when(any(unknownValues(schema)), lit("unknown_value"))
        .when(any(negatives(schema)), lit("negative"))
        .when(any(reversals(schema)), lit("end_before_start"));
  }

  private static List<Column> unknownValues(InputSchema schema) {
    return schema.columns().stream()
        .filter(column -> !column.allowed().isEmpty())
        .map(column -> coalesce(col(column.name()).isin(column.allowed().toArray()), lit(true)))
        .map(known -> known.equalTo(lit(false)))
        .toList();
  }

  private static List<Column> negatives(InputSchema schema) {
    return schema.nonNegative().stream()
        .map(name -> coalesce(col(name).lt(lit(0)), lit(false)))
        .toList();
  }

  private static List<Column> reversals(InputSchema schema) {
    return schema.firstTime().stream()
        .flatMap(
            first ->
                schema.laterTimes().stream()
                    .map(later -> coalesce(col(later).lt(col(first)), lit(false))))
        .toList();
  }

  /**
   * Of used rows with the same key the one with the latest first time stays, then the smallest row,
   * nulls last.
   */
  private static Column isAgain(InputSchema schema) {
    List<Column> key = new ArrayList<>();
    schema.primaryKey().forEach(name -> key.add(col(name)));
    key.add(col(REASON).isNull());
    List<Column> order = new ArrayList<>();
    schema.firstTime().ifPresent(first -> order.add(col(first).desc_nulls_last()));
    schema.columns().forEach(column -> order.add(col(column.name()).asc_nulls_last()));
    WindowSpec window =
        Window.partitionBy(key.toArray(Column[]::new)).orderBy(order.toArray(Column[]::new));
    return row_number().over(window).gt(lit(1));
  }

  /**
   * Adds {@link #REASON}, and of refused rows the row as JSON; used ones are spared the work.
   *
   * @param reason null of used rows
   */
  static Dataset<Row> refuse(Dataset<Row> typed, Column reason) {
    List<Column> columns = new ArrayList<>(all(typed, RECEIVED));
    columns.add(reason.as(REASON));
    columns.add(when(reason.isNotNull(), to_json(col(RECEIVED))).as(ROW));
    return typed.select(columns.toArray(Column[]::new));
  }

  /** Marks used rows that a condition holds for as duplicates. */
  static Dataset<Row> refuseDuplicates(Dataset<Row> checked, Column again) {
    List<Column> columns = new ArrayList<>(all(checked, REASON));
    Column duplicate = when(col(REASON).isNull().and(again), lit("duplicate"));
    columns.add(duplicate.otherwise(col(REASON)).as(REASON));
    return checked.select(columns.toArray(Column[]::new));
  }

  private static List<Column> all(Dataset<Row> rows, String without) {
    return Arrays.stream(rows.columns())
        .filter(column -> !column.equals(without))
        .map(column -> col(ReadValues.quoted(column)))
        .toList();
  }

  private static Column shown(InputSchema schema) {
    return struct(
        schema.columns().stream()
            .map(column -> shown(column.name()).as(column.name()))
            .toArray(Column[]::new));
  }

  private static Column shown(String column) {
    Column value = col(ReadValues.quoted(column));
    return PERSONAL.contains(column) ? when(value.isNotNull(), lit(MASK)) : value;
  }

  /** Coordinates out of range, or one alone, count as none. */
  private static Column value(InputSchema schema, InputColumn column, StructType types) {
    Column value = ReadValues.read(column, typeOf(types, column));
    return COORDINATES.containsKey(column.name()) ? when(isPlace(schema, types), value) : value;
  }

  private static Column isPlace(InputSchema schema, StructType types) {
    return schema.columns().stream()
        .filter(column -> COORDINATES.containsKey(column.name()))
        .map(column -> isInRange(column, typeOf(types, column)))
        .reduce(lit(true), Column::and);
  }

  private static Column isInRange(InputColumn coordinate, DataType from) {
    double end = COORDINATES.get(coordinate.name());
    return ReadValues.read(coordinate, from).between(lit(-end), lit(end));
  }

  private static Column any(List<Column> conditions) {
    return conditions.stream().reduce(lit(false), Column::or);
  }

  private static DataType typeOf(StructType types, InputColumn column) {
    return types.fields()[types.fieldIndex(column.name())].dataType();
  }
}
