package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.when;

import io.dailysegments.core.time.BusinessZone;
import org.apache.spark.sql.Column;

/**
 * The day in the business zone that an instant belongs to; the same as {@link BusinessZone#dayOf}.
 */
final class BusinessDay {

  private BusinessDay() {}

  /**
   * The local date, or the next one where the clock was set back across midnight and that day had
   * begun already.
   *
   * @param instant a timestamp; the session's time zone must be UTC
   */
  static Column of(Column instant, BusinessZone zone) {
    Column id = lit(zone.id().getId());
    Column local = from_utc_timestamp(instant, id).cast("date");
    Column next = date_add(local, 1);
    Column nextBegins = to_utc_timestamp(next.cast("timestamp"), id);
    return when(instant.geq(nextBegins), next).otherwise(local);
  }
}
