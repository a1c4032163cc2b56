package io.dailysegments.core.block;

/**
 * 64 rows by up to 64 tests as bits: filled by rows, read by tests.
 *
 * <p>The bits are turned like a matrix. As long as the tests need less than a quarter of it, two
 * rows are put into one word; then halves are exchanged. That is half an instruction for a bit with
 * 64 tests and one with 1 test, and nothing depends on the values.
 */
final class Tile {
  private static final long[] LOW_HALVES = {
    0x5555555555555555L,
    0x3333333333333333L,
    0x0F0F0F0F0F0F0F0FL,
    0x00FF00FF00FF00FFL,
    0x0000FFFF0000FFFFL,
    0x00000000FFFFFFFFL
  };

  /** Word r: the row r before turning, the test r after it. */
  final long[] words = new long[Long.SIZE];

  private final int width;

  /**
   * @param tests how many, 1 to 64; higher bits of the rows are 0
   */
  Tile(int tests) {
    this.width = tests == 1 ? 1 : Integer.highestOneBit(tests - 1) << 1;
  }

  /** Turns rows into tests. */
  void turn() {
    int half = Long.SIZE >>> 1;
    for (; half >= width; half >>>= 1) {
      fold(words, half);
    }
    for (; half > 0; half >>>= 1) {
      exchange(words, half, width);
    }
  }

  private static void fold(long[] words, int half) {
    for (int i = 0; i < half; i++) {
      words[i] |= words[i + half] << half;
    }
  }

  private static void exchange(long[] words, int half, int width) {
    long low = LOW_HALVES[Integer.numberOfTrailingZeros(half)];
    for (int start = 0; start < width; start += 2 * half) {
      for (int i = start; i < start + half; i++) {
        long moved = ((words[i] >>> half) ^ words[i + half]) & low;
        words[i + half] ^= moved;
        words[i] ^= moved << half;
      }
    }
  }
}
