package io.dailysegments.jobs.acceptance;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** What readers of a warehouse see, in statements as docs/tables.md shows them. */
final class Readers {

  private static final List<String> TABLES =
      List.of("user_labels", "segment_membership", "segment_counts");

  private Readers() {}

  /**
   * The readable rows of each published table, by table and day, without their {@code run_id}. Each
   * table is one statement. Nothing as long as there is no table {@code runs}.
   */
  static SortedMap<String, List<String>> see(World world) {
    SortedMap<String, List<String>> seen = new TreeMap<>();
    if (world.tables().contains("runs")) {
      TABLES.forEach(table -> seen.putAll(see(world, table)));
    }
    return seen;
  }

  private static SortedMap<String, List<String>> see(World world, String table) {
    String sql =
        ("SELECT dt, sort_array(collect_list(r)) FROM (SELECT t.dt, to_json(struct(t.* EXCEPT (run_id))) AS r"
                + " FROM delta.`%s` t JOIN delta.`%s` r"
                + " ON t.dt = r.dt AND array_contains(r.run_ids, t.run_id)) GROUP BY dt")
            .formatted(place(world, table), place(world, "runs"));
    SortedMap<String, List<String>> days = new TreeMap<>();
    SparkSession.active()
        .sql(sql)
        .collectAsList()
        .forEach(row -> days.put(table + " " + row.get(0), row.getList(1)));
    return days;
  }

  private static String place(World world, String table) {
    return world.folder().resolve("warehouse").resolve(table).toString();
  }
}
