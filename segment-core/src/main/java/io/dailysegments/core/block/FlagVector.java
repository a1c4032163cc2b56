package io.dailysegments.core.block;

import java.util.Arrays;

/** Booleans. */
public final class FlagVector implements BlockVector {
  private final long[] trues;
  private final long[] falses;

  FlagVector(int rows) {
    this.trues = new long[rows / Long.SIZE];
    this.falses = new long[rows / Long.SIZE];
  }

  /** Makes the value of a row true. */
  public void setTrue(int row) {
    trues[row >>> 6] |= 1L << row;
    falses[row >>> 6] &= ~(1L << row);
  }

  /** Makes the value of a row false. */
  public void setFalse(int row) {
    trues[row >>> 6] &= ~(1L << row);
    falses[row >>> 6] |= 1L << row;
  }

  @Override
  public void setMissing(int row) {
    trues[row >>> 6] &= ~(1L << row);
    falses[row >>> 6] &= ~(1L << row);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.flag(this);
  }

  void clear() {
    Arrays.fill(trues, 0);
    Arrays.fill(falses, 0);
  }

  /** The rows that are true. */
  long[] trues() {
    return trues;
  }

  /** The rows that are false. */
  long[] falses() {
    return falses;
  }
}
