package io.dailysegments.core.explain;

import io.dailysegments.core.activity.DayWindow;

/** Windows of days in English. */
final class DayWords {
  private DayWords() {}

  static String of(DayWindow window) {
    if (window instanceof DayWindow.LastDays last) {
      return "in the last " + count(last.days());
    }
    if (window instanceof DayWindow.DaysAgo ago) {
      return ago(ago.from(), ago.to());
    }
    DayWindow.Dates dates = (DayWindow.Dates) window;
    return dates.from().equals(dates.to())
        ? "on " + dates.from()
        : "from " + dates.from() + " to " + dates.to();
  }

  /** The days from so many days ago to so many days ago, the larger number first. */
  static String ago(int from, int to) {
    if (to == 0) {
      return "in the last " + count(from + 1);
    }
    return from == to ? "exactly " + count(from) + " ago" : from + " to " + to + " days ago";
  }

  static String count(int days) {
    return days == 1 ? "1 day" : days + " days";
  }
}
