package io.dailysegments.core.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.rule.BoundSegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of random rows and segments against a reading of the rules row by row. */
class BlockEvaluationTest {

  private static final Map<String, Object> NOTHING = Map.of("user_id", "nobody");

  /** Always the same seed, and a new one, which is in the name of the test. */
  static Stream<Long> seeds() {
    return Stream.of(20260310L, new Random().nextLong());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void blocksAgreeWithTheRulesReadRowByRow(long seed) {
    RandomSegments random = new RandomSegments(seed);
    for (int round = 0; round < 10; round++) {
      List<BoundSegment> segments = random.segments(round == 0 ? 300 : 40);
      BlockPlan plan = Rules.plan(segments);
      BlockEvaluator evaluator = plan.program().newEvaluator();
      for (int size : new int[] {0, 1, 63, 64, 65, 200}) {
        check(plan, evaluator, segments, rows(random, size));
      }
    }
  }

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {0, 1, 63, 64, 65, 127, 128, Block.MAX_ROWS - 1, Block.MAX_ROWS})
  void blocksOfEverySizeEvaluateTheirRowsOnly(int size) {
    RandomSegments random = new RandomSegments(size);
    List<BoundSegment> segments = random.segments(20);
    BlockPlan plan = Rules.plan(segments);
    BlockEvaluator evaluator = plan.program().newEvaluator();
    check(plan, evaluator, segments, rows(random, Block.MAX_ROWS));
    check(plan, evaluator, segments, rows(random, size));
  }

  @Test
  void aSegmentAndItsComplementPartitionThePopulation() {
    RandomSegments random = new RandomSegments(1);
    List<BoundSegment> segments = new ArrayList<>(random.segments(60));
    for (BoundSegment segment : List.copyOf(segments)) {
      Rules.Deleted deleted =
          segment.definition().includeDeleted() ? Rules.Deleted.INCLUDED : Rules.Deleted.LEFT_OUT;
      segments.add(
          Rules.segment(
              segment.id() + "-not",
              Rules.not(Rules.member(segment.id())),
              Rules.Consent.NONE,
              deleted));
    }
    BlockPlan plan = Rules.plan(segments);
    BlockEvaluator evaluator = plan.program().newEvaluator();
    Rows.fill(evaluator, plan.program(), rows(random, 500));
    BlockMembers members = evaluator.evaluate();
    List<String> ids = plan.program().segmentIds();

    for (int i = 0; i < ids.size(); i += 2) {
      assertThat(ids.get(i + 1)).isEqualTo(ids.get(i) + "-not");
      assertThat(members.count(i) + members.count(i + 1)).isEqualTo(members.populationCount(i));
      for (int word = 0; word < members.words(); word++) {
        assertThat(members.word(i, word) & members.word(i + 1, word)).isZero();
      }
    }
  }

  @Test
  void theResultOutlivesTheRowsAndAFullBlockRefusesMore() {
    BlockPlan plan = Rules.plan(List.of(Rules.everyAccount("a", Rules.all())));
    BlockEvaluator evaluator = plan.program().newEvaluator();
    Block block = evaluator.block();
    IntStream.range(0, Block.MAX_ROWS).forEach(n -> assertThat(block.addRow()).isEqualTo(n));

    assertThat(block.isFull()).isTrue();
    assertThatThrownBy(block::addRow).hasMessageStartingWith("Cannot add a row: the block has");
    BlockMembers members = evaluator.evaluate();
    block.clear();
    assertThat(block.size()).isZero();
    assertThat(members.count(0)).isEqualTo(Block.MAX_ROWS);
    assertThat(members.next(0, Block.MAX_ROWS)).isEqualTo(-1);
  }

  @Test
  void theLastValueOfARowCounts() {
    RandomSegments random = new RandomSegments(6);
    List<BoundSegment> segments = random.segments(40);
    BlockPlan plan = Rules.plan(segments);
    BlockEvaluator evaluator = plan.program().newEvaluator();
    for (int round = 0; round < 50; round++) {
      Map<String, Object> last = random.row();
      Rows.fill(evaluator, plan.program(), List.of(random.row()));
      Rows.set(evaluator, plan.program(), 0, last);
      assertMembers(evaluator.evaluate(), plan, segments, List.of(last));
    }
  }

  @ParameterizedTest(name = "{0} of 64 rows have values")
  @ValueSource(ints = {0, 1, 15, 16, 17, 63, 64})
  void fewAndManyValuesAreEvaluatedAlike(int count) {
    RandomSegments random = new RandomSegments(count);
    List<BoundSegment> segments = random.segments(60);
    BlockPlan plan = Rules.plan(segments);
    BlockEvaluator evaluator = plan.program().newEvaluator();
    for (int round = 0; round < 5; round++) {
      List<Map<String, Object>> rows =
          IntStream.range(0, 4 * Long.SIZE)
              .mapToObj(row -> row * 37 % Long.SIZE < count ? random.row() : NOTHING)
              .toList();
      check(plan, evaluator, segments, rows);
    }
  }

  @Test
  void allMetricsOfARowAtOnceAreMetricsOneByOne() {
    RandomSegments random = new RandomSegments(7);
    List<BoundSegment> segments = random.segments(60);
    BlockPlan plan = Rules.plan(segments);
    BlockEvaluator evaluator = plan.program().newEvaluator();
    List<String> metrics = plan.metrics().stream().map(Metric::column).toList();
    assertThat(metrics).hasSizeGreaterThan(2);
    for (int size : new int[] {1, 64, 200, 4000}) {
      List<Map<String, Object>> rows = rows(random, size);
      Rows.fill(
          evaluator, plan.program(), rows.stream().map(row -> without(metrics, row)).toList());
      for (int row = 0; row < size; row++) {
        PackedRow.set(evaluator.block(), row, plan, rows.get(row));
      }
      assertMembers(evaluator.evaluate(), plan, segments, rows);
    }
  }

  private static Map<String, Object> without(List<String> columns, Map<String, Object> row) {
    Map<String, Object> others = new HashMap<>(row);
    others.keySet().removeAll(columns);
    return others;
  }

  private static List<Map<String, Object>> rows(RandomSegments random, int count) {
    return Stream.generate(random::row).limit(count).toList();
  }

  private static void check(
      BlockPlan plan,
      BlockEvaluator evaluator,
      List<BoundSegment> segments,
      List<Map<String, Object>> rows) {
    Rows.fill(evaluator, plan.program(), rows);
    assertMembers(evaluator.evaluate(), plan, segments, rows);
  }

  private static void assertMembers(
      BlockMembers members,
      BlockPlan plan,
      List<BoundSegment> segments,
      List<Map<String, Object>> rows) {
    Map<String, BoundSegment> byId = new HashMap<>();
    segments.forEach(segment -> byId.put(segment.id(), segment));
    List<String> ids = plan.program().segmentIds();
    for (int i = 0; i < ids.size(); i++) {
      BoundSegment segment = byId.get(ids.get(i));
      List<Integer> expected =
          IntStream.range(0, rows.size())
              .filter(row -> new NaiveRule(byId, rows.get(row)).isMember(segment))
              .boxed()
              .toList();
      assertThat(Rows.members(members, i)).as("%s", segment.rule()).isEqualTo(expected);
      assertThat(members.count(i)).isEqualTo(expected.size());
    }
  }
}
