package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.block.BlockPlan;
import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.SegmentLoader;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.jobs.rows.KeptRows;
import io.dailysegments.jobs.testing.SparkTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of every length, more of them in a partition than a block has room for. */
class EvaluateSegmentsTest extends SparkTest {

  private static final int ROWS = 9_001;

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    Map<String, String> rules =
        Map.of(
            "large", "{label: amount_paid_180d, greater_than: 100000000000000000000}",
            "small", "{label: amount_paid_180d, less_than: 1}",
            "paid", "{label: amount_paid_180d, is_empty: false}",
            "active", "{label: active_days_30d, at_least: 29}",
            "guests", "{label: user_type, equals: guest}");
    for (Map.Entry<String, String> rule : rules.entrySet()) {
      Files.writeString(
          folder.resolve(rule.getKey() + ".yaml"), "name: X\nmatch: [" + rule.getValue() + "]\n");
    }
  }

  private BlockPlan plan() {
    Problems problems = new Problems();
    Catalog catalog = CatalogLoader.load(Path.of("..", "conf", "catalog"), 180, problems);
    List<BoundSegment> segments =
        SegmentLoader.load(folder, catalog, UserLists.in(folder), 180, false, problems);
    problems.throwIfAny();
    return BlockPlan.of(segments, new BusinessZone(ZoneOffset.UTC), LocalDate.of(2026, 3, 31));
  }

  /**
   * Ids of up to 600 bytes; none in every 50th row, in rows 128 to 191 and in the last one. Amounts
   * are of no value, of less than 1, and of more than a long holds.
   */
  private static Dataset<Row> users() {
    String noId = "id % 50 = 0 OR id BETWEEN 128 AND 191 OR id = " + (ROWS - 1);
    return session()
        .range(0, ROWS, 1, 1)
        .selectExpr(
            "IF(" + noId + ", NULL, concat('u', id, repeat('ä', CAST(id % 300 AS INT)))) user_id",
            "IF(id % 7 = 3, 'guest', repeat('x', CAST(id % 5 AS INT))) user_type",
            "IF(id % 11 = 0, NULL, CAST(id % 30 AS INT)) active_days_30d",
            "CASE id % 3 WHEN 0 THEN CAST(0.99 AS DECIMAL(28,2))"
                + " WHEN 1 THEN CAST(100000000000000000000.01 AS DECIMAL(28,2)) END"
                + " amount_paid_180d",
            "id");
  }

  /** Worked out from the numbers of the rows, not by SQL. */
  private static Map<String, Long> expected() {
    Map<String, Long> counts = new TreeMap<>();
    for (int id = 0; id < ROWS; id++) {
      if (id % 50 == 0 || (id >= 128 && id <= 191) || id == ROWS - 1) {
        continue;
      }
      count(counts, "large", id % 3 == 1);
      count(counts, "small", id % 3 == 0);
      count(counts, "paid", id % 3 != 2);
      count(counts, "active", id % 11 != 0 && id % 30 == 29);
      count(counts, "guests", id % 7 == 3);
    }
    return counts;
  }

  private static void count(Map<String, Long> counts, String segment, boolean isMember) {
    counts.merge(segment, isMember ? 1L : 0L, Long::sum);
  }

  private Map<String, Long> counted(Dataset<Row> users) {
    UserSegments found = EvaluateSegments.evaluate(users, plan().program());
    Map<String, Long> counts = new TreeMap<>();
    CountMembers.count(found)
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }

  @Test
  void everyRowIsEvaluatedOnce() {
    assertThat(counted(users())).isEqualTo(expected());
  }

  @Test
  void keptRowsAreEvaluatedAsTheyLie() {
    try (KeptRows kept = KeptRows.of(users().drop("id"))) {
      assertThat(counted(kept.rows())).isEqualTo(expected());
    }
  }

  @Test
  void membersHaveTheirOwnIds() {
    UserSegments found = EvaluateSegments.evaluate(users(), plan().program());
    Dataset<Row> guests =
        AssignMembership.assign(found).filter(col("segment_id").equalTo("guests"));
    Dataset<Row> expected = users().filter("user_id IS NOT NULL AND id % 7 = 3").select("user_id");
    assertThat(guests.select("user_id").except(expected).count()).isZero();
    assertThat(expected.except(guests.select("user_id")).count()).isZero();
  }
}
