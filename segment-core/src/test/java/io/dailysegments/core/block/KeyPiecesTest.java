package io.dailysegments.core.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyPiecesTest {
  static Stream<long[]> cuts() {
    Random random = new Random(3);
    return Stream.of(
        new long[0],
        new long[] {0},
        new long[] {Long.MIN_VALUE + 1},
        new long[] {Long.MAX_VALUE},
        new long[] {Long.MIN_VALUE + 1, Long.MAX_VALUE},
        new long[] {Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE - 1, Long.MAX_VALUE},
        LongStream.range(-4, 4).toArray(),
        LongStream.range(-4, 5).toArray(),
        LongStream.range(-50, 50).toArray(),
        LongStream.concat(LongStream.range(0, 60), LongStream.of(1_000_000_000_000L)).toArray(),
        LongStream.range(0, 180).map(day -> day * 86_400_000_000L).toArray(),
        random.longs(5_000).sorted().distinct().toArray(),
        random.longs(5_000, 0, 20_000).sorted().distinct().toArray());
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void aPieceIsTheNumberOfCutsUpToAKey(long[] starts) {
    KeyPieces pieces = new KeyPieces(starts);
    LongStream near =
        LongStream.of(starts).flatMap(start -> LongStream.of(start - 1, start, start + 1));
    LongStream far = LongStream.of(Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE);
    LongStream any = new Random(4).longs(200);

    LongStream.concat(near, LongStream.concat(far, any))
        .limit(2_000)
        .forEach(
            key ->
                assertThat(pieces.of(key))
                    .as("%d", key)
                    .isEqualTo((int) LongStream.of(starts).filter(s -> s <= key).count()));
  }
}
