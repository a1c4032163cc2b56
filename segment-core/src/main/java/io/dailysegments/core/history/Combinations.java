package io.dailysegments.core.history;

import io.dailysegments.core.text.ByteTexts;
import java.util.Arrays;

/**
 * The combinations of event code and properties of one user, each with its days. They are numbered
 * from 1. A key is the code with its length before it, and the properties.
 */
final class Combinations {
  private static final int FIRST_CAPACITY = 64;

  private final ByteTexts keys = new ByteTexts();
  private final EntryTable entries = new EntryTable();
  private int[] propertyOffsets;
  private int[] codeOffsets;
  private int[] heads;
  private int[] tails;
  private int[] lastDays;
  private long[] lastAts;

  Combinations() {
    allocate();
  }

  private void allocate() {
    propertyOffsets = new int[FIRST_CAPACITY];
    codeOffsets = new int[FIRST_CAPACITY];
    heads = new int[FIRST_CAPACITY];
    tails = new int[FIRST_CAPACITY];
    lastDays = new int[FIRST_CAPACITY];
    lastAts = new long[FIRST_CAPACITY];
  }

  void clear() {
    keys.clear();
    entries.clear();
    if (heads.length > EntryTable.CLEARED_CAPACITY) {
      allocate();
    }
  }

  int size() {
    return keys.size();
  }

  EntryTable entries() {
    return entries;
  }

  /** The combination of a key, which is new without days if it is not there. */
  int at(CombinationKey key) {
    int before = keys.size();
    int combination = keys.add(key.array(), 0, key.size());
    if (combination > before) {
      reserve(combination);
      codeOffsets[combination] = key.codeOffset();
      propertyOffsets[combination] = key.propertiesOffset();
      heads[combination] = 0;
      tails[combination] = 0;
      lastDays[combination] = Integer.MIN_VALUE;
    }
    return combination;
  }

  private void reserve(int combination) {
    if (combination == heads.length) {
      codeOffsets = Arrays.copyOf(codeOffsets, 2 * combination);
      propertyOffsets = Arrays.copyOf(propertyOffsets, 2 * combination);
      heads = Arrays.copyOf(heads, 2 * combination);
      tails = Arrays.copyOf(tails, 2 * combination);
      lastDays = Arrays.copyOf(lastDays, 2 * combination);
      lastAts = Arrays.copyOf(lastAts, 2 * combination);
    }
  }

  /** The entry of a day, which is new if it is not there; days mostly come in their order. */
  int entry(int combination, int day) {
    int tail = tails[combination];
    if (tail != 0 && entries.day(tail) == day) {
      return tail;
    }
    int before = tail != 0 && entries.day(tail) < day ? tail : before(combination, day);
    int next = before == 0 ? heads[combination] : entries.next(before);
    return next != 0 && entries.day(next) == day ? next : insert(combination, day, before, next);
  }

  /** The last entry before a day; 0 without one. */
  private int before(int combination, int day) {
    int before = 0;
    int next = heads[combination];
    while (next != 0 && entries.day(next) < day) {
      before = next;
      next = entries.next(next);
    }
    return before;
  }

  private int insert(int combination, int day, int before, int next) {
    int entry = entries.append(day, next);
    if (before == 0) {
      heads[combination] = entry;
    } else {
      entries.link(before, entry);
    }
    if (next == 0) {
      tails[combination] = entry;
    }
    return entry;
  }

  /** Takes the time of an event, unless there is a later one. */
  void offerLast(int combination, int day, long at) {
    int last = lastDays[combination];
    if (day > last || (day == last && at > lastAts[combination])) {
      lastDays[combination] = day;
      lastAts[combination] = at;
    }
  }

  /** When the last event happened, in microseconds. */
  long lastAt(int combination) {
    return lastAts[combination];
  }

  /** The first entry of that day or a later one; 0 without one. */
  int firstSince(int combination, int day) {
    return entries.day(tails[combination]) < day ? 0 : firstFrom(heads[combination], day);
  }

  private int firstFrom(int head, int day) {
    int entry = head;
    while (entries.day(entry) < day) {
      entry = entries.next(entry);
    }
    return entry;
  }

  /** The last day; of a combination with days. */
  int lastDay(int combination) {
    return entries.day(tails[combination]);
  }

  /** By code, and then by properties, both by their bytes. */
  int compare(int a, int b) {
    int codes = compare(codeStart(a), codeEnd(a), codeStart(b), codeEnd(b));
    return codes == 0 ? compare(codeEnd(a), propertiesEnd(a), codeEnd(b), propertiesEnd(b)) : codes;
  }

  /** Whether two combinations have the same code. */
  boolean sameCode(int a, int b) {
    return compare(codeStart(a), codeEnd(a), codeStart(b), codeEnd(b)) == 0;
  }

  private int compare(int aStart, int aEnd, int bStart, int bEnd) {
    return Arrays.compareUnsigned(keys.bytes(), aStart, aEnd, keys.bytes(), bStart, bEnd);
  }

  void writeCode(int combination, ByteSink sink) {
    int start = codeStart(combination);
    sink.text(keys.bytes(), start, codeEnd(combination) - start);
  }

  void writeProperties(int combination, ByteSink sink) {
    int start = codeEnd(combination);
    sink.text(keys.bytes(), start, propertiesEnd(combination) - start);
  }

  private int codeStart(int combination) {
    return keys.start(combination) + codeOffsets[combination];
  }

  private int codeEnd(int combination) {
    return keys.start(combination) + propertyOffsets[combination];
  }

  private int propertiesEnd(int combination) {
    return keys.end(combination);
  }
}
