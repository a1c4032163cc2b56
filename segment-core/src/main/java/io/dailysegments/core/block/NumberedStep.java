package io.dailysegments.core.block;

/** Evaluates tests whose word depends on the number of a text. */
final class NumberedStep {
  private final int[] slots;
  private final Tile tile;

  NumberedStep(int[] slots) {
    this.slots = slots;
    this.tile = new Tile(slots.length);
  }

  /**
   * Fills the slots.
   *
   * @param numbers by row
   * @param truths the word by number
   */
  void evaluate(int words, int[] numbers, long[] truths, long[][] results) {
    for (int word = 0; word < words; word++) {
      gather(word * Long.SIZE, numbers, truths);
      tile.turn();
      for (int k = 0; k < slots.length; k++) {
        results[slots[k]][word] = tile.words[k];
      }
    }
  }

  private void gather(int first, int[] numbers, long[] truths) {
    long[] rows = tile.words;
    for (int i = 0; i < Long.SIZE; i++) {
      rows[i] = truths[numbers[first + i]];
    }
  }
}
