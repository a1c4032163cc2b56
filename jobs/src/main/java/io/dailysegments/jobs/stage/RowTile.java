package io.dailysegments.jobs.stage;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/**
 * Up to {@value #MAX_ROWS} rows behind one another, so that a column of theirs can be walked down
 * while they are in the cache of a processor. Values of any length lie in {@link #bytes}; where,
 * says their field: the offset in its row in the upper half, the length in the lower, as {@link
 * UnsafeRow} documents.
 */
final class RowTile {

  static final int MAX_ROWS = 64;

  private final int key;
  private final UnsafeRow[] rows = new UnsafeRow[MAX_ROWS];
  private final int[] starts = new int[MAX_ROWS];
  private byte[] bytes = new byte[1 << 16];
  private int size;

  /**
   * @param key the column without which a row is left out
   */
  RowTile(int columns, int key) {
    this.key = key;
    Arrays.setAll(rows, i -> new UnsafeRow(columns));
  }

  /**
   * Copies the next rows, in place of those that are here.
   *
   * @param most at most {@value #MAX_ROWS}
   */
  void fill(Iterator<UnsafeRow> source, int most) {
    size = 0;
    int end = 0;
    while (size < most && source.hasNext()) {
      UnsafeRow row = source.next();
      end = row.isNullAt(key) ? end : append(row, end);
    }
    for (int i = 0; i < size; i++) {
      int length = (i + 1 < size ? starts[i + 1] : end) - starts[i];
      rows[i].pointTo(bytes, (long) Platform.BYTE_ARRAY_OFFSET + starts[i], length);
    }
  }

  private int append(UnsafeRow row, int start) {
    int end = Math.addExact(start, row.getSizeInBytes());
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
    }
    row.writeToMemory(bytes, (long) Platform.BYTE_ARRAY_OFFSET + start);
    starts[size++] = start;
    return end;
  }

  int size() {
    return size;
  }

  UnsafeRow row(int i) {
    return rows[i];
  }

  /** All rows. */
  byte[] bytes() {
    return bytes;
  }

  /** Where in {@link #bytes} a value of any length begins that is not null. */
  int start(int i, int ordinal) {
    return starts[i] + (int) (rows[i].getLong(ordinal) >>> Integer.SIZE);
  }

  /** How many bytes a value of any length has that is not null. */
  int length(int i, int ordinal) {
    return (int) rows[i].getLong(ordinal);
  }
}
