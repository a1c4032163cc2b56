package io.dailysegments.core.block;

import io.dailysegments.core.block.Formula.Sign;
import java.util.Arrays;
import java.util.List;

/** Evaluates formulas over slots. */
final class FormulaStep {
  private final long[][] slots;

  /** What inner groups are evaluated in, by how deep they lie. */
  private final long[][] scratch;

  /**
   * @param depth the greatest of a formula
   * @param words of each bit set
   */
  FormulaStep(long[][] slots, int depth, int words) {
    this.slots = slots;
    this.scratch = new long[depth][words];
  }

  /**
   * Puts what a formula gives into a slot that is none of its own.
   *
   * @param words how many words of each slot, from the first
   */
  void evaluate(Formula formula, int slot, int words) {
    evaluate(formula, slots[slot], 0, words);
  }

  private void evaluate(Formula formula, long[] target, int depth, int words) {
    if (formula instanceof Formula.Slot slot) {
      Words.copy(target, slots[slot.number()], slot.sign(), words);
    } else if (formula instanceof Formula.All all) {
      all(all.parts(), target, depth, words);
    } else {
      any(((Formula.Any) formula).parts(), target, depth, words);
    }
  }

  private void all(List<Formula> parts, long[] target, int depth, int words) {
    if (parts.isEmpty()) {
      Arrays.fill(target, 0, words, -1L);
      return;
    }
    evaluate(parts.get(0), target, depth, words);
    for (int i = 1; i < parts.size(); i++) {
      Formula part = parts.get(i);
      Words.and(target, operand(part, depth, words), sign(part), words);
    }
  }

  private void any(List<Formula> parts, long[] target, int depth, int words) {
    if (parts.isEmpty()) {
      Arrays.fill(target, 0, words, 0);
      return;
    }
    evaluate(parts.get(0), target, depth, words);
    for (int i = 1; i < parts.size(); i++) {
      Formula part = parts.get(i);
      Words.or(target, operand(part, depth, words), sign(part), words);
    }
  }

  private long[] operand(Formula part, int depth, int words) {
    if (part instanceof Formula.Slot slot) {
      return slots[slot.number()];
    }
    evaluate(part, scratch[depth], depth + 1, words);
    return scratch[depth];
  }

  private static Sign sign(Formula part) {
    return part instanceof Formula.Slot slot ? slot.sign() : Sign.PLAIN;
  }
}
