package io.dailysegments.core.history;

import io.dailysegments.core.text.ByteTexts;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/** Writes the sums of one combination after the other. A sum of 0 is none. */
final class SumWriter {
  private final EntryTable entries;
  private final SumTable table;
  private final ByteSink sink;

  /** The numbers of the names that the combination has, by their bytes. */
  private final SortedSet<Integer> names;

  SumWriter(EntryTable entries, ByteSink sink) {
    this.entries = entries;
    this.table = entries.sums();
    this.sink = sink;
    this.names = new TreeSet<>(this::compare);
  }

  private int compare(int a, int b) {
    ByteTexts texts = table.names();
    byte[] bytes = texts.bytes();
    return Arrays.compareUnsigned(
        bytes, texts.start(a), texts.end(a), bytes, texts.start(b), texts.end(b));
  }

  /** Looks for the names of a combination, of which an entry is the first; false without one. */
  boolean prepare(int first) {
    names.clear();
    if (table.size() > 0) {
      for (int entry = first; entry != 0; entry = entries.next(entry)) {
        addNames(entry);
      }
    }
    return !names.isEmpty();
  }

  private void addNames(int entry) {
    for (int sum = entries.firstSum(entry); sum != 0; sum = table.next(sum)) {
      if (!isZero(sum)) {
        names.add(table.name(sum));
      }
    }
  }

  private boolean isZero(int sum) {
    return table.sum(sum).isZero();
  }

  /** Writes how many names there are, and the names; nothing if there are none. */
  void writeNames() {
    if (!names.isEmpty()) {
      ByteTexts texts = table.names();
      sink.varint(names.size());
      for (int name : names) {
        sink.text(texts.bytes(), texts.start(name), texts.end(name) - texts.start(name));
      }
    }
  }

  /** Whether an entry has a sum. */
  boolean isAny(int entry) {
    int sum = entries.firstSum(entry);
    while (sum != 0 && isZero(sum)) {
      sum = table.next(sum);
    }
    return sum != 0;
  }

  /** Writes the sums of an entry: how many, and each with the place of its name. */
  void write(int entry) {
    int count = 0;
    for (int name : names) {
      count += find(entry, name) == 0 ? 0 : 1;
    }
    sink.varint(count);
    int place = 0;
    for (int name : names) {
      int sum = find(entry, name);
      if (sum != 0) {
        sink.varint(place);
        sink.number(table.sum(sum).value());
      }
      place++;
    }
  }

  /** The sum of that name that is not 0; 0 without one. */
  private int find(int entry, int name) {
    int sum = entries.firstSum(entry);
    while (sum != 0 && table.name(sum) != name) {
      sum = table.next(sum);
    }
    return sum == 0 || isZero(sum) ? 0 : sum;
  }
}
