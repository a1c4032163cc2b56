package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.dailysegments.jobs.stage.MeasureActivity;
import io.dailysegments.jobs.stage.MeasureUsers;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts the events of users who have no account. */
final class UnknownUsers {

  private UnknownUsers() {}

  /**
   * A warning with the number of events of the log date whose user has no account; empty without
   * any.
   */
  static Optional<String> count(Dataset<Row> measured) {
    Row counts =
        measured
            .filter(col(MeasureUsers.ACCOUNT).isNull())
            .filter(col(MeasureActivity.EVENTS_ARRIVED).gt(lit(0)))
            .agg(coalesce(sum(MeasureActivity.EVENTS_ARRIVED), lit(0L)), count_if(lit(true)))
            .head();
    return counts.getLong(1) == 0
        ? Optional.empty()
        : Optional.of(
            counts.getLong(0)
                + " events are of "
                + counts.getLong(1)
                + " users who are not in users");
  }
}
