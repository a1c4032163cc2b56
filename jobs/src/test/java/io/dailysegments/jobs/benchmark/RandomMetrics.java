package io.dailysegments.jobs.benchmark;

import io.dailysegments.core.history.PackedMetrics;
import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small counts of chance as {@link PackedMetrics}. */
final class RandomMetrics {

  private static final long SEED = 2;

  private RandomMetrics() {}

  /**
   * The metrics of some rows.
   *
   * @param percent of the metrics of a row are not 0
   */
  static byte[][] rows(int rows, int metrics, int percent) {
    SplittableRandom random = new SplittableRandom(SEED);
    return IntStream.range(0, rows)
        .mapToObj(row -> row(random, metrics, percent))
        .toArray(byte[][]::new);
  }

  private static byte[] row(SplittableRandom random, int metrics, int percent) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int passed = 0;
    for (int metric = 0; metric < metrics; metric++) {
      if (random.nextInt(100) < percent) {
        varint(bytes, passed * 2);
        varint(bytes, (1 + random.nextInt(12)) * 2);
        passed = 0;
      } else {
        passed++;
      }
    }
    return bytes.toByteArray();
  }

  private static void varint(ByteArrayOutputStream bytes, int number) {
    int rest = number;
    for (; rest > 0x7f; rest >>>= 7) {
      bytes.write((rest & 0x7f) | 0x80);
    }
    bytes.write(rest);
  }
}
