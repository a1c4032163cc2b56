package io.dailysegments.core.block;

/** Evaluates tests of numbers or timestamps. */
final class KeyStep implements Step {
  private final KeyGroup group;
  private final Keys keys;
  private final int[] slots;
  private final Tile tile;

  KeyStep(KeyGroup group, Keys keys) {
    this.group = group;
    this.keys = keys;
    this.slots = group.slots();
    this.tile = new Tile(slots.length);
  }

  @Override
  public void evaluate(int words, long[][] results) {
    for (int word = 0; word < words; word++) {
      gather(word * Long.SIZE);
      tile.turn();
      scatter(word, results);
    }
  }

  private void gather(int first) {
    long[] rows = tile.words;
    long[] values = keys.values();
    for (int i = 0; i < Long.SIZE; i++) {
      rows[i] = group.word(values[first + i]);
    }
    if (!keys.wide().isEmpty()) {
      keys.wide()
          .subMap(first, first + Long.SIZE)
          .forEach((row, key) -> rows[row - first] = group.word(key));
    }
  }

  private void scatter(int word, long[][] results) {
    long present = keys.present()[word];
    long missing = group.missing();
    for (int k = 0; k < slots.length; k++) {
      long ifMissing = -((missing >>> k) & 1);
      results[slots[k]][word] = (tile.words[k] & present) | (ifMissing & ~present);
    }
  }
}
