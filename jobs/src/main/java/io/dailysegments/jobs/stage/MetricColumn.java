package io.dailysegments.jobs.stage;

import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.history.HistoryMeasurer;
import io.dailysegments.core.history.UserHistory;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A column that holds a metric, of the type that the metric's SQL has.
 *
 * @param writer puts what was measured into a row
 */
record MetricColumn(String name, DataType type, Writer writer) implements Serializable {

  private static final int PRECISION = 38;

  /** Puts the value that was measured last into a row. */
  @FunctionalInterface
  interface Writer extends Serializable {
    void write(HistoryMeasurer measurer, InternalRow target, int ordinal);
  }

  /** The columns of the metrics of a plan, in their order. */
  static List<MetricColumn> of(List<Metric> metrics) {
    return IntStream.range(0, metrics.size()).mapToObj(i -> of(metrics.get(i), i)).toList();
  }

  private static MetricColumn of(Metric metric, int place) {
    return metric.measure().accept(new Columns(metric.column(), place));
  }

  private record Columns(String name, int place) implements Measure.Visitor<MetricColumn> {

    @Override
    public MetricColumn times(Measure.Times measure) {
      int metric = place;
      return column(
          DataTypes.LongType,
          (measurer, target, ordinal) -> target.setLong(ordinal, measurer.times(metric)));
    }

    @Override
    public MetricColumn days(Measure.Days measure) {
      int metric = place;
      return column(
          DataTypes.IntegerType,
          (measurer, target, ordinal) -> target.setInt(ordinal, measurer.days(metric)));
    }

    @Override
    public MetricColumn sum(Measure.Sum measure) {
      int metric = place;
      return column(
          DataTypes.createDecimalType(PRECISION, UserHistory.SUM_SCALE),
          (measurer, target, ordinal) ->
              target.setDecimal(ordinal, decimal(measurer, metric), PRECISION));
    }

    private static Decimal decimal(HistoryMeasurer measurer, int metric) {
      return measurer.isSumLong(metric)
          ? Decimal.createUnsafe(measurer.sumAsLong(metric), PRECISION, UserHistory.SUM_SCALE)
          : Decimal.apply(
              new BigDecimal(measurer.sum(metric), UserHistory.SUM_SCALE),
              PRECISION,
              UserHistory.SUM_SCALE);
    }

    @Override
    public MetricColumn lastTime(Measure.LastTime measure) {
      int metric = place;
      return column(
          DataTypes.TimestampType,
          (measurer, target, ordinal) -> {
            if (measurer.isLastTimeMissing(metric)) {
              target.setNullAt(ordinal);
            } else {
              target.setLong(ordinal, measurer.lastTime(metric));
            }
          });
    }

    @Override
    public MetricColumn lastDay(Measure.LastDay measure) {
      int metric = place;
      return column(
          DataTypes.DateType,
          (measurer, target, ordinal) -> {
            if (measurer.isLastDayMissing(metric)) {
              target.setNullAt(ordinal);
            } else {
              target.setInt(ordinal, measurer.lastDay(metric));
            }
          });
    }

    @Override
    public MetricColumn lastValue(Measure.LastValue measure) {
      int metric = place;
      return column(
          DataTypes.StringType,
          (measurer, target, ordinal) ->
              target.update(ordinal, UTF8String.fromBytes(measurer.lastValue(metric))));
    }

    private MetricColumn column(DataType type, Writer writer) {
      return new MetricColumn(name, type, writer);
    }
  }
}
