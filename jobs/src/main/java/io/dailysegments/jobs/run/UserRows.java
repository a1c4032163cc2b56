package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of users, in every table that has such. */
final class UserRows {

  /** SQL that gives the user of a row, by table. */
  private static final Map<OutputTable, String> USER_IDS =
      Collections.unmodifiableMap(
          new EnumMap<>(
              Map.of(
                  OutputTable.USER_LABELS, "old.user_id",
                  OutputTable.SEGMENT_MEMBERSHIP, "old.user_id",
                  OutputTable.USER_SEGMENTS, "old.user_id",
                  OutputTable.ACTIVITY_DIGEST, "old.user_id",
                  OutputTable.ACTIVITY_HISTORY, "old.user_id",
                  OutputTable.HELD_USER_LABELS, "old.user_id",
                  OutputTable.HELD_SEGMENT_MEMBERSHIP, "old.user_id",
                  OutputTable.HELD_USER_SEGMENTS, "old.user_id",
                  OutputTable.QUARANTINE, "get_json_object(old.row, '$.user_id')")));

  private final OutputTables tables;

  UserRows(OutputTables tables) {
    this.tables = tables;
  }

  /** The tables that have rows of users, those before others that are copied from them. */
  static Set<OutputTable> tables() {
    return USER_IDS.keySet();
  }

  /** The users of a table, each once, as {@code user_id}; empty without a table. */
  Optional<Dataset<Row>> users(OutputTable table) {
    return tables
        .find(table, Where.ANY)
        .map(rows -> rows.as("old").select(userId(table).as("user_id")).distinct());
  }

  /**
   * Removes the rows of users from a table.
   *
   * @param users {@code user_id}
   * @return how many rows it had of them
   */
  long erase(OutputTable table, Dataset<Row> users) {
    long rows = tables.find(table, Where.ANY).map(found -> count(table, found, users)).orElse(0L);
    if (rows > 0) {
      tables.erase(table, users, USER_IDS.get(table));
    }
    return rows;
  }

  private static long count(OutputTable table, Dataset<Row> rows, Dataset<Row> users) {
    return rows.as("old")
        .join(users.as("erased"), userId(table).equalTo(col("erased.user_id")), "left_semi")
        .count();
  }

  private static Column userId(OutputTable table) {
    return expr(USER_IDS.get(table));
  }
}
