package io.dailysegments.core.activity;

/** What a metric takes of the events it looks at. */
public sealed interface Measure {
  /** What can be done with each kind of measure. */
  interface Visitor<R> {
    /** For a number of events. */
    R times(Times measure);

    /** For a number of days. */
    R days(Days measure);

    /** For a sum. */
    R sum(Sum measure);

    /** For the time of the last event. */
    R lastTime(LastTime measure);

    /** For the day of the last event. */
    R lastDay(LastDay measure);

    /** For the last value of an attribute. */
    R lastValue(LastValue measure);
  }

  /** Hands the measure to its method of the visitor. */
  <R> R accept(Visitor<R> visitor);

  /** The number of events, bigint; 0 without any. */
  record Times() implements Measure {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.times(this);
    }
  }

  /** The number of distinct days with such an event, int; 0 without any. */
  record Days() implements Measure {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.days(this);
    }
  }

  /** The sum of a number property, decimal(38,10); 0 without any. */
  record Sum(String property) implements Measure {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sum(this);
    }
  }

  /** The time of the last such event; null without any. */
  record LastTime() implements Measure {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.lastTime(this);
    }
  }

  /** The day of the last such event, a date; null without any. */
  record LastDay() implements Measure {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.lastDay(this);
    }
  }

  /**
   * The last value of an attribute of such events that have one, by (event time, event id, log
   * date); null without any.
   */
  record LastValue(Attribute attribute) implements Measure {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.lastValue(this);
    }
  }

  /** An attribute of the client that sent an event. */
  enum Attribute {
    PLATFORM,
    APP_VERSION,
    PHONE_MODEL
  }
}
