package io.dailysegments.core.block;

import io.dailysegments.core.block.BlockProgram.BoundGroup;
import io.dailysegments.core.block.BlockProgram.Derived;
import java.util.List;

/**
 * Evaluates a program over the rows of its block. It takes an eighth of a byte for each row, and
 * distinct criterion or segment, and 8 bytes for each distinct text that the block keeps and 64
 * criteria on its column. Not for use by several threads.
 */
public final class BlockEvaluator {
  private final BlockProgram program;
  private final Block block;
  private final long[][] slots;
  private final List<Step> steps;
  private final MetricTests metrics;

  /** Of metrics that are set one by one. */
  private final List<KeyStep> metricSteps;

  private final FormulaStep formulas;

  /**
   * @param maxRows the capacity of the block, a multiple of 64
   */
  BlockEvaluator(BlockProgram program, int maxRows) {
    int words = maxRows / Long.SIZE;
    this.program = program;
    this.slots = new long[program.slots()][words];
    this.metrics = new MetricTests(program.metricGroups(), slots);
    this.block = new Block(program.columns(), program.listed(), maxRows, metrics);
    this.steps = program.otherGroups().stream().map(b -> b.group().bind(vector(b))).toList();
    this.metricSteps =
        program.metricGroups().stream()
            .map(bound -> ((KeyGroup) bound.group()).bind(vector(bound)))
            .toList();
    int depth = program.derived().stream().mapToInt(d -> d.formula().depth()).max().orElse(0);
    this.formulas = new FormulaStep(slots, depth, words);
  }

  private BlockVector vector(BoundGroup bound) {
    return block.vectors().get(bound.column());
  }

  /** The block to fill. */
  public Block block() {
    return block;
  }

  /**
   * The members among the rows that are in the block now. The result is valid until the next
   * evaluation; clearing and filling the block does not change it.
   *
   * @throws IllegalStateException if metrics were set by {@link Block#setMetrics} and in a vector
   */
  public BlockMembers evaluate() {
    int words = (block.size() + Long.SIZE - 1) / Long.SIZE;
    Words.fillFirst(slots[BlockProgram.EVERYBODY], block.size());
    steps.forEach(step -> step.evaluate(words, slots));
    evaluateMetrics(words);
    for (Derived derived : program.derived()) {
      formulas.evaluate(derived.formula(), derived.slot(), words);
    }
    return new BlockMembers(program.outputs(), slots, block.size());
  }

  private void evaluateMetrics(int words) {
    if (!metrics.isAnySet()) {
      metricSteps.forEach(step -> step.evaluate(words, slots));
      return;
    }
    if (metricSteps.stream().anyMatch(KeyStep::isAnySet)) {
      throw new IllegalStateException("Metrics were set at once and one by one");
    }
    metrics.evaluate();
  }
}
