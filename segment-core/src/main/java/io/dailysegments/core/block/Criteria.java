package io.dailysegments.core.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The distinct criteria of a plan, each with the slot of its bit set. */
final class Criteria {
  private final Map<Criterion, Integer> slots = new HashMap<>();
  private final SortedMap<BlockColumn, List<SlotTest>> byColumn = new TreeMap<>();
  private final int firstSlot;

  /**
   * @param firstSlot that of the first criterion; the others follow in order of their first use
   */
  Criteria(int firstSlot) {
    this.firstSlot = firstSlot;
  }

  /** The slot of a criterion, as a formula. */
  Formula.Slot slot(BlockColumn column, ValueTest test) {
    Criterion criterion = new Criterion(column, test);
    Integer known = slots.get(criterion);
    int slot = known == null ? firstSlot + slots.size() : known;
    if (known == null) {
      slots.put(criterion, slot);
      byColumn.computeIfAbsent(column, any -> new ArrayList<>()).add(new SlotTest(slot, test));
    }
    return Formula.Slot.of(slot);
  }

  /** How many distinct criteria there are. */
  int size() {
    return slots.size();
  }

  /** The tests of each column. */
  SortedMap<BlockColumn, List<SlotTest>> byColumn() {
    return byColumn;
  }

  /** A test of a column. */
  private record Criterion(BlockColumn column, ValueTest test) {}

  /** A test and the slot of its bit set. */
  record SlotTest(int slot, ValueTest test) {}
}
