package io.dailysegments.core.block;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.condition.FlagCondition;
import io.dailysegments.core.condition.NumberCondition.Operator;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TimeCondition;
import io.dailysegments.core.condition.ValueCondition;
import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.rule.BoundSegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prints how much processor time it takes to fill and evaluate blocks of several sizes: 57 labels
 * and 20 metrics, segments of 4.6 criteria on average. What {@link Block#MAX_ROWS} was chosen by.
 */
final class BlockEvaluationTiming {
  private static final int[] SEGMENTS = {10, 100, 1_000};
  private static final int[] BLOCK_ROWS = {512, 1_024, 2_048, 4_096, 8_192};
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long NANOS = 1_500_000_000L;

  private final Random random = new Random(1);
  private final byte[][] texts =
      IntStream.range(0, 2_000)
          .mapToObj(n -> ("value-" + n * 7919).getBytes(StandardCharsets.UTF_8))
          .toArray(byte[][]::new);

  private BlockEvaluationTiming() {}

  public static void main(String[] arguments) {
    BlockEvaluationTiming timing = new BlockEvaluationTiming();
    for (int pass = 0; pass < 2; pass++) {
      for (int segments : SEGMENTS) {
        BlockPlan plan = Rules.plan(timing.segments(segments));
        for (int rows : BLOCK_ROWS) {
          timing.run(plan, rows);
        }
      }
    }
  }

  private void run(BlockPlan plan, int rows) {
    BlockEvaluator evaluator = plan.program().newEvaluator(rows);
    long members = 0;
    long done = 0;
    long filling = 0;
    long evaluating = 0;
    while (filling + evaluating < NANOS) {
      long start = THREADS.getCurrentThreadCpuTime();
      evaluator.block().clear();
      IntStream.range(0, rows).forEach(n -> evaluator.block().addRow());
      Filling writer = new Filling(rows, done);
      evaluator.block().vectors().forEach(vector -> vector.accept(writer));
      long filled = THREADS.getCurrentThreadCpuTime();
      BlockMembers result = evaluator.evaluate();
      for (int i = 0; i < plan.program().segmentIds().size(); i++) {
        members += result.count(i);
      }
      long end = THREADS.getCurrentThreadCpuTime();
      filling += filled - start;
      evaluating += end - filled;
      done += rows;
    }
    System.out.printf(
        Locale.ROOT,
        "%5d segments, %5d criteria, blocks of %5d: filling %6.0f ns, evaluating %6.0f ns a row ="
            + " %,11.0f rows/s; %.1f%% members%n",
        plan.program().segmentIds().size(),
        plan.distinctCriteria(),
        rows,
        (double) filling / done,
        (double) evaluating / done,
        1e9 * done / evaluating,
        100.0 * members / done / plan.program().segmentIds().size());
  }

  private List<BoundSegment> segments(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            n ->
                Rules.segment(
                    "s" + n,
                    new BoundRule.All(
                        Rules.HERE, Stream.generate(this::group).limit(1 + n % 3).toList()),
                    n % 5 == 0 ? Rules.Consent.REQUIRED : Rules.Consent.NONE,
                    Rules.Deleted.LEFT_OUT))
        .toList();
  }

  private BoundRule group() {
    int size = 1 + random.nextInt(random.nextInt(3) == 0 ? 7 : 2);
    return new BoundRule.Any(Rules.HERE, Stream.generate(this::criterion).limit(size).toList());
  }

  private BoundRule criterion() {
    int column = random.nextInt(77);
    if (column >= 57) {
      DayWindow window = new DayWindow.LastDays(column - 56);
      return Rules.behavior(
          Rules.metric(window, new Measure.Times()), Operator.AT_LEAST, "" + random.nextInt(50));
    }
    if (column < 18) {
      TextCondition.Operator operator =
          random.nextInt(4) == 0 ? TextCondition.Operator.IN : TextCondition.Operator.EQUALS;
      return label("s" + column, Rules.STRING, Rules.text(operator, text(random.nextInt(40))));
    }
    if (column < 28) {
      return label("b" + column, Rules.BOOLEAN, new FlagCondition(random.nextBoolean()));
    }
    return number(column);
  }

  private BoundRule number(int column) {
    Operator operator =
        List.of(Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUALS).get(random.nextInt(3));
    String operand = String.valueOf(random.nextInt(100));
    if (column < 46) {
      return label("i" + column, Rules.BIGINT, Rules.number(operator, operand));
    }
    if (column < 50) {
      return label("d" + column, Rules.DOUBLE, Rules.number(operator, operand + ".5"));
    }
    return column < 53
        ? label("m" + column, Rules.decimal(28, 2), Rules.number(operator, operand + ".5"))
        : label("t" + column, Rules.TIMESTAMP, new TimeCondition.DaysAgo(random.nextInt(180), 0));
  }

  private static BoundRule label(String name, LabelType type, ValueCondition condition) {
    return Rules.label(name, type, condition);
  }

  private String text(int number) {
    return new String(texts[number], StandardCharsets.UTF_8);
  }

  /** Fills every row of a vector, each tenth value missing. */
  private final class Filling implements BlockVector.Visitor<Void> {
    private final int rows;
    private long state;

    Filling(int rows, long seed) {
      this.rows = rows;
      this.state = seed;
    }

    private int next(int bound) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      return (int) ((state >>> 33) % bound);
    }

    private boolean isThere() {
      return next(10) != 0;
    }

    @Override
    public Void flag(FlagVector vector) {
      for (int row = 0; row < rows; row++) {
        switch (next(3)) {
          case 0 -> vector.setTrue(row);
          case 1 -> vector.setFalse(row);
          default -> vector.setMissing(row);
        }
      }
      return null;
    }

    @Override
    public Void whole(LongVector vector) {
      for (int row = 0; row < rows; row++) {
        if (isThere()) {
          vector.set(row, next(100));
        }
      }
      return null;
    }

    @Override
    public Void floating(DoubleVector vector) {
      for (int row = 0; row < rows; row++) {
        if (isThere()) {
          vector.set(row, next(100) + 0.5);
        }
      }
      return null;
    }

    @Override
    public Void decimal(DecimalVector vector) {
      for (int row = 0; row < rows; row++) {
        if (isThere()) {
          vector.set(row, next(10_000));
        }
      }
      return null;
    }

    @Override
    public Void text(TextVector vector) {
      int distinct = 5 << next(8);
      for (int row = 0; row < rows; row++) {
        if (isThere()) {
          byte[] text = texts[next(distinct)];
          vector.set(row, text, 0, text.length);
        }
      }
      return null;
    }

    @Override
    public Void userId(UserIdVector vector) {
      return null;
    }
  }
}
