package io.dailysegments.core.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.condition.NumberCondition.Operator;
import io.dailysegments.core.rule.BoundSegment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics that are set at once, one segment for each number that one of them can be. */
class MetricTestsTest {
  private static final Metric TIMES = Rules.metric(new DayWindow.LastDays(7), new Measure.Times());
  private static final Metric DAYS = Rules.metric(new DayWindow.LastDays(7), new Measure.Days());
  private static final Metric SUM =
      Rules.metric(new DayWindow.LastDays(7), new Measure.Sum("price"));

  /** 2 to the power of 70, of scale 10: no long. */
  private static final String WIDE = "118059162071.7411303424";

  private static final int[] CAPACITIES = {128, 256, Block.MAX_ROWS, 2 * Block.MAX_ROWS};

  /** More than the tests of a word; around the keys that are looked up and those that are noted. */
  private static final long[] NUMBERS =
      LongStream.concat(
              LongStream.rangeClosed(-2, 70),
              LongStream.concat(
                  LongStream.of(Long.MIN_VALUE, Long.MAX_VALUE),
                  IntStream.of(CAPACITIES)
                      .mapToLong(MetricTestsTest::limit)
                      .flatMap(limit -> LongStream.of(-limit - 1, -limit, limit - 1, limit))))
          .toArray();

  /** The first key too large to be noted with a row of a block: 2^51 with 4,096 rows of 12 bits. */
  private static long limit(int capacity) {
    return Long.MAX_VALUE / capacity + 1;
  }

  private final BlockPlan plan = Rules.plan(segments());
  private final BlockEvaluator evaluator = plan.program().newEvaluator();
  private final Block block = evaluator.block();

  private static List<BoundSegment> segments() {
    List<BoundSegment> segments = new ArrayList<>();
    segments.add(equal("days", DAYS, "3"));
    segments.add(equal("sum", SUM, WIDE));
    for (int i = 0; i < NUMBERS.length; i++) {
      segments.add(equal("times-%03d".formatted(i), TIMES, "" + NUMBERS[i]));
    }
    return segments;
  }

  private static BoundSegment equal(String id, Metric metric, String number) {
    return Rules.everyAccount(id, Rules.behavior(metric, Operator.EQUALS, number));
  }

  private void add(long times, long days) {
    add(block, Map.of(TIMES.column(), times, DAYS.column(), days));
  }

  private void add(Block to, Map<String, Object> row) {
    PackedRow.set(to, to.addRow(), plan, row);
  }

  private List<Integer> members(BlockMembers members, String id) {
    return Rows.members(members, plan.program().segmentIds().indexOf(id));
  }

  @ParameterizedTest(name = "blocks of {0} rows")
  @FieldSource("CAPACITIES")
  void everyNumberIsEqualToItself(int capacity) {
    BlockEvaluator other = plan.program().newEvaluator(capacity);
    for (int row = 0; row < capacity; row++) {
      add(other.block(), Map.of(TIMES.column(), NUMBERS[row % NUMBERS.length]));
    }
    BlockMembers members = other.evaluate();

    for (int i = 0; i < NUMBERS.length; i++) {
      List<Integer> rows =
          IntStream.iterate(i, row -> row < capacity, row -> row + NUMBERS.length).boxed().toList();
      assertThat(members(members, "times-%03d".formatted(i))).as("%d", NUMBERS[i]).isEqualTo(rows);
    }
    assertThat(members(members, "days")).isEmpty();
  }

  @Test
  void aSumThatIsNoLongIsEqualToItself() {
    BigDecimal wide = new BigDecimal(WIDE);
    add(block, Map.of(SUM.column(), wide));
    add(block, Map.of(SUM.column(), wide.add(new BigDecimal("0.0000000001"))));
    add(block, Map.of(SUM.column(), wide.negate()));
    add(block, Map.of(SUM.column(), new BigDecimal(Long.MAX_VALUE).movePointLeft(10)));
    add(block, Map.of());
    add(block, Map.of(SUM.column(), wide));
    assertThat(members(evaluator.evaluate(), "sum")).containsExactly(0, 5);
  }

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {0, 1, 63, 64, 65, 127, 128, 129, Block.MAX_ROWS})
  void asManyRowsAreCountedAsThereAre(int rows) {
    IntStream.range(0, rows).forEach(row -> add(row, 3));
    assertThat(members(evaluator.evaluate(), "days"))
        .isEqualTo(IntStream.range(0, rows).boxed().toList());
  }

  @Test
  void evaluatingAgainGivesTheSameAndRowsMayFollow() {
    add(0, 3);
    add(5, 0);
    assertThat(members(evaluator.evaluate(), "days")).containsExactly(0);
    assertThat(members(evaluator.evaluate(), "days")).containsExactly(0);
    add(0, 3);
    block.addRow();
    assertThat(members(evaluator.evaluate(), "days")).containsExactly(0, 2);
  }

  @Test
  void aClearedBlockMayGetItsMetricsOneByOne() {
    add(0, 3);
    evaluator.evaluate();
    add(0, 3);
    block.clear();
    LongVector days = (LongVector) block.vectors().get(column(DAYS));
    block.addRow();
    days.set(block.addRow(), 3);
    assertThat(members(evaluator.evaluate(), "days")).containsExactly(1);
    block.clear();
    block.addRow();
    assertThat(members(evaluator.evaluate(), "days")).isEmpty();
    add(0, 3);
    assertThat(members(evaluator.evaluate(), "days")).containsExactly(1);
  }

  @Test
  void metricsOfABlockComeInOneWay() {
    add(0, 3);
    ((LongVector) block.vectors().get(column(DAYS))).set(block.addRow(), 3);
    assertThatThrownBy(evaluator::evaluate)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Metrics were set at once and one by one");
  }

  @Test
  void aRowThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> block.setMetrics(0, new byte[0], 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private int column(Metric metric) {
    return IntStream.range(0, plan.program().columns().size())
        .filter(i -> plan.program().columns().get(i).name().equals(metric.column()))
        .findFirst()
        .orElseThrow();
  }
}
