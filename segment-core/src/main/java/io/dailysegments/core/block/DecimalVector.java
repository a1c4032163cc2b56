package io.dailysegments.core.block;

import java.math.BigInteger;

/**
 * Decimals without their point: 12.30 of a {@code decimal(28,2)} is 1230. Those that fit a long,
 * which are all up to 18 digits, cost what a long costs; others are exact, too, and each is an
 * object.
 */
public final class DecimalVector implements BlockVector {
  private final Keys keys;

  DecimalVector(int rows) {
    this.keys = new Keys(rows);
  }

  /**
   * Sets the value of a row.
   *
   * @param unscaled the decimal without its point, in the scale of the column
   */
  public void set(int row, long unscaled) {
    keys.narrow(row);
    keys.set(row, unscaled);
  }

  /**
   * Sets the value of a row.
   *
   * @param unscaled the decimal without its point, in the scale of the column
   */
  public void set(int row, BigInteger unscaled) {
    keys.narrow(row);
    keys.set(row, unscaled);
  }

  /**
   * Sets the value of a row.
   *
   * @param bytes the decimal without its point, in the scale of the column: big-endian in two's
   *     complement, as {@link BigInteger#toByteArray} writes it and an {@code UnsafeRow} holds it
   * @param length at least 1
   */
  public void set(int row, byte[] bytes, int offset, int length) {
    if (length > Long.BYTES) {
      set(row, new BigInteger(bytes, offset, length));
    } else {
      long unscaled = bytes[offset];
      for (int i = 1; i < length; i++) {
        unscaled = unscaled << Byte.SIZE | (bytes[offset + i] & 0xff);
      }
      set(row, unscaled);
    }
  }

  @Override
  public void setMissing(int row) {
    keys.narrow(row);
    keys.setMissing(row);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.decimal(this);
  }

  Keys keys() {
    return keys;
  }
}
