package io.dailysegments.core.history;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Packs the metrics of the last measured history that are not 0. Only those are looked at that were
 * fed.
 */
final class MetricPacker {
  private final HistoryMeasurer measurer;
  private final List<List<PackedMetric>> byStream;
  private final List<List<PackedMetric>> byTotal;
  private final ByteSink sink = new ByteSink();

  /** The metrics that are not 0. */
  private final BitSet found = new BitSet();

  /** By metric that was found, unless it is in {@link #wide}. */
  private final long[] numbers;

  /** Those that are no longs. */
  private final Map<Integer, BigInteger> wide = new HashMap<>();

  MetricPacker(HistoryProgram program, HistoryMeasurer measurer) {
    this.measurer = measurer;
    this.byStream = lists(program.streams().size());
    this.byTotal = lists(program.totals());
    this.numbers = new long[program.packed().size()];
    for (PackedMetric metric : program.packed()) {
      Output output = program.outputs().get(metric.output());
      if (!output.isNone()) {
        var bySource = metric.kind() == PackedMetric.Kind.SUM ? byTotal : byStream;
        bySource.get(output.source()).add(metric);
      }
    }
  }

  private static List<List<PackedMetric>> lists(int size) {
    return IntStream.range(0, size).<List<PackedMetric>>mapToObj(any -> new ArrayList<>()).toList();
  }

  /**
   * @param streams that were fed
   * @param totals that were fed
   */
  byte[] pack(BitSet streams, BitSet totals) {
    find(byStream, streams);
    find(byTotal, totals);
    byte[] packed = write();
    found.clear();
    wide.clear();
    return packed;
  }

  private void find(List<List<PackedMetric>> bySource, BitSet sources) {
    for (int i = sources.nextSetBit(0); i >= 0; i = sources.nextSetBit(i + 1)) {
      bySource.get(i).forEach(this::find);
    }
  }

  private void find(PackedMetric metric) {
    int output = metric.output();
    switch (metric.kind()) {
      case TIMES -> find(metric.place(), measurer.times(output));
      case DAYS -> find(metric.place(), measurer.days(output));
      case SUM -> {
        if (measurer.isSumLong(output)) {
          find(metric.place(), measurer.sumAsLong(output));
        } else {
          find(metric.place(), measurer.sum(output));
        }
      }
    }
  }

  private void find(int place, long number) {
    if (number != 0) {
      found.set(place);
      numbers[place] = number;
    }
  }

  private void find(int place, BigInteger number) {
    if (number.signum() != 0) {
      found.set(place);
      wide.put(place, number);
    }
  }

  private byte[] write() {
    sink.clear();
    int before = -1;
    for (int place = found.nextSetBit(0); place >= 0; place = found.nextSetBit(place + 1)) {
      int passed = place - before - 1;
      before = place;
      BigInteger number = wide.isEmpty() ? null : wide.get(place);
      if (number == null) {
        PackedMetrics.write(sink, passed, numbers[place]);
      } else {
        PackedMetrics.write(sink, passed, number);
      }
    }
    return sink.toBytes();
  }
}
