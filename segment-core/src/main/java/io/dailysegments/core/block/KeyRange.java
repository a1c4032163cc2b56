package io.dailysegments.core.block;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The keys from first to last, both included; none if last is less than first. */
record KeyRange(BigInteger first, BigInteger last) {
  private static final Comparator<KeyRange> ORDER =
      Comparator.comparing(KeyRange::first).thenComparing(KeyRange::last);

  /** The same keys in the fewest ranges, ascending, none of them empty. */
  static List<KeyRange> normal(List<KeyRange> ranges) {
    List<KeyRange> joined = new ArrayList<>();
    for (KeyRange range : ranges.stream().filter(r -> !r.isEmpty()).sorted(ORDER).toList()) {
      int end = joined.size() - 1;
      if (end >= 0 && joined.get(end).meets(range)) {
        joined.set(end, joined.get(end).joined(range));
      } else {
        joined.add(range);
      }
    }
    return List.copyOf(joined);
  }

  /** The keys of a space that are in none of the ranges. */
  static List<KeyRange> complement(List<KeyRange> ranges, KeyRange space) {
    List<KeyRange> gaps = new ArrayList<>();
    BigInteger next = space.first();
    for (KeyRange range : normal(ranges)) {
      gaps.add(new KeyRange(next, range.first().subtract(BigInteger.ONE)));
      next = range.last().add(BigInteger.ONE);
    }
    gaps.add(new KeyRange(next, space.last()));
    return normal(gaps);
  }

  boolean contains(BigInteger key) {
    return first.compareTo(key) <= 0 && key.compareTo(last) <= 0;
  }

  private boolean isEmpty() {
    return last.compareTo(first) < 0;
  }

  /** Whether a range that does not begin before this one begins in it or right behind it. */
  private boolean meets(KeyRange later) {
    return later.first.compareTo(last.add(BigInteger.ONE)) <= 0;
  }

  private KeyRange joined(KeyRange later) {
    return new KeyRange(first, last.max(later.last));
  }
}
