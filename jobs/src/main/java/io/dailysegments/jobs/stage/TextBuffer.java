package io.dailysegments.jobs.stage;

import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/** Texts behind one another, without an object for each. */
final class TextBuffer {

  private static final int EXPECTED_LENGTH = 32;

  private final int[] ends;
  private byte[] bytes;
  private int size;

  /**
   * @param most how many texts there is room for
   */
  TextBuffer(int most) {
    this.ends = new int[most];
    this.bytes = new byte[most * EXPECTED_LENGTH];
  }

  void clear() {
    size = 0;
  }

  void add(byte[] source, int start, int length) {
    int from = start(size);
    int end = Math.addExact(from, length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
    }
    System.arraycopy(source, start, bytes, from, length);
    ends[size++] = end;
  }

  /** The text that was added as the i-th; valid until {@link #clear}. */
  UTF8String get(int i) {
    return UTF8String.fromBytes(bytes, start(i), ends[i] - start(i));
  }

  private int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }
}
