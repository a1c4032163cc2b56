package io.dailysegments.jobs.table;

import io.dailysegments.core.sql.SqlText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * The views {@code published_*} of a database: the rows of published days, whatever runs are under
 * way.
 */
final class PublishedViews {

  private static final List<OutputTable> TABLES =
      List.of(OutputTable.USER_LABELS, OutputTable.SEGMENT_MEMBERSHIP, OutputTable.SEGMENT_COUNTS);

  private final SparkSession session;
  private final String database;

  PublishedViews(SparkSession session, String database) {
    this.session = session;
    this.database = database;
  }

  /** Makes the views that are not there or lack columns of their tables. */
  void refresh() {
    for (OutputTable table : TABLES) {
      List<String> columns = columns(database + "." + table.key());
      String view = database + ".published_" + table.key();
      if (!session.catalog().tableExists(view) || !columns(view).equals(columns)) {
        session.sql(definition(view, table, columns));
      }
    }
  }

  private List<String> columns(String name) {
    return Arrays.asList(session.table(name).columns());
  }

  private String definition(String view, OutputTable table, List<String> columns) {
    String selected =
        columns.stream()
            .map(column -> "t." + SqlText.identifier(column))
            .collect(Collectors.joining(", "));
    return ("CREATE OR REPLACE VIEW %s AS SELECT %s FROM %s.%s AS t"
            + " JOIN %s.runs AS r ON t.dt = r.dt AND array_contains(r.run_ids, t.run_id)")
        .formatted(view, selected, database, table.key(), database);
  }
}
