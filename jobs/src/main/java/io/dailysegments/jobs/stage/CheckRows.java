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
import java.util.LinkedHashMap;
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

  /** The row as it was received, as JSON, personal values masked. */
  public static final String ROW = "_row";

  /** The optional columns whose value could not be read. */
  public static final String UNPARSABLE = "_unparsable_";

  private static final String RECEIVED = "_received";
  private static final String RANK = "_rank";
  private static final Set<String> PERSONAL = Set.of("email", "phone");
  private static final String MASK = "***";

  private CheckRows() {}

  /**
   * @param rows the contract's columns with the types of the source
   * @return the contract's columns with their types, {@link #REASON}, of refused rows {@link #ROW},
   *     and for every optional column that is not text whether its value was {@link #UNPARSABLE}
   */
  public static Dataset<Row> check(InputSchema schema, Dataset<Row> rows) {
    Dataset<Row> checked = withRow(type(schema, rows).withColumn(REASON, reason(schema)));
    return schema.primaryKey().isEmpty() ? checked : markDuplicates(schema, checked);
  }

  /**
   * The typed columns, the row as received as a struct, and unparsable marks; reasons are still
   * missing.
   */
  static Dataset<Row> type(InputSchema schema, Dataset<Row> rows, Column... first) {
    List<Column> columns = new ArrayList<>(List.of(first));
    StructType types = rows.schema();
    for (InputColumn column : schema.columns()) {
      columns.add(ReadValues.read(column, typeOf(types, column)).as(column.name()));
    }
    columns.add(shown(schema).as(RECEIVED));
    for (InputColumn column : parsed(schema)) {
      Column value = ReadValues.read(column, typeOf(types, column));
      Column given = ReadValues.isGiven(column, typeOf(types, column));
      columns.add(given.and(value.isNull()).as(UNPARSABLE + column.name()));
    }
    Dataset<Row> typed = rows.select(columns.toArray(Column[]::new));
    return hasCoordinates(schema) ? withoutBadCoordinates(typed) : typed;
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
  private static Dataset<Row> markDuplicates(InputSchema schema, Dataset<Row> checked) {
    List<Column> key = new ArrayList<>();
    schema.primaryKey().forEach(name -> key.add(col(name)));
    key.add(col(REASON).isNull());
    List<Column> order = new ArrayList<>();
    schema.firstTime().ifPresent(first -> order.add(col(first).desc_nulls_last()));
    schema.columns().forEach(column -> order.add(col(column.name()).asc_nulls_last()));
    WindowSpec window =
        Window.partitionBy(key.toArray(Column[]::new)).orderBy(order.toArray(Column[]::new));
    Dataset<Row> ranked = checked.withColumn(RANK, row_number().over(window));
    return refuseDuplicates(schema, ranked, col(RANK).gt(lit(1))).drop(RANK);
  }

  /** Turns the row as received into the JSON of refused rows; used ones are spared the work. */
  static Dataset<Row> withRow(Dataset<Row> checked) {
    Column json = when(col(REASON).isNotNull(), to_json(col(RECEIVED)));
    return checked.withColumn(ROW, json).drop(RECEIVED);
  }

  /** Marks used rows that a condition holds for as duplicates. */
  static Dataset<Row> refuseDuplicates(InputSchema schema, Dataset<Row> checked, Column again) {
    Column duplicate = col(REASON).isNull().and(again);
    return checked
        .withColumn(ROW, when(duplicate, to_json(shown(schema))).otherwise(col(ROW)))
        .withColumn(REASON, when(duplicate, lit("duplicate")).otherwise(col(REASON)));
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

  private static boolean hasCoordinates(InputSchema schema) {
    return schema.columns().stream().anyMatch(column -> column.name().equals("latitude"));
  }

  /** Coordinates out of range, or one alone, count as none. */
  private static Dataset<Row> withoutBadCoordinates(Dataset<Row> rows) {
    Column valid =
        col("latitude")
            .between(lit(-90d), lit(90d))
            .and(col("longitude").between(lit(-180d), lit(180d)));
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put("latitude", when(valid, col("latitude")));
    columns.put("longitude", when(valid, col("longitude")));
    return rows.withColumns(columns);
  }

  private static Column any(List<Column> conditions) {
    return conditions.stream().reduce(lit(false), Column::or);
  }

  private static DataType typeOf(StructType types, InputColumn column) {
    return types.fields()[types.fieldIndex(column.name())].dataType();
  }
}
