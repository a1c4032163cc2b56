package io.dailysegments.core.activity;

/** What a metric takes of the events it looks at. */
public sealed interface Measure {

  /** The number of events, bigint; 0 without any. */
  record Times() implements Measure {}

  /** The number of distinct days with such an event, int; 0 without any. */
  record Days() implements Measure {}

  /** The sum of a number property, decimal(38,10); 0 without any. */
  record Sum(String property) implements Measure {}

  /** The time of the last such event; null without any. */
  record LastTime() implements Measure {}

  /** The day of the last such event, a date; null without any. */
  record LastDay() implements Measure {}

  /** The last value of an attribute of such events that have one, by (event time, event id, log date); null without any. */
  record LastValue(Attribute attribute) implements Measure {}

  /** An attribute of the client that sent an event. */
  enum Attribute {
    PLATFORM,
    APP_VERSION,
    PHONE_MODEL
  }
}
