package io.dailysegments.core.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Keys that are added and keys that are set are those of one column. */
class KeysTest {
  private static final int ROWS = 1024;

  private final Keys keys = new Keys(ROWS);

  /** All keys by row, however they came; fails if a row has two. */
  private Map<Integer, Long> all() {
    Map<Integer, Long> all = new TreeMap<>();
    for (int i = 0; i < keys.added(); i++) {
      assertThat(all.put(keys.addedRow(i), keys.addedKey(i))).isNull();
    }
    for (int row = 0; keys.isAnySet() && row < ROWS; row++) {
      if ((keys.present()[row >>> 6] >>> row & 1) == 1) {
        assertThat(all.put(row, keys.values()[row])).isNull();
      }
    }
    return all;
  }

  @Test
  void manyCanBeAdded() {
    Map<Integer, Long> expected = new TreeMap<>();
    for (int row = 0; row < ROWS; row++) {
      keys.add(row, row * 3L);
      expected.put(row, row * 3L);
    }
    assertThat(all()).isEqualTo(expected);
    keys.clear();
    assertThat(all()).isEmpty();
    keys.add(7, 8);
    assertThat(all()).isEqualTo(Map.of(7, 8L));
  }

  @Test
  void theLastKeyOfARowCounts() {
    keys.add(1, 10);
    keys.add(2, 20);
    keys.add(3, 30);
    keys.set(2, 21);
    keys.set(4, 40);
    keys.set(4, 41);
    assertThat(all()).isEqualTo(Map.of(1, 10L, 2, 21L, 3, 30L, 4, 41L));
  }

  @Test
  void aKeyCanBeTakenAway() {
    keys.add(1, 10);
    keys.add(2, 20);
    keys.setMissing(1);
    keys.setMissing(5);
    assertThat(all()).isEqualTo(Map.of(2, 20L));
    keys.set(3, 30);
    keys.setMissing(3);
    assertThat(all()).isEqualTo(Map.of(2, 20L));
  }

  @Test
  void aKeyThatIsNoLongTakesTheRowsPlace() {
    BigInteger wide = BigInteger.ONE.shiftLeft(80);
    keys.add(1, 10);
    keys.set(1, wide);
    assertThat(all()).containsOnlyKeys(1);
    assertThat(keys.added()).isZero();
    assertThat(keys.wide()).isEqualTo(Map.of(1, wide));
  }
}
