package io.dailysegments.core.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TileTest {
  @Test
  void rowsBecomeTestsHoweverManyTestsThereAre() {
    Random random = new Random(7);
    for (int tests = 1; tests <= Long.SIZE; tests++) {
      Tile tile = new Tile(tests);
      long[] rows = random.longs(Long.SIZE).toArray();
      long used = tests == Long.SIZE ? -1L : (1L << tests) - 1;
      IntStream.range(0, Long.SIZE).forEach(row -> rows[row] &= used);
      System.arraycopy(rows, 0, tile.words, 0, Long.SIZE);
      tile.turn();

      for (int test = 0; test < tests; test++) {
        for (int row = 0; row < Long.SIZE; row++) {
          assertThat(tile.words[test] >>> row & 1).isEqualTo(rows[row] >>> test & 1);
        }
      }
    }
  }
}
