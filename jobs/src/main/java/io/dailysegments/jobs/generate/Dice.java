package io.dailysegments.jobs.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Chance for one aspect of one user: the same seed, user and aspect always throw the same. */
final class Dice {

  private final SplittableRandom random;

  Dice(long seed, long user, String aspect) {
    this.random = new SplittableRandom(mix(mix(seed) ^ user) ^ aspect.hashCode());
  }

  /** Neighbouring numbers must not give similar streams (finalizer of MurmurHash3). */
  private static long mix(long number) {
    long mixed = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From 0 to {@code bound} - 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  <T> T pick(List<T> values) {
    return values.get(below(values.size()));
  }

  /** An index, likely in proportion to its weight. */
  int pick(double... weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double at = random.nextDouble() * sum;
    for (int i = 0; i < weights.length; i++) {
      at -= weights[i];
      if (at < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /** A count with the given mean (Knuth's method). */
  int poisson(double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit && count < 200) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  /** An instant within a time span, to the millisecond. */
  Instant within(Instant from, Duration span) {
    return from.plusMillis((long) (random.nextDouble() * span.toMillis()));
  }
}
