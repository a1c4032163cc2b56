package io.dailysegments.core.block;

/**
 * Doubles, compared as Spark SQL compares them: NaN is equal to itself and greater than any other,
 * and -0.0 is 0.0.
 */
public final class DoubleVector implements BlockVector {
  private final Keys keys;

  DoubleVector(int rows) {
    this.keys = new Keys(rows);
  }

  /** Sets the value of a row. */
  public void set(int row, double value) {
    keys.set(row, key(value));
  }

  @Override
  public void setMissing(int row) {
    keys.setMissing(row);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.floating(this);
  }

  Keys keys() {
    return keys;
  }

  /** A number that is less, equal or greater as the value is; 0 of 0.0. */
  static long key(double value) {
    long bits = Double.doubleToLongBits(value + 0.0); // -0.0 + 0.0 is 0.0
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }
}
