package io.dailysegments.core.history;

import java.math.BigInteger;

/**
 * Reads the metrics of one user that are not 0, as {@link HistoryMeasurer#packed} gives them: most
 * metrics of most users are 0, and these take no byte and no time. Metrics go by their place in
 * {@link HistoryPlan#packed} and come in this order. Not for use by several threads.
 *
 * <p>Before a number stands how many metrics are passed over, times two, and one more if it is no
 * long.
 *
 * <pre>{@code
 * metrics.open(bytes, 0, bytes.length);
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

  /**
   * Writes a number that is not 0.
   *
   * @param passed how many metrics lie between it and the one before
   */
  static void write(ByteSink sink, int passed, long number) {
    sink.varint((long) passed << 1);
    sink.zigzag(number);
  }

  /** Writes a number of any size that is not 0. */
  static void write(ByteSink sink, int passed, BigInteger number) {
    sink.varint((long) passed << 1 | 1);
    sink.number(number);
  }

  /** Goes before the first one of those that begin at an offset of some bytes. */
  public void open(byte[] bytes, int offset, int length) {
    source.open(bytes, offset, offset + length);
    place = -1;
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
    place += 1 + (int) (header >>> 1);
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
