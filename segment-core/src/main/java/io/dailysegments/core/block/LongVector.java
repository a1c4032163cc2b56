package io.dailysegments.core.block;

/** Whole numbers, or timestamps as microseconds since 1970-01-01T00:00:00Z. */
public final class LongVector implements BlockVector {
  private final Keys keys;

  LongVector(int rows) {
    this.keys = new Keys(rows);
  }

  /** Sets the value of a row. */
  public void set(int row, long value) {
    keys.set(row, value);
  }

  @Override
  public void setMissing(int row) {
    keys.setMissing(row);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.whole(this);
  }

  Keys keys() {
    return keys;
  }
}
