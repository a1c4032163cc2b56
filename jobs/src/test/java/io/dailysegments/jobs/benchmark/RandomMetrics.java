package io.dailysegments.jobs.benchmark;

import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.history.PackedMetrics;
import io.dailysegments.core.history.UserHistory;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small numbers of chance as {@link PackedMetrics}; sums as large as they are without a point. */
final class RandomMetrics {

  private static final long SEED = 2;

  /** 1 as a sum, of scale {@link UserHistory#SUM_SCALE}. */
  private static final long ONE = 10_000_000_000L;

  private RandomMetrics() {}

  /**
   * The metrics of some rows.
   *
   * @param percent of the metrics of a row are not 0
   */
  static byte[][] rows(int rows, List<Metric> metrics, int percent) {
    SplittableRandom random = new SplittableRandom(SEED);
    return IntStream.range(0, rows)
        .mapToObj(row -> row(random, metrics, percent))
        .toArray(byte[][]::new);
  }

  private static byte[] row(SplittableRandom random, List<Metric> metrics, int percent) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int passed = 0;
    for (Metric metric : metrics) {
      if (random.nextInt(100) < percent) {
        varint(bytes, passed * 2L);
        varint(bytes, (1 + random.nextInt(12)) * unit(metric) * 2);
        passed = 0;
      } else {
        passed++;
      }
    }
    return bytes.toByteArray();
  }

  private static long unit(Metric metric) {
    return metric.measure() instanceof Measure.Sum ? ONE : 1;
  }

  private static void varint(ByteArrayOutputStream bytes, long number) {
    long rest = number;
    for (; rest > 0x7f; rest >>>= 7) {
      bytes.write((int) (rest & 0x7f) | 0x80);
    }
    bytes.write((int) rest);
  }
}
