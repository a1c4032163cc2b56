package io.dailysegments.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  @Test
  void sumsAreExactWhateverTheirSize() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      ExactSum sum = new ExactSum();
      BigInteger expected = BigInteger.ZERO;
      for (int i = 0; i < 20; i++) {
        BigInteger next = new BigInteger(1 + random.nextInt(80), random);
        next = random.nextBoolean() ? next : next.negate();
        byte[] bytes = next.toByteArray();
        expected = expected.add(next);
        if (random.nextBoolean()) {
          sum.add(bytes, 0, bytes.length);
        } else {
          sum.add(next);
        }
        assertThat(sum.value()).isEqualTo(expected);
        assertThat(sum.isZero()).isEqualTo(expected.signum() == 0);
      }
      sum.add(expected.negate());
      assertThat(sum.isZero()).isTrue();
      sum.clear();
      assertThat(sum.isLong()).isTrue();
      assertThat(sum.longValue()).isZero();
    }
  }

  @Test
  void longsOverflowExactly() {
    ExactSum sum = new ExactSum();
    sum.add(Long.MAX_VALUE);
    sum.add(1);

    assertThat(sum.isLong()).isFalse();
    assertThat(sum.value()).isEqualTo(BigInteger.ONE.shiftLeft(63));
  }
}
