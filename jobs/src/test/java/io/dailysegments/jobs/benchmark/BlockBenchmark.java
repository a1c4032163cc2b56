package io.dailysegments.jobs.benchmark;

import io.dailysegments.core.block.Block;
import io.dailysegments.core.block.BlockColumn;
import io.dailysegments.core.block.BlockEvaluator;
import io.dailysegments.core.block.BlockMembers;
import io.dailysegments.core.block.BlockPlan;
import io.dailysegments.core.block.BlockProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Block evaluation alone: nanoseconds a row, for the segments of the benchmark. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class BlockBenchmark {

  private static final long SEED = 1;
  private static final int PERCENT_OF_LABELS = 90;

  /** How many segments. */
  @Param({"10", "100", "1000"})
  public int segments;

  /** How many of a hundred users have a metric that is not 0. */
  @Param({"5", "90"})
  public int percentOfMetrics;

  private BlockProgram program;
  private BlockEvaluator evaluator;
  private int distinctSegments;
  private byte[][] packedMetrics;

  /** Plans the segments. */
  @Setup
  public void plan() throws IOException {
    BlockPlan plan =
        BlockPlan.of(definitions(conf()).segments(), Definitions.ZONE, WorldSize.DATA_DATE);
    program = plan.program();
    evaluator = program.newEvaluator();
    distinctSegments = program.segmentIds().size();
    packedMetrics = RandomMetrics.rows(Block.MAX_ROWS, plan.metrics(), percentOfMetrics);
    fill();
  }

  /** The checkout's folder, from it or from the module. */
  private static Path conf() {
    Path here = Path.of("conf").toAbsolutePath();
    return Files.isDirectory(here) ? here : Path.of("..", "conf").toAbsolutePath().normalize();
  }

  private Definitions definitions(Path conf) throws IOException {
    Path folder = Files.createTempDirectory("block-benchmark");
    try {
      SegmentMix mix = new SegmentMix(segments, SegmentMix.Form.PLAIN);
      new SegmentFiles(mix, EventCodes.commonFirst(conf), SEED).write(folder);
      return Definitions.load(conf, folder);
    } finally {
      Warehouse.remove(folder);
    }
  }

  private void fill() {
    Block block = evaluator.block();
    block.clear();
    while (!block.isFull()) {
      block.addRow();
    }
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < program.columns().size(); i++) {
      boolean isMetric = program.columns().get(i).origin() == BlockColumn.Origin.METRIC;
      int percent = isMetric ? percentOfMetrics : PERCENT_OF_LABELS;
      block.vectors().get(i).accept(new RandomVector(random, block.size(), percent));
    }
  }

  /** Fills no vector again: what is measured is evaluation. */
  @Benchmark
  @OperationsPerInvocation(Block.MAX_ROWS)
  public long evaluate() {
    BlockMembers members = evaluator.evaluate();
    long count = 0;
    for (int i = 0; i < distinctSegments; i++) {
      count += members.count(i);
    }
    return count;
  }

  /** Metrics are set at once, as for each block of a night; labels have no values. */
  @Benchmark
  @OperationsPerInvocation(Block.MAX_ROWS)
  public long packedMetrics() {
    Block block = evaluator.block();
    block.clear();
    for (byte[] metrics : packedMetrics) {
      block.setMetrics(block.addRow(), metrics, 0, metrics.length);
    }
    return evaluate();
  }

  /** Values are put in again, one by one. */
  @Benchmark
  @OperationsPerInvocation(Block.MAX_ROWS)
  public long fillAndEvaluate() {
    fill();
    return evaluate();
  }
}
