package io.dailysegments.core.history;

import io.dailysegments.core.activity.Measure.Attribute;
import java.util.Arrays;
import java.util.List;

/** Of each attribute the value of the latest event that had one. */
final class LastValues {
  /** The order of the packed form, which that of the enumeration is not. */
  private static final List<Attribute> ATTRIBUTES =
      List.of(Attribute.PLATFORM, Attribute.APP_VERSION, Attribute.PHONE_MODEL);

  private static final int SIZE = ATTRIBUTES.size();

  private final byte[][] values = new byte[SIZE][];
  private final EventMoment[] moments = new EventMoment[SIZE];

  void clear() {
    Arrays.fill(values, null);
    Arrays.fill(moments, null);
  }

  /** Whether no value is known to be later. */
  boolean mayBeLast(Attribute attribute, int day, long at) {
    EventMoment moment = moments[place(attribute)];
    return moment == null || day > moment.day() || (day == moment.day() && at >= moment.at());
  }

  /** Takes a value, unless there is a later one; of values of one moment the greatest stays. */
  void offer(Attribute attribute, byte[] value, EventMoment moment) {
    offer(place(attribute), value, moment);
  }

  private void offer(int i, byte[] value, EventMoment moment) {
    int order = moments[i] == null ? 1 : moment.compareTo(moments[i]);
    if (order > 0 || (order == 0 && Arrays.compareUnsigned(value, values[i]) > 0)) {
      values[i] = value;
      moments[i] = moment;
    }
  }

  /** Gives each value there is. */
  void forEach(Taker taker) {
    for (int i = 0; i < SIZE; i++) {
      if (moments[i] != null) {
        taker.take(ATTRIBUTES.get(i), values[i], moments[i]);
      }
    }
  }

  /** Takes the last value of an attribute. */
  @FunctionalInterface
  interface Taker {
    void take(Attribute attribute, byte[] value, EventMoment moment);
  }

  /** The place of an attribute. */
  static int place(Attribute attribute) {
    return ATTRIBUTES.indexOf(attribute);
  }

  /** The value of the attribute with that place, if it is of that day or a later one, or null. */
  byte[] since(int day, int place) {
    return has(place, day) ? values[place] : null;
  }

  private boolean has(int place, int from) {
    return moments[place] != null && moments[place].day() >= from;
  }

  /**
   * Writes the values of some days: a byte that says which there are and which are of the same
   * moment as the one before; of each its value and, unless it is the same, its moment.
   */
  void write(ByteSink sink, int from) {
    sink.octet(mask(from));
    EventMoment before = null;
    for (int i = 0; i < SIZE; i++) {
      if (has(i, from)) {
        sink.text(values[i]);
        if (!moments[i].equals(before)) {
          write(sink, moments[i]);
        }
        before = moments[i];
      }
    }
  }

  private int mask(int from) {
    int mask = 0;
    EventMoment before = null;
    for (int i = 0; i < SIZE; i++) {
      if (has(i, from)) {
        mask |= 1 << i;
        mask |= moments[i].equals(before) ? 1 << (SIZE + i) : 0;
        before = moments[i];
      }
    }
    return mask;
  }

  private static void write(ByteSink sink, EventMoment moment) {
    sink.zigzag(moment.day());
    sink.zigzag(moment.at() - moment.day() * HistoryReader.MICROS_PER_DAY);
    sink.text(moment.eventId());
    sink.zigzag((long) moment.logDay() - moment.day());
  }

  /** Offers what {@link #write} wrote. */
  void read(ByteSource source) {
    int mask = source.octet();
    EventMoment moment = null;
    for (int i = 0; i < SIZE; i++) {
      if ((mask >> i & 1) != 0) {
        byte[] value = source.text();
        boolean isSame = (mask >> (SIZE + i) & 1) != 0;
        moment = isSame ? moment : moment(source);
        if (moment == null) {
          throw new CorruptHistoryException("a last value has no moment");
        }
        offer(i, value, moment);
      }
    }
  }

  private static EventMoment moment(ByteSource source) {
    int day = (int) source.zigzag();
    long at = source.zigzag() + day * HistoryReader.MICROS_PER_DAY;
    byte[] eventId = source.text();
    return new EventMoment(day, at, eventId, (int) (source.zigzag() + day));
  }
}
