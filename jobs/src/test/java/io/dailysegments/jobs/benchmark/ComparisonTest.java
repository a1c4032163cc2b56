package io.dailysegments.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever differs between a night and another way to compute it is found and named. */
class ComparisonTest {

  private static final SegmentMix MIX = new SegmentMix(10, SegmentMix.Form.PLAIN);
  private static final String DIGEST =
      """
      SELECT 'u1' AS user_id, DATE '2026-03-31' AS activity_date, 'pairing_end' AS event_code,
        2 AS times, TIMESTAMP '2026-03-31 10:00:00' AS first_at,
        TIMESTAMP '2026-03-31 11:00:00' AS last_at, 'iOS' AS platform, last_at AS platform_at,
        'e1' AS platform_event_id, '5.1' AS app_version, 'e1' AS app_version_event_id,
        'Model 1' AS phone_model, 'e1' AS phone_model_event_id,
        MAP {'result': 'success'} AS properties, MAP {'amount': 1.5} AS sums
      """;

  /** What every way writes, by the name of its folder in plain SQL. */
  private static final Map<String, String> NIGHT =
      Map.of(
          "labels",
          "SELECT * FROM (VALUES ('u1', 'iOS'), ('u2', NULL)) AS t(user_id, platform)",
          "membership-0000",
          "SELECT * FROM (VALUES ('a', 'u1'), ('b', 'u1'), ('b', 'u2'), ('j', 'u1'))"
              + " AS t(segment_id, user_id)",
          "counts",
          "SELECT chr(ord('a') + i) AS segment_id, CASE i WHEN 0 THEN 1 WHEN 1 THEN 2 WHEN 9 THEN 1"
              + " ELSE 0 END AS members, i // 9 AS entered, NULL::BIGINT AS exited, 2 AS population"
              + " FROM (SELECT unnest(range(10))::INTEGER AS i)",
          "digest",
          DIGEST);

  @TempDir private Path root;
  private WorldFolder folder;

  @BeforeEach
  void write() throws SQLException, IOException {
    folder = new WorldFolder(root);
    for (Map.Entry<String, String> one : NIGHT.entrySet()) {
      write(folder.plainSql(MIX).resolve(one.getKey()).resolve("part.parquet"), one.getValue());
      write(folder.peer(MIX).resolve(one.getKey() + ".parquet"), one.getValue());
    }
    write(ours("user_labels"), NIGHT.get("labels"));
    write(ours("segment_membership"), NIGHT.get("membership-0000"));
    write(ours("segment_counts"), NIGHT.get("counts"));
    write(ours("user_segments"), users("\\x03\\x02"));
    Path log = folder.warehouse(MIX).resolve("activity_digest");
    write(log.resolve("log_date=" + WorldSize.DATA_DATE).resolve("part.parquet"), DIGEST);
  }

  /** Of whom the first has some bits, and the second that of b. */
  private static String users(String first) {
    return "SELECT * FROM (VALUES ('u1', '%s'::BLOB), ('u2', '\\x02\\x00'::BLOB)) AS t(user_id, bits)"
        .formatted(first);
  }

  private Path ours(String table) {
    Path day = folder.warehouse(MIX).resolve(table).resolve("dt=" + WorldSize.DATA_DATE);
    return day.resolve("run_id=r").resolve("part.parquet");
  }

  private static void write(Path file, String query) throws SQLException, IOException {
    Files.createDirectories(file.getParent());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
    }
  }

  @Test
  void theSameIsTheSame() throws SQLException {
    assertThat(Comparison.withPlainSql(folder, MIX, List.of("platform"))).isEmpty();
    assertThat(Comparison.withPeer(folder, MIX, List.of("platform"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          labels | SELECT * REPLACE (coalesce(platform, '') AS platform) FROM night | label platform differs for 1 users from that of plain SQL
          labels | FROM night WHERE user_id = 'u1' | user_labels has 2 rows of 2, of plain SQL 1
          labels | FROM night UNION ALL FROM night | user_labels has 2 rows of 2, of plain SQL 4
          labels | SELECT * REPLACE (replace(user_id, 'u2', 'u3') AS user_id) FROM night | label user_id differs for 2 users from that of plain SQL
          membership-0000 | FROM night WHERE segment_id = 'b' | segment a has 1 members in segment_membership, of plain SQL 0
          membership-0000 | FROM night UNION ALL SELECT 'a', 'u2' | segment a has 1 members in user_segments, of plain SQL 2
          membership-0000 | FROM night UNION ALL SELECT 'a', 'u1' | segment a has 1 members in segment_membership, of plain SQL 2
          membership-0000 | FROM night UNION ALL SELECT 'c', 'u1' | segment c has 0 members in segment_membership, of plain SQL 1
          membership-0000 | SELECT segment_id, replace(user_id, 'u1', 'u2') AS user_id FROM night WHERE segment_id = 'a' UNION ALL FROM night WHERE segment_id = 'b' | segment a has 1 members in segment_membership, of plain SQL 1, others
          counts | SELECT * REPLACE (CASE segment_id WHEN 'a' THEN 0 END AS exited) FROM night | counts of a are {'members': 1, 'entered': 0, 'exited': NULL, 'population': 2}, of plain SQL {'members': 1, 'entered': 0, 'exited': 0, 'population': 2}
          counts | FROM night UNION ALL FROM night | segment_counts has 10 rows of 10, of plain SQL 20
          digest | SELECT * REPLACE ('5.2' AS app_version) FROM night | the digest has 1 rows, of plain SQL 1
          digest | SELECT * REPLACE (MAP {'result': 'failure'} AS properties) FROM night | the digest has 1 rows, of plain SQL 1
          digest | FROM night UNION ALL FROM night | the digest has 1 rows, of plain SQL 2
          """)
  void whatDiffersIsNamed(String what, String other, String difference)
      throws SQLException, IOException {
    write(
        folder.plainSql(MIX).resolve(what).resolve("part.parquet"),
        "WITH night AS (" + NIGHT.get(what) + ") " + other);
    assertThat(Comparison.withPlainSql(folder, MIX, List.of("platform"))).contains(difference);
    assertThat(Comparison.withPeer(folder, MIX, List.of("platform"))).isEmpty();
  }

  @Test
  void bitsThatSayOtherwiseThanTheMembersAreNamed() throws SQLException, IOException {
    write(ours("user_segments"), users("\\x02\\x00"));
    assertThat(Comparison.withPeer(folder, MIX, List.of("platform")))
        .containsExactly(
            "segment a has 0 members in user_segments, of the peer 1",
            "segment j has 0 members in user_segments, of the peer 1");
  }
}
