package io.dailysegments.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.block.BlockPlan;
import io.dailysegments.core.block.BlockProgram;
import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.rule.BoundSegment;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.rule.SegmentCompiler;
import io.dailysegments.core.rule.SegmentLoader;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.function.IntPredicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deepest filters that are allowed run in Spark, on the stack that a thread usually has. */
class DeepFilterTest extends SparkTest {

  private static final int USUAL_STACK = 1024 * 1024;
  private static final int VALUES = 7;
  private static final LocalDate DAY = LocalDate.parse("2026-03-31");
  private static final BusinessZone UTC = new BusinessZone(ZoneOffset.UTC);

  @TempDir private Path folder;

  /** A criterion with what it means for the number of active days. */
  private record Deep(String yaml, IntPredicate meaning) {

    static Deep leaf(int value) {
      return new Deep("{label: active_days_30d, equals: " + value + "}", days -> days == value);
    }

    /** In that many groups, each with a criterion of its own. */
    Deep in(int groups) {
      Deep deep = this;
      for (int i = 0; i < groups; i++) {
        deep =
            i % 3 == 0 ? deep.negated() : i % 3 == 1 ? deep.or(i % VALUES) : deep.and(i % VALUES);
      }
      return deep;
    }

    private Deep negated() {
      return new Deep("{not: " + yaml + "}", meaning.negate());
    }

    private Deep or(int value) {
      Deep other = leaf(value);
      return new Deep(
          "{any: [" + other.yaml + ", " + yaml + "]}", days -> days == value || meaning.test(days));
    }

    private Deep and(int value) {
      return new Deep(
          "{all: [{label: active_days_30d, not_equals: " + value + "}, " + yaml + "]}",
          days -> days != value && meaning.test(days));
    }
  }

  @Test
  void aHundredLevelsRun() throws Exception {
    Deep deep = Deep.leaf(3);
    for (int i = 0; i < 4; i++) {
      deep = segment("s" + i, i == 0 ? deep : deep.in(32)); // 33 levels, the first only 1
    }
    assertThat(members("s3")).isEqualTo(meant(deep));
  }

  @Test
  void thirtyTwoSegmentsInARowRun() throws Exception {
    Deep deep = segment("s0", Deep.leaf(3));
    for (int i = 1; i < 32; i++) {
      deep = segment("s" + i, deep.in(2));
    }
    assertThat(members("s31")).isEqualTo(meant(deep));
  }

  /** Writes a segment; it can be referred to. */
  private Deep segment(String id, Deep deep) throws IOException {
    Files.writeString(folder.resolve(id + ".yaml"), "name: X\nmatch: [" + deep.yaml + "]\n");
    return new Deep("{segment: " + id + "}", deep.meaning);
  }

  private static Set<String> meant(Deep deep) {
    Set<String> ids = new TreeSet<>();
    for (int days = 0; days < VALUES; days++) {
      if (deep.meaning.test(days)) {
        ids.add("u" + days);
      }
    }
    return ids;
  }

  private Set<String> members(String id) throws Exception {
    Problems problems = new Problems();
    Catalog catalog = CatalogLoader.load(Path.of("..", "conf", "catalog"), 180, problems);
    UserLists lists = UserLists.in(folder);
    List<BoundSegment> bound = SegmentLoader.load(folder, catalog, lists, 180, false, problems);
    problems.throwIfAny();
    CompiledSegment segment =
        SegmentCompiler.compile(bound, catalog, UTC, DAY).stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow();
    FutureTask<Set<String>> task = new FutureTask<>(() -> members(segment, bound));
    new Thread(null, task, "usual stack", USUAL_STACK).start();
    return task.get();
  }

  /** Those that the SQL filter finds, which blocks find as well. */
  private static Set<String> members(CompiledSegment segment, List<BoundSegment> bound) {
    Dataset<Row> users =
        session()
            .range(VALUES)
            .selectExpr(
                "concat('u', id) AS user_id",
                "'guest' AS user_type",
                "CAST(id AS INT) AS active_days_30d");
    Set<String> members = ids(users.filter(functions.expr(segment.filterSql())).select("user_id"));
    BlockProgram blocks = BlockPlan.of(bound, UTC, DAY).program();
    Dataset<Row> assigned =
        AssignMembership.assign(EvaluateSegments.evaluate(users, blocks))
            .filter(functions.col("segment_id").equalTo(segment.id()));
    assertThat(ids(assigned.select("user_id"))).isEqualTo(members);
    return members;
  }

  private static Set<String> ids(Dataset<Row> rows) {
    Set<String> ids = new TreeSet<>();
    rows.collectAsList().forEach(row -> ids.add(row.getString(0)));
    return ids;
  }
}
