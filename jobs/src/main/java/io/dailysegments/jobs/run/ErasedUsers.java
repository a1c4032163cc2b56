package io.dailysegments.jobs.run;

import static java.util.function.Predicate.not;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.dailysegments.jobs.table.Merge;
import io.dailysegments.jobs.table.Merge.Takes;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * For how many users the counts of a published day are no longer what its rows give, {@code
 * runs.erased_users}: the users it had, less those whose rows are there. It is counted of what is
 * there after an erasure, so that an erasure that was stopped and given again counts nobody twice.
 */
final class ErasedUsers {

  /**
   * The number of users, erased ones among them, that a day had when retention removed its labels;
   * in {@code runs.row_counts}.
   */
  static final String USERS_KEPT = "users_kept";

  private static final String LABELS = OutputTable.USER_LABELS.key();
  private static final StructType SCHEMA =
      new StructType().add("dt", DateType).add("run_id", StringType).add("erased_users", LongType);

  private final OutputTables tables;
  private final PublishedDays published;

  ErasedUsers(OutputTables tables) {
    this.tables = tables;
    this.published = new PublishedDays(tables);
  }

  /** Counts anew for every published day. */
  void update() {
    update(published.all());
  }

  /** Counts anew for a day that was just published; its rows may have been erased meanwhile. */
  void update(LocalDate day) {
    if (tables.version(OutputTable.FORGOTTEN_USERS).isPresent()) {
      update(published.find(day).stream().toList());
    }
  }

  private void update(List<PublishedDay> days) {
    Map<LocalDate, Long> accounts =
        users(OutputTable.USER_LABELS, days.stream().filter(not(ErasedUsers::isPruned)).toList());
    Map<LocalDate, Long> members =
        users(OutputTable.SEGMENT_MEMBERSHIP, days.stream().filter(ErasedUsers::isPruned).toList());
    List<Row> rows = new ArrayList<>();
    for (PublishedDay day : days) {
      if (isPruned(day) && day.pruned().contains(OutputTable.SEGMENT_MEMBERSHIP.key())) {
        continue; // no row of a user is left: what was counted before stays
      }
      Long had = day.rowCounts().get(isPruned(day) ? USERS_KEPT : LABELS);
      Long has = (isPruned(day) ? members : accounts).getOrDefault(day.dataDate(), 0L);
      if (had != null && had > has) {
        rows.add(RowFactory.create(Date.valueOf(day.dataDate()), day.runId(), had - has));
      }
    }
    if (!rows.isEmpty()) {
      write(rows);
    }
  }

  private static boolean isPruned(PublishedDay day) {
    return day.pruned().contains(LABELS);
  }

  /** How many users the readable rows of each day are of; days without any are absent. */
  private Map<LocalDate, Long> users(OutputTable table, List<PublishedDay> all) {
    List<PublishedDay> days =
        all.stream().filter(day -> !day.pruned().contains(table.key())).toList();
    Map<LocalDate, Long> users = new HashMap<>();
    if (days.isEmpty()) {
      return users;
    }
    List<LocalDate> dates = days.stream().map(PublishedDay::dataDate).toList();
    List<String> runs = days.stream().flatMap(day -> day.runIds().stream()).toList();
    tables
        .find(table, Where.in("dt", dates).and("run_id", runs))
        .ifPresent(
            rows ->
                rows.groupBy("dt")
                    .agg(countDistinct("user_id"))
                    .collectAsList()
                    .forEach(row -> users.put(row.getDate(0).toLocalDate(), row.getLong(1))));
    return users;
  }

  /** The number never falls: another erasure may have counted later and written first. */
  private void write(List<Row> rows) {
    Merge grow = PublishedDays.merging(Takes.LARGER, List.of("erased_users"));
    tables.merge(OutputTable.RUNS, rows, SCHEMA, grow);
  }

  /** What a day whose labels retention is about to remove had of users; see {@link #USERS_KEPT}. */
  long usersKept(PublishedDay day) {
    return day.erasedUsers()
        + users(OutputTable.SEGMENT_MEMBERSHIP, List.of(day)).getOrDefault(day.dataDate(), 0L);
  }
}
