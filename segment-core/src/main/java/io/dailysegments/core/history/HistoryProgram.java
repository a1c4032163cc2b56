package io.dailysegments.core.history;

import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tasks need of a plan: immutable, serializable, and shared by all tasks of a process. It
 * takes some hundred bytes for each metric, and for each event of the catalog and metric that it
 * feeds.
 */
public final class HistoryProgram implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int firstDay;
  private final int days;
  private final List<StreamSpec> streams;
  private final TreeMap<String, CodeSpec> codes;
  private final CodeSpec otherCodes;
  private final List<Output> outputs;
  private final List<PackedMetric> packed;
  private final int totals;

  /**
   * @param firstDay the first retained day, since 1970-01-01
   * @param days how many are retained
   * @param otherCodes of every code that is not among {@code codes}
   * @param packed of the outputs those that are given packed
   * @param totals how many sums there are
   */
  HistoryProgram(
      int firstDay,
      int days,
      List<StreamSpec> streams,
      SortedMap<String, CodeSpec> codes,
      CodeSpec otherCodes,
      List<Output> outputs,
      List<PackedMetric> packed,
      int totals) {
    this.firstDay = firstDay;
    this.days = days;
    this.streams = List.copyOf(streams);
    this.codes = new TreeMap<>(codes);
    this.otherCodes = otherCodes;
    this.outputs = List.copyOf(outputs);
    this.packed = List.copyOf(packed);
    this.totals = totals;
  }

  /** What measures one history after the other; for one thread at a time. */
  public HistoryMeasurer newMeasurer() {
    return new HistoryMeasurer(this);
  }

  int firstDay() {
    return firstDay;
  }

  int days() {
    return days;
  }

  List<StreamSpec> streams() {
    return streams;
  }

  SortedMap<String, CodeSpec> codes() {
    return codes;
  }

  CodeSpec otherCodes() {
    return otherCodes;
  }

  /** By the place of the metric in the plan; behind them those that are packed. */
  List<Output> outputs() {
    return outputs;
  }

  List<PackedMetric> packed() {
    return packed;
  }

  int totals() {
    return totals;
  }
}
