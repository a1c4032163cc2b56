package io.dailysegments.core.block;

import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.catalog.LabelType.Kind;

/** The types of the measures that behaviour criteria compare. */
final class MeasureType implements Measure.Visitor<LabelType> {
  private static final int SUM_PRECISION = 38;
  private static final int SUM_SCALE = 10;

  @Override
  public LabelType times(Measure.Times measure) {
    return new LabelType(Kind.BIGINT, 0, 0);
  }

  @Override
  public LabelType days(Measure.Days measure) {
    return new LabelType(Kind.INT, 0, 0);
  }

  @Override
  public LabelType sum(Measure.Sum measure) {
    return new LabelType(Kind.DECIMAL, SUM_PRECISION, SUM_SCALE);
  }

  @Override
  public LabelType lastTime(Measure.LastTime measure) {
    throw noNumber(measure);
  }

  @Override
  public LabelType lastDay(Measure.LastDay measure) {
    throw noNumber(measure);
  }

  @Override
  public LabelType lastValue(Measure.LastValue measure) {
    throw noNumber(measure);
  }

  private static IllegalArgumentException noNumber(Measure measure) {
    return new IllegalArgumentException("Cannot compare as a number: " + measure);
  }
}
