package io.dailysegments.core.history;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Puts the combinations of a user in order. */
final class CombinationOrder {
  private CombinationOrder() {}

  /** The numbers of all combinations, in order; those of a packed history are in order already. */
  static int[] of(Combinations combinations) {
    int size = combinations.size();
    int sorted = 1;
    while (sorted < size && combinations.compare(sorted, sorted + 1) < 0) {
      sorted++;
    }
    return sorted >= size ? IntStream.rangeClosed(1, size).toArray() : sorted(combinations, size);
  }

  private static int[] sorted(Combinations combinations, int size) {
    Integer[] numbers = IntStream.rangeClosed(1, size).boxed().toArray(Integer[]::new);
    Arrays.sort(numbers, combinations::compare);
    return Arrays.stream(numbers).mapToInt(Integer::intValue).toArray();
  }
}
