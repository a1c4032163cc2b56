package io.dailysegments.core.block;

import io.dailysegments.core.block.BlockProgram.BoundGroup;
import io.dailysegments.core.history.PackedMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Tests metrics that come packed, row by row. Most users have few of a thousand metrics, and
 * neither the tests of all of them nor arrays of their values stay in the cache of a processor. So
 * some values of a metric are noted behind one another, and tested together; none is kept longer.
 *
 * <p>The slots are those of rows whose metrics are all 0, with a bit turned over for each test of
 * which another value changes the result.
 */
final class MetricTests {
  /**
   * How many values of a metric are noted: more are tested in less time each, and take more room.
   */
  private static final int NOTED = 64;

  /** By the place of the metric. */
  private final KeyGroup[][] groups;

  private final long[][] slots;

  /** How many bits a row takes in a note, and these bits. */
  private final int rowBits;

  private final long rowMask;

  /** The notes of each metric, {@value #NOTED} of each: the key, and the row in the lowest bits. */
  private final long[] notes;

  /** How many notes there are, by metric. */
  private final int[] noted;

  private final PackedMetrics packed = new PackedMetrics();
  private boolean isAnySet;

  /**
   * @param metrics their groups, in their order
   */
  MetricTests(List<BoundGroup> metrics, long[][] slots) {
    this.groups = byMetric(metrics);
    this.slots = slots;
    this.rowBits = Integer.SIZE - Integer.numberOfLeadingZeros(slots[0].length * Long.SIZE - 1);
    this.rowMask = (1L << rowBits) - 1;
    this.notes = new long[groups.length * NOTED];
    this.noted = new int[groups.length];
  }

  private static KeyGroup[][] byMetric(List<BoundGroup> groups) {
    Map<Integer, List<KeyGroup>> metrics = new LinkedHashMap<>();
    for (BoundGroup bound : groups) {
      metrics
          .computeIfAbsent(bound.column(), any -> new ArrayList<>())
          .add((KeyGroup) bound.group());
    }
    return metrics.values().stream()
        .map(ofMetric -> ofMetric.toArray(KeyGroup[]::new))
        .toArray(KeyGroup[][]::new);
  }

  /** Whether metrics were set since {@link #clear}. */
  boolean isAnySet() {
    return isAnySet;
  }

  /** Forgets all rows. */
  void clear() {
    Arrays.fill(noted, 0);
    isAnySet = false;
  }

  /** Takes the metrics of a row that has none. */
  void set(int row, byte[] bytes, int offset, int length) {
    if (!isAnySet) {
      begin();
    }
    packed.open(bytes, offset, length);
    while (packed.next()) {
      int metric = packed.place();
      if (packed.isLong()) {
        set(row, metric, packed.asLong());
      } else {
        flip(row, metric, group -> group.word(packed.value()));
      }
    }
  }

  private void set(int row, int metric, long key) {
    long note = key << rowBits | row;
    if (note >> rowBits == key) {
      notes[metric * NOTED + noted[metric]] = note;
      noted[metric]++;
      if (noted[metric] == NOTED) {
        test(metric);
      }
    } else {
      flip(row, metric, group -> group.word(key));
    }
  }

  /** Tests a value that takes more room than a note has. */
  private void flip(int row, int metric, ToLongFunction<KeyGroup> word) {
    for (KeyGroup group : groups[metric]) {
      group.flip(row, word.applyAsLong(group), slots);
    }
  }

  private void begin() {
    for (KeyGroup[] ofMetric : groups) {
      for (KeyGroup group : ofMetric) {
        group.fillMissing(slots[0].length, slots);
      }
    }
    isAnySet = true;
  }

  /** Fills the slots, if metrics were set since {@link #clear}. */
  void evaluate() {
    for (int metric = 0; metric < groups.length; metric++) {
      test(metric);
    }
  }

  private void test(int metric) {
    int first = metric * NOTED;
    int end = first + noted[metric];
    noted[metric] = 0;
    for (KeyGroup group : groups[metric]) {
      for (int i = first; i < end; i++) {
        group.flip((int) (notes[i] & rowMask), group.word(notes[i] >> rowBits), slots);
      }
    }
  }
}
