package io.dailysegments.core.history;

import io.dailysegments.core.history.CodeSpec.SumFeed;
import io.dailysegments.core.text.ByteTexts;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures one packed history after the other. Values are asked for by the place of their metric in
 * {@link HistoryPlan#supported}, with the method for its measure, or all of {@link
 * HistoryPlan#packed} at once; they are those of the last history that was measured. Not for use by
 * several threads.
 *
 * <p>A combination of code and properties is looked up once, each of its days is looked at once for
 * each stream of events that it feeds, whatever the number of windows, and metrics that it does not
 * feed cost nothing.
 */
public final class HistoryMeasurer {
  /** Sums of at least this, or at most its opposite, don't fit a {@code decimal(38,10)}. */
  private static final BigInteger TOO_GREAT = BigInteger.TEN.pow(38);

  private final HistoryProgram program;
  private final HistoryReader reader = new HistoryReader();
  private final RetainedDays days;
  private final List<StreamTally> tallies;
  private final List<ExactSum> totals;
  private final ByteTexts codes = new ByteTexts();

  /** By the number of the code; first that of all others. */
  private final List<CodeRouter> routers = new ArrayList<>();

  /** Which streams and totals were fed. */
  private final BitSet fedStreams = new BitSet();

  private final BitSet fedTotals = new BitSet();
  private final MetricPacker packer;

  HistoryMeasurer(HistoryProgram program) {
    this.program = program;
    this.days = new RetainedDays(program.firstDay(), program.days());
    this.tallies =
        IntStream.range(0, program.streams().size())
            .mapToObj(i -> new StreamTally(i, program.streams().get(i), program.days()))
            .toList();
    this.totals = Stream.generate(ExactSum::new).limit(program.totals()).toList();
    routers.add(new CodeRouter(program.otherCodes(), tallies));
    program
        .codes()
        .forEach(
            (code, spec) -> {
              codes.add(code);
              routers.add(new CodeRouter(spec, tallies));
            });
    this.packer = new MetricPacker(program, this);
  }

  /**
   * Measures a history.
   *
   * @param packed as {@link UserHistory#pack} gave it for the data date of the plan
   * @throws CorruptHistoryException if it is none
   * @throws IllegalArgumentException if it is of a later data date
   * @throws ArithmeticException if there are more events than a bigint can hold
   */
  public void measure(byte[] packed) {
    clear();
    reader.open(packed);
    CodeRouter router = routers.get(0);
    while (reader.next()) {
      if (reader.isNewCode()) {
        int start = reader.codeStart();
        router = routers.get(codes.find(reader.array(), start, reader.codeEnd() - start));
      }
      Route route = router.route(reader.array(), reader.propertiesStart(), reader.propertiesEnd());
      if (days.read(reader)) {
        feed(route);
      }
    }
  }

  private void clear() {
    for (int i = fedStreams.nextSetBit(0); i >= 0; i = fedStreams.nextSetBit(i + 1)) {
      tallies.get(i).clear();
    }
    fedStreams.clear();
    for (int i = fedTotals.nextSetBit(0); i >= 0; i = fedTotals.nextSetBit(i + 1)) {
      totals.get(i).clear();
    }
    fedTotals.clear();
  }

  private void feed(Route route) {
    List<StreamTally> streams = route.streams();
    for (int i = 0; i < streams.size(); i++) {
      StreamTally stream = streams.get(i);
      fedStreams.set(stream.number());
      stream.add(days);
    }
    if (!route.sums().isEmpty()) {
      for (int sum = 0; sum < reader.sums().size(); sum++) {
        feedSum(route.sums(), sum);
      }
    }
  }

  private void feedSum(List<SumFeed> feeds, int sum) {
    PackedSums sums = reader.sums();
    byte[] bytes = reader.array();
    int day = days.days()[sums.entry(sum)];
    for (SumFeed feed : feeds) {
      if (feed.days().contains(day)
          && feed.property().compareTo(bytes, sums.nameStart(sum), sums.nameEnd(sum)) == 0) {
        fedTotals.set(feed.total());
        totals.get(feed.total()).add(bytes, sums.start(sum), sums.end(sum) - sums.start(sum));
      }
    }
  }

  /** The metrics of {@link HistoryPlan#packed} that are not 0, for {@link PackedMetrics}. */
  public byte[] packed() {
    return packer.pack(fedStreams, fedTotals);
  }

  private Output output(int metric) {
    return program.outputs().get(metric);
  }

  private StreamTally stream(Output output) {
    return tallies.get(output.source());
  }

  /** The number of events; of {@code Times}. */
  public long times(int metric) {
    Output output = output(metric);
    return output.isNone() ? 0 : stream(output).times(output.from(), output.to());
  }

  /** The number of distinct days; of {@code Days}. */
  public int days(int metric) {
    Output output = output(metric);
    return output.isNone() ? 0 : stream(output).countDays(output.from(), output.to());
  }

  /** Whether {@link #sumAsLong} has the sum, which then needs no object; of {@code Sum}. */
  public boolean isSumLong(int metric) {
    Output output = output(metric);
    return output.isNone() || totals.get(output.source()).isLong();
  }

  /**
   * The sum without its point, of scale {@link UserHistory#SUM_SCALE}, if {@link #isSumLong}; of
   * {@code Sum}.
   */
  public long sumAsLong(int metric) {
    Output output = output(metric);
    return output.isNone() ? 0 : totals.get(output.source()).longValue();
  }

  /**
   * The sum without its point, of scale {@link UserHistory#SUM_SCALE}; 0 if it does not fit a
   * {@code decimal(38,10)}; of {@code Sum}.
   */
  public BigInteger sum(int metric) {
    Output output = output(metric);
    BigInteger sum = output.isNone() ? BigInteger.ZERO : totals.get(output.source()).value();
    return sum.abs().compareTo(TOO_GREAT) < 0 ? sum : BigInteger.ZERO;
  }

  /** Whether there is no last event in the window; of {@code LastTime}. */
  public boolean isLastTimeMissing(int metric) {
    Output output = output(metric);
    return output.isNone() || !stream(output).hasLastSince(output.from());
  }

  /** The time of the last event in microseconds, unless it is missing; of {@code LastTime}. */
  public long lastTime(int metric) {
    return stream(output(metric)).lastAt();
  }

  /** Whether there is no last event in the window; of {@code LastDay}. */
  public boolean isLastDayMissing(int metric) {
    Output output = output(metric);
    return output.isNone() || stream(output).lastDay(output.from(), output.to()) < 0;
  }

  /** The day of the last event since 1970-01-01, unless it is missing; of {@code LastDay}. */
  public int lastDay(int metric) {
    Output output = output(metric);
    return program.firstDay() + stream(output).lastDay(output.from(), output.to());
  }

  /** The last value in UTF-8, not to be changed; null without one; of {@code LastValue}. */
  public byte[] lastValue(int metric) {
    Output output = output(metric);
    return output.isNone()
        ? null
        : reader.lastValues().since(program.firstDay() + output.from(), output.source());
  }
}
