package io.dailysegments.core.explain;

import io.dailysegments.core.activity.DayWindow;

/** Windows of days in English. */
final class DayWords {
  private DayWords() {}

  static String of(DayWindow window) {
    if (window instanceof DayWindow.LastDays last) {
      return "in the last " + count(String.valueOf(last.days()));
    }
    if (window instanceof DayWindow.DaysAgo ago) {
      return ago(String.valueOf(ago.from()), String.valueOf(ago.to()));
    }
    DayWindow.Dates dates = (DayWindow.Dates) window;
    return dates.from().equals(dates.to())
        ? "on " + dates.from()
        : "from " + dates.from() + " to " + dates.to();
  }

  /** The days from so many days ago to so many days ago, the larger number first. */
  static String ago(String from, String to) {
    if (from.equals(to)) {
      return from.equals("0") ? "on the data date" : "exactly " + count(from) + " ago";
    }
    return from + " to " + to + " days ago";
  }

  static String count(String days) {
    return days.equals("1") ? "1 day" : days + " days";
  }
}
