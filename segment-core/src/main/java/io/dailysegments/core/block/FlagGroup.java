package io.dailysegments.core.block;

import io.dailysegments.core.block.Criteria.SlotTest;
import io.dailysegments.core.block.ValueTest.OfFlag;
import java.util.List;

/**
 * Tests of booleans.
 *
 * @param trueSlots of the tests for true
 * @param falseSlots of the tests for false
 */
record FlagGroup(List<Integer> trueSlots, List<Integer> falseSlots) implements Group {
  static FlagGroup of(List<SlotTest> tests) {
    return new FlagGroup(slots(tests, new OfFlag(true)), slots(tests, new OfFlag(false)));
  }

  private static List<Integer> slots(List<SlotTest> tests, OfFlag wanted) {
    return tests.stream().filter(t -> t.test().equals(wanted)).map(SlotTest::slot).toList();
  }

  @Override
  public Step bind(BlockVector vector) {
    FlagVector flags = (FlagVector) vector;
    return (words, slots) -> {
      trueSlots.forEach(slot -> System.arraycopy(flags.trues(), 0, slots[slot], 0, words));
      falseSlots.forEach(slot -> System.arraycopy(flags.falses(), 0, slots[slot], 0, words));
    };
  }
}
