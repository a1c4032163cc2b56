package io.dailysegments.core.history;

import java.math.BigInteger;
import java.util.Arrays;

/** Bytes that grow as numbers and texts are written. */
final class ByteSink {
  private static final int FIRST_CAPACITY = 1024;
  private static final int CLEARED_CAPACITY = 1 << 20;
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - Long.BYTES;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int size;

  /** Forgets all bytes; after very many, their memory too. */
  void clear() {
    size = 0;
    if (bytes.length > CLEARED_CAPACITY) {
      bytes = new byte[FIRST_CAPACITY];
    }
  }

  int size() {
    return size;
  }

  /** The bytes written, from 0 to {@link #size}, until the next one is written. */
  byte[] array() {
    return bytes;
  }

  /** A copy of the bytes written. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** The lowest 8 bits. */
  void octet(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  /** A number of which the small ones that are not negative take few bytes. */
  void varint(long value) {
    reserve(Varint.MAX_BYTES);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** A number of which those near 0 take few bytes. */
  void zigzag(long value) {
    varint(Varint.zigzag(value));
  }

  /** A whole number of any size, with its length before it. */
  void number(BigInteger value) {
    text(value.toByteArray());
  }

  /** Bytes, with their length before them. */
  void text(byte[] source) {
    text(source, 0, source.length);
  }

  /** Bytes, with their length before them. */
  void text(byte[] source, int offset, int length) {
    varint(length);
    raw(source, offset, length);
  }

  /** Bytes as they are. */
  void raw(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  private void reserve(int more) {
    long needed = (long) size + more;
    if (needed > bytes.length) {
      if (needed > MAX_CAPACITY) {
        throw new IllegalStateException("Cannot pack a history of more than 2 GiB");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(2 * needed, MAX_CAPACITY));
    }
  }
}
