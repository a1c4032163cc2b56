package io.dailysegments.core.history;

import java.math.BigInteger;

/**
 * Reads the metrics of one user that are not 0, as {@link HistoryMeasurer#packed} gives them: most
 * metrics of most users are 0, and these take no byte and no time. Metrics go by their place in
 * {@link HistoryPlan#packed} and come in any order. Not for use by several threads.
 *
 * <pre>{@code
 * metrics.open(bytes);
 * while (metrics.next()) {
 *   if (metrics.isLong()) { use(metrics.place(), metrics.asLong()); }
 *   else { use(metrics.place(), metrics.value()); }
 * }
 * }</pre>
 */
public final class PackedMetrics {
  private final ByteSource source = new ByteSource();
  private int place;
  private boolean isLong;
  private long asLong;
  private BigInteger value = BigInteger.ZERO;

  /** Writes a number that is not 0. */
  static void write(ByteSink sink, int place, long number) {
    sink.varint((long) place << 1);
    sink.zigzag(number);
  }

  /** Writes a number of any size that is not 0. */
  static void write(ByteSink sink, int place, BigInteger number) {
    sink.varint((long) place << 1 | 1);
    sink.number(number);
  }

  /** Goes before the first one. */
  public void open(byte[] packed) {
    source.open(packed, 0);
  }

  /**
   * Goes to the next one; false if there is none. Bytes of another form, which only a mistake in
   * the program can give because none are stored, are any numbers or any {@link RuntimeException}.
   */
  public boolean next() {
    if (source.left() == 0) {
      return false;
    }
    long header = source.varint();
    place = Math.toIntExact(header >>> 1);
    isLong = (header & 1) == 0;
    if (isLong) {
      asLong = source.zigzag();
    } else {
      value = new BigInteger(source.text());
    }
    return true;
  }

  /** Which metric it is. */
  public int place() {
    return place;
  }

  /** Whether {@link #asLong} has the number, which then needs no object. */
  public boolean isLong() {
    return isLong;
  }

  /**
   * The number if {@link #isLong}: of events, of days, or a sum without its point, of scale {@link
   * UserHistory#SUM_SCALE}.
   */
  public long asLong() {
    return asLong;
  }

  /** The sum without its point if not {@link #isLong}. */
  public BigInteger value() {
    return value;
  }
}
