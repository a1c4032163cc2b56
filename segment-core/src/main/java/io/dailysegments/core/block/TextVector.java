package io.dailysegments.core.block;

import io.dailysegments.core.text.ByteTexts;
import java.util.Arrays;

/**
 * Texts in UTF-8, each distinct one kept once. An empty text is no value. The texts are kept from
 * block to block, so that conditions see each of them once, until there are more than {@value
 * #MAX_TEXTS} of them, or more than {@value #MAX_LENGTH} bytes; then the next block begins anew. So
 * the vector never keeps more than that and the texts of one block.
 */
public final class TextVector implements BlockVector {
  private static final int MAX_TEXTS = 16_384;
  private static final int MAX_LENGTH = 1 << 20;

  private final int[] numbers;
  private ByteTexts texts = new ByteTexts();

  TextVector(int rows) {
    this.numbers = new int[rows];
  }

  /** Sets the value of a row; an empty text takes it away. */
  public void set(int row, byte[] utf8, int offset, int length) {
    numbers[row] = length == 0 ? 0 : texts.add(utf8, offset, length);
  }

  @Override
  public void setMissing(int row) {
    numbers[row] = 0;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.text(this);
  }

  void clear() {
    Arrays.fill(numbers, 0);
    if (texts.size() > MAX_TEXTS || texts.length() > MAX_LENGTH) {
      texts = new ByteTexts();
    }
  }

  /** The numbers in {@link #texts} by row; 0 without a value. */
  int[] numbers() {
    return numbers;
  }

  /** The texts; other ones after they were forgotten. */
  ByteTexts texts() {
    return texts;
  }
}
