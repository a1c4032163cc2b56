package io.dailysegments.core.history;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Days cut where windows begin and end, so that each window is some cells in a row: an event is
 * counted in one cell, whatever the number of windows.
 */
final class TimesCells implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] cellOfDay;
  private final int size;

  /**
   * @param days how many days are retained; windows lie within them
   */
  TimesCells(Collection<Span> windows, int days) {
    cellOfDay = new int[days];
    Arrays.fill(cellOfDay, -1);
    List<Integer> cuts = cuts(windows);
    int cells = 0;
    for (int i = 0; i + 1 < cuts.size(); i++) {
      int from = cuts.get(i);
      if (windows.stream().anyMatch(window -> window.contains(from))) {
        Arrays.fill(cellOfDay, from, cuts.get(i + 1), cells);
        cells++;
      }
    }
    size = cells;
  }

  private static List<Integer> cuts(Collection<Span> windows) {
    SortedSet<Integer> cuts = new TreeSet<>();
    for (Span window : windows) {
      cuts.add(window.from());
      cuts.add(window.to() + 1);
    }
    return new ArrayList<>(cuts);
  }

  /** How many cells there are. */
  int size() {
    return size;
  }

  /** By day: its cell, -1 if it is in no window. */
  int[] cellOfDay() {
    return cellOfDay;
  }
}
