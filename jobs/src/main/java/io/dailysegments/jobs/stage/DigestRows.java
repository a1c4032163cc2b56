package io.dailysegments.jobs.stage;

import io.dailysegments.core.activity.Measure.Attribute;
import io.dailysegments.core.history.DigestRow;
import io.dailysegments.core.history.EventMoment;
import io.dailysegments.core.history.UserHistory;
import java.math.BigInteger;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeMapData;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** Adds rows of the digest to a history. */
final class DigestRows {

  /** What is read of the digest, in this order. */
  static final List<String> COLUMNS =
      List.of(
          "activity_date",
          "log_date",
          "event_code",
          "properties",
          "times",
          "sums",
          "last_at",
          "platform",
          "platform_at",
          "platform_event_id",
          "app_version",
          "app_version_at",
          "app_version_event_id",
          "phone_model",
          "phone_model_at",
          "phone_model_event_id");

  private static final int ACTIVITY_DATE = 0;
  private static final int LOG_DATE = 1;
  private static final int EVENT_CODE = 2;
  private static final int PROPERTIES = 3;
  private static final int TIMES = 4;
  private static final int SUMS = 5;
  private static final int LAST_AT = 6;
  private static final int PLATFORM = 7;
  private static final int APP_VERSION = 10;
  private static final int PHONE_MODEL = 13;

  private DigestRows() {}

  /**
   * Adds a row.
   *
   * @param source has {@link #COLUMNS}
   */
  static void add(UnsafeRow source, UserHistory history) {
    DigestRow row =
        history.row(source.getInt(ACTIVITY_DATE), source.getUTF8String(EVENT_CODE).getBytes());
    if (!source.isNullAt(PROPERTIES)) {
      addProperties(source.getMap(PROPERTIES), row);
    }
    if (!source.isNullAt(SUMS)) {
      addSums(source.getMap(SUMS), row);
    }
    row.add(source.getLong(TIMES), source.getLong(LAST_AT));
    offerLast(source, PLATFORM, Attribute.PLATFORM, history);
    offerLast(source, APP_VERSION, Attribute.APP_VERSION, history);
    offerLast(source, PHONE_MODEL, Attribute.PHONE_MODEL, history);
  }

  /** The number of events of a row that arrived on a day, in days since 1970-01-01. */
  static long arrivedOn(int day, UnsafeRow source) {
    return source.getInt(LOG_DATE) == day ? source.getLong(TIMES) : 0;
  }

  private static void addProperties(UnsafeMapData properties, DigestRow row) {
    UnsafeArrayData names = properties.keyArray();
    UnsafeArrayData values = properties.valueArray();
    for (int i = 0; i < names.numElements(); i++) {
      if (!values.isNullAt(i)) {
        row.property(names.getUTF8String(i).getBytes(), values.getUTF8String(i).getBytes());
      }
    }
  }

  /** More than 18 digits lie as the bytes of a whole number. */
  private static void addSums(UnsafeMapData sums, DigestRow row) {
    UnsafeArrayData names = sums.keyArray();
    UnsafeArrayData values = sums.valueArray();
    for (int i = 0; i < names.numElements(); i++) {
      if (!values.isNullAt(i)) {
        row.sum(names.getUTF8String(i).getBytes(), new BigInteger(values.getBinary(i)));
      }
    }
  }

  /**
   * @param value the place of the value, behind which are the time and the id of its event
   */
  private static void offerLast(
      UnsafeRow source, int value, Attribute attribute, UserHistory history) {
    if (source.isNullAt(value)) {
      return;
    }
    int day = source.getInt(ACTIVITY_DATE);
    long at = source.getLong(value + 1);
    if (history.mayBeLast(attribute, day, at)) {
      byte[] eventId = source.getUTF8String(value + 2).getBytes();
      history.last(
          attribute,
          source.getUTF8String(value).getBytes(),
          new EventMoment(day, at, eventId, source.getInt(LOG_DATE)));
    }
  }
}
