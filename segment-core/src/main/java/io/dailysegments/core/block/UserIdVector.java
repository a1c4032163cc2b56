package io.dailysegments.core.block;

import io.dailysegments.core.text.ByteTexts;
import java.util.Arrays;

/** The ids of users in UTF-8. Only which listed one it is, is kept. */
public final class UserIdVector implements BlockVector {
  private final int[] numbers;
  private final ByteTexts listed;

  /**
   * @param listed every id that is on a list
   */
  UserIdVector(ByteTexts listed, int rows) {
    this.numbers = new int[rows];
    this.listed = listed;
  }

  /** Sets the id of a row. */
  public void set(int row, byte[] utf8, int offset, int length) {
    numbers[row] = listed.find(utf8, offset, length);
  }

  @Override
  public void setMissing(int row) {
    numbers[row] = 0;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.userId(this);
  }

  void clear() {
    Arrays.fill(numbers, 0);
  }

  /** The numbers of the listed ids by row; 0 of one that is on no list. */
  int[] numbers() {
    return numbers;
  }
}
