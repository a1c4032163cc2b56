package io.dailysegments.jobs.table;

import io.dailysegments.core.input.InputType;
import java.util.Locale;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/** The types of contract columns, and which types of a source can hold their values. */
final class ColumnTypes {

  private ColumnTypes() {}

  /** Whether any value of the source's type may fit. */
  static boolean fits(DataType from, InputType to) {
    if (from instanceof NullType) {
      return true;
    }
    if (to == InputType.PROPERTIES) {
      return from instanceof StringType || from instanceof StructType || from instanceof MapType;
    }
    return !isNested(from) && Cast.canTryCast(from, of(to));
  }

  /** The name of a contract type in messages. */
  static String name(InputType type) {
    return type == InputType.PROPERTIES
        ? "map of texts or a JSON text"
        : type.name().toLowerCase(Locale.ROOT);
  }

  private static boolean isNested(DataType type) {
    return type instanceof ArrayType || type instanceof StructType || type instanceof MapType;
  }

  /** The type that values are read as; that of properties is their JSON's. */
  static DataType of(InputType type) {
    return switch (type) {
      case TIMESTAMP -> DataTypes.TimestampType;
      case DECIMAL -> DataTypes.createDecimalType(18, 2);
      case INT -> DataTypes.IntegerType;
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case STRING, PROPERTIES -> DataTypes.StringType;
    };
  }
}
