package io.dailysegments.jobs.rows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.SparkEnv;
import org.apache.spark.io.CompressionCodec;
import org.apache.spark.io.LZ4CompressionCodec;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/**
 * Rows as Spark computes with them, page by page behind one another and compressed: reading them
 * again costs little more than unpacking the page, whatever the number of columns.
 *
 * <p>A page begins with two ints, how many bytes were compressed and how many columns rows have.
 * Compressed are, of each row, its length as a long and the row.
 */
final class RowPages {

  /** A page is full when it has so many bytes; it may have one row more. */
  private static final int FULL = 256 << 10;

  private RowPages() {}

  /** Packs rows, when pages are asked for. */
  static Iterator<byte[]> pack(Iterator<UnsafeRow> rows) {
    return new Packing(rows, codec());
  }

  /**
   * Unpacks pages.
   *
   * @return the same row object each time, valid until the next one is asked for
   */
  static Iterator<InternalRow> unpack(Iterator<byte[]> pages) {
    return new Unpacking(pages, codec());
  }

  private static CompressionCodec codec() {
    return new LZ4CompressionCodec(SparkEnv.get().conf());
  }

  private static final class Packing implements Iterator<byte[]> {

    private final Iterator<UnsafeRow> rows;
    private final CompressionCodec codec;
    private byte[] buffer = new byte[FULL + (FULL >> 2)];
    private int columns;

    Packing(Iterator<UnsafeRow> rows, CompressionCodec codec) {
      this.rows = rows;
      this.codec = codec;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public byte[] next() {
      int length = 0;
      do {
        length = append(rows.next(), length);
      } while (length < FULL && rows.hasNext());
      return page(length);
    }

    private int append(UnsafeRow row, int length) {
      int size = row.getSizeInBytes();
      int end = Math.addExact(length, Math.addExact(Long.BYTES, size));
      if (end > buffer.length) {
        buffer = Arrays.copyOf(buffer, end);
      }
      Platform.putLong(buffer, (long) Platform.BYTE_ARRAY_OFFSET + length, size);
      row.writeToMemory(buffer, (long) Platform.BYTE_ARRAY_OFFSET + length + Long.BYTES);
      columns = row.numFields();
      return end;
    }

    private byte[] page(int length) {
      ByteArrayOutputStream page = new ByteArrayOutputStream(length / 2);
      try (DataOutputStream head = new DataOutputStream(page)) {
        head.writeInt(length);
        head.writeInt(columns);
        try (OutputStream body = codec.compressedOutputStream(head)) {
          body.write(buffer, 0, length);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return page.toByteArray();
    }
  }

  private static final class Unpacking implements Iterator<InternalRow> {

    private final Iterator<byte[]> pages;
    private final CompressionCodec codec;
    private byte[] buffer = new byte[0];
    private UnsafeRow row = new UnsafeRow(0);
    private int next;
    private int length;

    Unpacking(Iterator<byte[]> pages, CompressionCodec codec) {
      this.pages = pages;
      this.codec = codec;
    }

    @Override
    public boolean hasNext() {
      return next < length || pages.hasNext();
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (next == length) {
        open(pages.next());
      }
      int size = (int) Platform.getLong(buffer, (long) Platform.BYTE_ARRAY_OFFSET + next);
      row.pointTo(buffer, (long) Platform.BYTE_ARRAY_OFFSET + next + Long.BYTES, size);
      next += Long.BYTES + size;
      return row;
    }

    private void open(byte[] page) {
      try (DataInputStream head = new DataInputStream(new ByteArrayInputStream(page))) {
        length = head.readInt();
        row = new UnsafeRow(head.readInt());
        buffer = length > buffer.length ? new byte[length] : buffer;
        try (InputStream body = codec.compressedInputStream(head)) {
          requireWhole(body.readNBytes(buffer, 0, length));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      next = 0;
    }

    /** Behind a page that ends early are rows of the one before. */
    private void requireWhole(int read) throws EOFException {
      if (read != length) {
        throw new EOFException("A page of kept rows has %d of %d bytes".formatted(read, length));
      }
    }
  }
}
