package io.dailysegments.core.history;

/**
 * Walks over a packed history, from one combination of event code and properties to the next; see
 * the package for the form.
 */
final class HistoryReader {
  /** The version of the form, its first byte. */
  static final int VERSION = 1;

  static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int MAX_DAYS = 1 << 24;
  private static final int FIRST_CAPACITY = 64;

  private final ByteSource source = new ByteSource();
  private final LastValues lastValues = new LastValues();
  private final PackedSums sums = new PackedSums();
  private int codesLeft;
  private int combinationsLeft;
  private int base;
  private boolean isNewCode;
  private int codeStart;
  private int codeEnd;
  private int propertiesStart;
  private int propertiesEnd;
  private int size;
  private int[] days = new int[FIRST_CAPACITY];
  private long[] times = new long[FIRST_CAPACITY];
  private long lastAt;

  /**
   * Goes before the first combination.
   *
   * @throws CorruptHistoryException as {@link #next} does
   */
  void open(byte[] packed) {
    source.open(packed, 0);
    lastValues.clear();
    combinationsLeft = 0;
    try {
      int version = source.octet();
      if (version != VERSION) {
        throw new CorruptHistoryException("it has version " + version + ", not " + VERSION);
      }
      lastValues.read(source);
      codesLeft = source.count();
      base = codesLeft == 0 ? 0 : (int) source.zigzag();
    } catch (ArrayIndexOutOfBoundsException e) {
      throw truncated(e);
    }
  }

  /** Goes to the next combination; false if there is none, and then all bytes were read. */
  boolean next() {
    try {
      return advance();
    } catch (ArrayIndexOutOfBoundsException e) {
      throw truncated(e);
    }
  }

  private static CorruptHistoryException truncated(ArrayIndexOutOfBoundsException cause) {
    return new CorruptHistoryException("its end is missing", cause);
  }

  private boolean advance() {
    isNewCode = combinationsLeft == 0;
    if (isNewCode) {
      if (codesLeft == 0) {
        requireEnd();
        return false;
      }
      readCode();
    }
    combinationsLeft--;
    readCombination();
    return true;
  }

  private void requireEnd() {
    if (source.left() != 0) {
      throw new CorruptHistoryException("there are " + source.left() + " bytes behind its end");
    }
  }

  private void readCode() {
    codesLeft--;
    int length = source.skipText();
    codeEnd = source.at();
    codeStart = codeEnd - length;
    combinationsLeft = source.count();
    if (combinationsLeft == 0) {
      throw new CorruptHistoryException("a code has no combination");
    }
  }

  private void readCombination() {
    int length = source.skipText();
    propertiesEnd = source.at();
    propertiesStart = propertiesEnd - length;
    long head = source.varint();
    size = (int) (head >>> 1);
    if (size <= 0 || head >>> 1 > source.left()) {
      throw new CorruptHistoryException("a combination has no such number of days: " + size);
    }
    if (size > days.length) {
      days = new int[2 * size];
      times = new long[2 * size];
    }
    sums.open((head & 1) != 0 ? source : null);
    readEntries();
    lastAt = source.zigzag() + days[size - 1] * MICROS_PER_DAY;
  }

  private void readEntries() {
    int day = base - 1;
    for (int i = 0; i < size; i++) {
      long head = source.varint();
      if (head >>> 2 > MAX_DAYS) {
        throw new CorruptHistoryException("a day is out of range");
      }
      day += 1 + (int) (head >>> 2);
      days[i] = day;
      times[i] = (head & 1) == 0 ? 1 : moreTimes();
      if ((head & 2) != 0) {
        sums.read(source, i);
      }
    }
  }

  private long moreTimes() {
    long value = source.varint();
    if (value < 1) {
      throw new CorruptHistoryException("a number of events is not positive");
    }
    return value;
  }

  /** The last values of the history; valid from {@link #open} on. */
  LastValues lastValues() {
    return lastValues;
  }

  /** The bytes of the history, in which texts lie. */
  byte[] array() {
    return source.array();
  }

  /** Whether the combination before has another code, or there is none. */
  boolean isNewCode() {
    return isNewCode;
  }

  int codeStart() {
    return codeStart;
  }

  int codeEnd() {
    return codeEnd;
  }

  /** Where the properties begin: names and values in turn, each with its length before it. */
  int propertiesStart() {
    return propertiesStart;
  }

  int propertiesEnd() {
    return propertiesEnd;
  }

  /** How many days the combination has; at least 1. */
  int size() {
    return size;
  }

  /** The days, ascending, since 1970-01-01. May be changed. */
  int[] days() {
    return days;
  }

  /** By place of the day: how many events. */
  long[] times() {
    return times;
  }

  /** When the last event happened, in microseconds. */
  long lastAt() {
    return lastAt;
  }

  /** The sums of the combination. */
  PackedSums sums() {
    return sums;
  }
}
