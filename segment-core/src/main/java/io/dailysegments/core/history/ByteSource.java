package io.dailysegments.core.history;

import java.util.Arrays;

/**
 * Reads what a {@link ByteSink} wrote. Every method fails with {@link CorruptHistoryException}, or
 * {@link ArrayIndexOutOfBoundsException} behind the last byte of the array.
 */
final class ByteSource {
  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  void open(byte[] source, int start) {
    open(source, start, source.length);
  }

  /**
   * @param stop where the bytes end; further ones are not counted, but may be read
   */
  void open(byte[] source, int start, int stop) {
    bytes = source;
    at = start;
    end = stop;
  }

  byte[] array() {
    return bytes;
  }

  /** The place of the next byte. */
  int at() {
    return at;
  }

  /** How many bytes are left. */
  int left() {
    return end - at;
  }

  int octet() {
    return bytes[at++] & 0xff;
  }

  long varint() {
    byte first = bytes[at++];
    return first >= 0 ? first : rest(first & 0x7F);
  }

  private long rest(long first) {
    long value = first;
    for (int shift = 7; shift < Varint.MAX_BYTES * 7; shift += 7) {
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new CorruptHistoryException("a number has no end at byte " + at);
  }

  long zigzag() {
    return Varint.unzigzag(varint());
  }

  /** A number of things of which each takes at least one of the bytes left. */
  int count() {
    long count = varint();
    if (count < 0 || count > left()) {
      throw new CorruptHistoryException("a length is greater than what is left at byte " + at);
    }
    return (int) count;
  }

  /** Passes over bytes with their length before them, and gives the length; they end here. */
  int skipText() {
    int length = count();
    at += length;
    return length;
  }

  /** Bytes with their length before them. */
  byte[] text() {
    int length = skipText();
    return Arrays.copyOfRange(bytes, at - length, at);
  }
}
