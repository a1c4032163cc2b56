package io.dailysegments.core.history;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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

  MetricPacker(HistoryProgram program, HistoryMeasurer measurer) {
    this.measurer = measurer;
    this.byStream = lists(program.streams().size());
    this.byTotal = lists(program.totals());
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
    sink.clear();
    write(byStream, streams);
    write(byTotal, totals);
    return sink.toBytes();
  }

  private void write(List<List<PackedMetric>> bySource, BitSet sources) {
    for (int i = sources.nextSetBit(0); i >= 0; i = sources.nextSetBit(i + 1)) {
      bySource.get(i).forEach(this::write);
    }
  }

  private void write(PackedMetric metric) {
    int output = metric.output();
    switch (metric.kind()) {
      case TIMES -> write(metric.place(), measurer.times(output));
      case DAYS -> write(metric.place(), measurer.days(output));
      case SUM -> {
        if (measurer.isSumLong(output)) {
          write(metric.place(), measurer.sumAsLong(output));
        } else {
          write(metric.place(), measurer.sum(output));
        }
      }
    }
  }

  private void write(int place, long number) {
    if (number != 0) {
      PackedMetrics.write(sink, place, number);
    }
  }

  private void write(int place, BigInteger number) {
    if (number.signum() != 0) {
      PackedMetrics.write(sink, place, number);
    }
  }
}
