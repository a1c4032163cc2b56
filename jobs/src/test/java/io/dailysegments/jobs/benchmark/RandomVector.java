package io.dailysegments.jobs.benchmark;

import io.dailysegments.core.block.BlockVector;
import io.dailysegments.core.block.DecimalVector;
import io.dailysegments.core.block.DoubleVector;
import io.dailysegments.core.block.FlagVector;
import io.dailysegments.core.block.LongVector;
import io.dailysegments.core.block.TextVector;
import io.dailysegments.core.block.UserIdVector;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Fills the rows of a vector with chance. */
final class RandomVector implements BlockVector.Visitor<Void> {

  private static final byte[][] TEXTS =
      IntStream.range(0, 200)
          .mapToObj(n -> ("Model " + n).getBytes(StandardCharsets.UTF_8))
          .toArray(byte[][]::new);

  private final SplittableRandom random;
  private final int rows;
  private final int percent;

  /**
   * @param percent of the rows have a value
   */
  RandomVector(SplittableRandom random, int rows, int percent) {
    this.random = random;
    this.rows = rows;
    this.percent = percent;
  }

  private boolean isThere() {
    return random.nextInt(100) < percent;
  }

  @Override
  public Void flag(FlagVector vector) {
    for (int row = 0; row < rows; row++) {
      switch (random.nextInt(3)) {
        case 0 -> vector.setTrue(row);
        case 1 -> vector.setFalse(row);
        default -> vector.setMissing(row);
      }
    }
    return null;
  }

  @Override
  public Void whole(LongVector vector) {
    for (int row = 0; row < rows; row++) {
      if (isThere()) {
        vector.set(row, random.nextInt(12));
      }
    }
    return null;
  }

  @Override
  public Void floating(DoubleVector vector) {
    for (int row = 0; row < rows; row++) {
      if (isThere()) {
        vector.set(row, random.nextDouble() * 60);
      }
    }
    return null;
  }

  @Override
  public Void decimal(DecimalVector vector) {
    for (int row = 0; row < rows; row++) {
      if (isThere()) {
        vector.set(row, (long) random.nextInt(10_000));
      }
    }
    return null;
  }

  @Override
  public Void text(TextVector vector) {
    for (int row = 0; row < rows; row++) {
      if (isThere()) {
        byte[] text = TEXTS[random.nextInt(TEXTS.length)];
        vector.set(row, text, 0, text.length);
      }
    }
    return null;
  }

  @Override
  public Void userId(UserIdVector vector) {
    return null;
  }
}
