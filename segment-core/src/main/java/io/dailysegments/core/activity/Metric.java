package io.dailysegments.core.activity;

import java.util.List;
import java.util.Objects;

/**
 * One number, time or text measured of a user's activity: which events, with which properties, on which days, and what
 * of them. Labels and behaviour criteria are made of metrics; equal metrics are computed once.
 *
 * @param where every one holds on the same event; in the order of their property names
 */
public record Metric(EventSelection events, List<PropertyFilter> where, DayWindow window, Measure measure) {

  public Metric {
    Objects.requireNonNull(events, "events");
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(measure, "measure");
    where = List.copyOf(where);
  }
}
