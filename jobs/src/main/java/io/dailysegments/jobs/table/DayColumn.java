package io.dailysegments.jobs.table;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.Collection;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Compares a column {@code dt}, a date or a text yyyy-MM-dd, with days so that partitions can be
 * pruned.
 */
final class DayColumn {

  private DayColumn() {}

  static Column is(Dataset<Row> source, Column dt, LocalDate day) {
    return between(source, dt, day, day);
  }

  static Column between(Dataset<Row> source, Column dt, LocalDate from, LocalDate to) {
    return isDate(source, dt)
        ? dt.between(lit(from), lit(to))
        : text(source, dt).between(lit(from.toString()), lit(to.toString()));
  }

  static Column among(Dataset<Row> source, Column dt, Collection<LocalDate> days) {
    return isDate(source, dt)
        ? dt.isin(days.toArray())
        : text(source, dt).isin(days.stream().map(LocalDate::toString).toArray());
  }

  /** The day as a date; null where a text is none. */
  static Column day(Dataset<Row> source, Column dt) {
    return type(source, dt).equals(DataTypes.StringType)
        ? when(dt.rlike("^\\d{4}-\\d{2}-\\d{2}\\z"), dt.try_cast("date"))
        : dt.cast("date");
  }

  private static boolean isDate(Dataset<Row> source, Column dt) {
    return type(source, dt).equals(DataTypes.DateType);
  }

  private static Column text(Dataset<Row> source, Column dt) {
    return type(source, dt).equals(DataTypes.StringType) ? dt : dt.cast("date").cast("string");
  }

  private static DataType type(Dataset<Row> source, Column dt) {
    return source.select(dt).schema().fields()[0].dataType();
  }
}
