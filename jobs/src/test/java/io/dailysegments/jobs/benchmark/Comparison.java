package io.dailysegments.jobs.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Looks for differences between what the program and another one wrote: every label of every user,
 * the members of every segment in both tables that hold them, every count, and the digest of the
 * data date. It reads the files that lie in the warehouse, with DuckDB.
 */
final class Comparison {

  private static final String DIGEST =
      "user_id, activity_date, event_code, times, first_at, last_at, platform, platform_at,"
          + " platform_event_id, app_version, app_version_event_id, phone_model,"
          + " phone_model_event_id, properties['result'], sums['amount']";

  private final Path warehouse;
  private final String other;
  private final UnaryOperator<String> theirs;
  private final List<String> labels;

  private Comparison(
      WorldFolder folder,
      SegmentMix mix,
      List<String> labels,
      String other,
      UnaryOperator<String> theirs) {
    this.warehouse = folder.warehouse(mix);
    this.labels = List.copyOf(labels);
    this.other = other;
    this.theirs = theirs;
  }

  /**
   * A line for each thing in which the program and the peer differ; empty if they agree.
   *
   * @param labels the columns to compare
   */
  static List<String> withPeer(WorldFolder folder, SegmentMix mix, List<String> labels)
      throws SQLException {
    UnaryOperator<String> theirs = name -> folder.peer(mix) + "/" + name + ".parquet";
    return new Comparison(folder, mix, labels, "the peer", theirs).differences();
  }

  /** The same of the program and plain Spark SQL. */
  static List<String> withPlainSql(WorldFolder folder, SegmentMix mix, List<String> labels)
      throws SQLException {
    UnaryOperator<String> theirs = name -> folder.plainSql(mix) + "/" + name + "/*.parquet";
    return new Comparison(folder, mix, labels, "plain SQL", theirs).differences();
  }

  private List<String> differences() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      for (String query :
          List.of(
              rows("user_labels", "labels", "user_id"),
              labels(),
              rows("segment_counts", "counts", "segment_id"),
              counts(),
              members("segment_membership", "FROM " + ours("segment_membership")),
              members("user_segments", userSegments()),
              digest())) {
        read(statement, query, found);
      }
    }
    return found;
  }

  private static void read(Statement statement, String sql, List<String> found)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
  }

  private String ours(String table) {
    return "read_parquet('%s/%s/dt=%s/*/*.parquet', hive_partitioning = false)"
        .formatted(warehouse, table, WorldSize.DATA_DATE);
  }

  private String theirs(String file) {
    return "read_parquet('%s')".formatted(theirs.apply(file));
  }

  /** One row per label that differs, and one if users do. */
  private String labels() {
    String sums =
        labels.stream()
            .map(
                label ->
                    "count(*) FILTER (a.%1$s IS DISTINCT FROM b.%1$s) AS %1$s".formatted(label))
            .collect(Collectors.joining(", "));
    String names = String.join(", ", labels);
    return """
        WITH differing AS (
          SELECT count(*) FILTER (a.user_id IS NULL OR b.user_id IS NULL) AS user_id, %s
          FROM %s AS a FULL JOIN %s AS b ON a.user_id = b.user_id
        )
        SELECT 'label ' || label || ' differs for ' || users || ' users from that of %s'
        FROM (UNPIVOT differing ON user_id, %s INTO NAME label VALUE users)
        WHERE users > 0
        """
        .formatted(sums, ours("user_labels"), theirs("labels"), other, names);
  }

  /** The members that the bits of the users say; the segments stand in the order of their ids. */
  private String userSegments() {
    return """
        SELECT segment_id, user_id
        FROM (SELECT user_id, bits::BIT AS bits FROM %s) AS users,
          (SELECT segment_id, row_number() OVER (ORDER BY segment_id) - 1 AS place FROM %s) AS ids
        WHERE get_bit(bits, (place // 8 * 8 + 7 - place %% 8)::INTEGER) = 1
        """
        .formatted(ours("user_segments"), ours("segment_counts"));
  }

  /** One row per segment whose members differ. */
  private String members(String table, String ours) {
    String sums =
        "SELECT segment_id, count(*) AS members, sum(hash(user_id)) AS users FROM (%s) GROUP BY ALL";
    return """
        WITH a AS (%s), b AS (%s)
        SELECT 'segment ' || segment_id || ' has ' || coalesce(a.members, 0) || ' members in %s, of '
          || '%s ' || coalesce(b.members, 0) || CASE WHEN a.members = b.members THEN ', others' ELSE '' END
        FROM a FULL JOIN b USING (segment_id)
        WHERE a.users IS DISTINCT FROM b.users
        ORDER BY segment_id
        """
        .formatted(
            sums.formatted(ours), sums.formatted("FROM " + theirs("membership-*")), table, other);
  }

  /** One row if a table has a key twice, or another number of rows: a join would not show it. */
  private String rows(String table, String file, String key) {
    String count = "SELECT count(*) AS total, count(DISTINCT " + key + ") AS keys FROM ";
    return """
        SELECT '%s has ' || a.total || ' rows of ' || a.keys || ', of %s ' || b.total
        FROM (%s) AS a, (%s) AS b
        WHERE a.total <> b.total OR a.total <> a.keys OR b.total <> b.keys
        """
        .formatted(table, other, count + ours(table), count + theirs(file));
  }

  private String counts() {
    String columns =
        "{members: %1$s.members, entered: %1$s.entered, exited: %1$s.exited, population: %1$s.population}";
    return """
        SELECT 'counts of ' || segment_id || ' are ' || %1$s || ', of %5$s ' || %2$s
        FROM %3$s AS a FULL JOIN %4$s AS b USING (segment_id)
        WHERE %1$s IS DISTINCT FROM %2$s
        ORDER BY segment_id
        """
        .formatted(
            columns.formatted("a"),
            columns.formatted("b"),
            ours("segment_counts"),
            theirs("counts"),
            other);
  }

  private String digest() {
    String ours =
        "read_parquet('%s/activity_digest/log_date=%s/*.parquet', hive_partitioning = false)"
            .formatted(warehouse, WorldSize.DATA_DATE);
    String sums = "SELECT count(*) AS digest_rows, sum(hash(" + DIGEST + ")) AS content FROM ";
    return """
        SELECT 'the digest has ' || a.digest_rows || ' rows, of %3$s ' || b.digest_rows
        FROM (%1$s) AS a, (%2$s) AS b
        WHERE a.digest_rows <> b.digest_rows OR a.content IS DISTINCT FROM b.content
        """
        .formatted(sums + ours, sums + theirs("digest"), other);
  }
}
