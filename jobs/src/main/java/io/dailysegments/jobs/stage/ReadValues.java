package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.dailysegments.core.input.InputColumn;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the values of a source column as the type of a contract column; null where a value does not
 * fit.
 */
final class ReadValues {

  private static final String TIMESTAMP_TEXT =
      "^\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:?\\d{2})?\\z";

  private ReadValues() {}

  /** The typed value of a source column. An empty text is null. */
  static Column read(InputColumn column, DataType from) {
    Column source = col(quoted(column.name()));
    boolean text = from instanceof StringType;
    return switch (column.type()) {
      case STRING -> nullif(source.cast("string"), lit(""));
      case TIMESTAMP -> text ? timestamp(source) : cast(source, from, DataTypes.TimestampType);
      case DECIMAL -> cast(source, from, DataTypes.createDecimalType(18, 2));
      case INT -> integer(source, from);
      case DOUBLE -> cast(source, from, DataTypes.DoubleType);
      case BOOLEAN -> cast(source, from, DataTypes.BooleanType);
      case PROPERTIES -> properties(source, from);
    };
  }

  /** Whether a source column holds something: neither null nor an empty text. */
  static Column isGiven(InputColumn column, DataType from) {
    Column source = col(quoted(column.name()));
    return from instanceof StringType
        ? source.isNotNull().and(source.notEqual(lit("")))
        : source.isNotNull();
  }

  static String quoted(String column) {
    return "`" + column + "`";
  }

  /**
   * ISO-8601 with T or a blank, up to 9 fraction digits of which 6 are kept, and Z, +hh:mm, +hhmm
   * or (UTC) nothing. Spark's own cast takes dates, zone names and one-digit fields too, so the
   * form is checked first.
   */
  private static Column timestamp(Column text) {
    Column micros = regexp_replace(text, lit("(\\.\\d{6})\\d+"), lit("$1"));
    Column colon = regexp_replace(micros, lit("([+-]\\d{2})(\\d{2})\\z"), lit("$1:$2"));
    Column seconds = regexp_replace(colon, lit("^(.{16})(?!:\\d{2})"), lit("$1:00"));
    return when(text.rlike(TIMESTAMP_TEXT), seconds.try_cast("timestamp"));
  }

  /** A number with a fraction is no whole number. */
  private static Column integer(Column source, DataType from) {
    Column value = cast(source, from, DataTypes.IntegerType);
    boolean fractional =
        from instanceof DecimalType || from instanceof DoubleType || from instanceof FloatType;
    return fractional ? when(value.cast(from).equalTo(source), value) : value;
  }

  /** A type that has no cast to another has no value that fits it. */
  private static Column cast(Column source, DataType from, DataType to) {
    return Cast.canTryCast(from, to) ? source.try_cast(to) : lit(null).cast(to);
  }

  private static Column properties(Column source, DataType from) {
    if (from instanceof MapType) {
      return source.try_cast("map<string,string>");
    }
    Column json = from instanceof StructType ? to_json(source) : source.cast("string");
    return JsonProperties.parse(json);
  }
}
