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

/**
 * The events of the log date whose users have no account.
 *
 * @param events how many
 * @param users of how many users
 */
record UnknownUsers(long events, long users) {

  /** Counts them among the measured users; one row is collected. */
  static UnknownUsers of(Dataset<Row> measured) {
    Row counts =
        measured
            .filter(col(MeasureUsers.ACCOUNT).isNull())
            .filter(col(MeasureActivity.EVENTS_ARRIVED).gt(lit(0)))
            .agg(coalesce(sum(MeasureActivity.EVENTS_ARRIVED), lit(0L)), count_if(lit(true)))
            .head();
    return new UnknownUsers(counts.getLong(0), counts.getLong(1));
  }

  /** What the user should know; empty without any. */
  Optional<String> warning() {
    return users == 0
        ? Optional.empty()
        : Optional.of(events + " events are of " + users + " users who are not in users");
  }
}
