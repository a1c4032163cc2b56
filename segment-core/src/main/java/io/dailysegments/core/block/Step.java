package io.dailysegments.core.block;

/** Evaluates the tests of one group over the rows of one vector. */
interface Step {
  /**
   * Fills the slots of the tests. Rows that are not in the block get any value.
   *
   * @param words how many words of each slot, from the first
   */
  void evaluate(int words, long[][] slots);
}
