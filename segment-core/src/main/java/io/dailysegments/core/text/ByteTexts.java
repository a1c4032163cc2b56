package io.dailysegments.core.text;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Distinct texts of bytes, numbered from 1 in the order in which they were added. It takes the
 * bytes and about 16 more of each text. Once nothing is added any more, several threads may look
 * into it.
 */
public final class ByteTexts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final int FIRST_CAPACITY = 64;
  private static final int CLEARED_PLACES = 4096;

  private byte[] bytes = new byte[FIRST_CAPACITY * Long.BYTES];

  /** By number: where the text ends in {@code bytes}; it begins where the one before ends. */
  private int[] ends = new int[FIRST_CAPACITY];

  /** By number. */
  private int[] hashes = new int[FIRST_CAPACITY];

  /** Numbers, each at the first free place from that of its hash on; 0 is free. */
  private int[] places = new int[2 * FIRST_CAPACITY];

  private int size;

  /** Forgets all texts; after very many, their memory too. */
  public void clear() {
    if (places.length > CLEARED_PLACES) {
      bytes = new byte[FIRST_CAPACITY * Long.BYTES];
      ends = new int[FIRST_CAPACITY];
      hashes = new int[FIRST_CAPACITY];
      places = new int[2 * FIRST_CAPACITY];
    } else {
      Arrays.fill(places, 0);
    }
    size = 0;
  }

  /** How many texts there are, which is the greatest number. */
  public int size() {
    return size;
  }

  /** The length of all texts together, in bytes. */
  public int length() {
    return ends[size];
  }

  /** The bytes of all texts; each from {@link #start} to {@link #end}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where a text begins. */
  public int start(int number) {
    return ends[number - 1];
  }

  /** Where a text ends, exclusive. */
  public int end(int number) {
    return ends[number];
  }

  /** The number of a text; 0 if it was not added. */
  public int find(byte[] source, int offset, int length) {
    return places[place(source, offset, length, hash(source, offset, length))];
  }

  /** The number of a text, which is added if it is new. */
  public int add(byte[] source, int offset, int length) {
    int hash = hash(source, offset, length);
    int place = place(source, offset, length, hash);
    if (places[place] != 0) {
      return places[place];
    }
    append(source, offset, length, hash);
    places[place] = size;
    if (2 * size >= places.length) {
      spread(2 * places.length);
    }
    return size;
  }

  /** The number of a text in UTF-8; 0 if it was not added. */
  public int find(String text) {
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    return find(source, 0, source.length);
  }

  /** The number of a text, which is added in UTF-8 if it is new. */
  public int add(String text) {
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    return add(source, 0, source.length);
  }

  private int place(byte[] source, int offset, int length, int hash) {
    int mask = places.length - 1;
    int place = hash & mask;
    while (places[place] != 0 && !isAt(places[place], source, offset, length, hash)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private boolean isAt(int number, byte[] source, int offset, int length, int hash) {
    int start = ends[number - 1];
    int end = ends[number];
    return hashes[number] == hash
        && end - start == length
        && areEqual(bytes, start, source, offset, length);
  }

  /** Most texts are shorter than what it takes to begin a comparison of arrays. */
  private static boolean areEqual(byte[] a, int atA, byte[] b, int atB, int length) {
    return length < Long.BYTES
        ? few(a, atA, length) == few(b, atB, length)
        : Arrays.equals(a, atA, atA + length, b, atB, atB + length);
  }

  private void append(byte[] source, int offset, int length, int hash) {
    int start = ends[size];
    int end = Math.addExact(start, length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(2L * end, Integer.MAX_VALUE - Long.BYTES));
    }
    size++;
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
    }
    System.arraycopy(source, offset, bytes, start, length);
    ends[size] = end;
    hashes[size] = hash;
  }

  private void spread(int capacity) {
    places = new int[capacity];
    for (int number = 1; number <= size; number++) {
      int place = hashes[number] & (capacity - 1);
      while (places[place] != 0) {
        place = (place + 1) & (capacity - 1);
      }
      places[place] = number;
    }
  }

  /** Its lowest bits, which choose a place, depend on every byte. */
  static int hash(byte[] source, int offset, int length) {
    long hash = length;
    int at = offset;
    int end = offset + length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mixed(hash ^ (long) LONGS.get(source, at));
    }
    return (int) mixed(mixed(hash ^ few(source, at, end - at)));
  }

  /** Less than eight bytes as a number: the first is the lowest. */
  private static long few(byte[] source, int at, int length) {
    if (at + Long.BYTES <= source.length) {
      return (long) LONGS.get(source, at) & ~(-1L << (Byte.SIZE * length));
    }
    long few = 0;
    for (int i = length - 1; i >= 0; i--) {
      few = few << Byte.SIZE | (source[at + i] & 0xff);
    }
    return few;
  }

  private static long mixed(long hash) {
    long product = hash * SPREAD;
    return product ^ (product >>> 32);
  }
}
