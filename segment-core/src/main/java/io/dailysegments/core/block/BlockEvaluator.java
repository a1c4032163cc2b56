package io.dailysegments.core.block;

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
  private final FormulaStep formulas;

  BlockEvaluator(BlockProgram program, Block block) {
    this.program = program;
    this.block = block;
    int words = block.maxRows() / Long.SIZE;
    this.slots = new long[program.slots()][words];
    this.steps =
        program.groups().stream()
            .map(bound -> bound.group().bind(block.vectors().get(bound.column())))
            .toList();
    int depth = program.derived().stream().mapToInt(d -> d.formula().depth()).max().orElse(0);
    this.formulas = new FormulaStep(slots, depth, words);
  }

  /** The block to fill. */
  public Block block() {
    return block;
  }

  /**
   * The members among the rows that are in the block now. The result is valid until the next
   * evaluation; clearing and filling the block does not change it.
   */
  public BlockMembers evaluate() {
    int words = (block.size() + Long.SIZE - 1) / Long.SIZE;
    Words.fillFirst(slots[BlockProgram.EVERYBODY], block.size());
    steps.forEach(step -> step.evaluate(words, slots));
    for (Derived derived : program.derived()) {
      formulas.evaluate(derived.formula(), derived.slot(), words);
    }
    return new BlockMembers(program.outputs(), slots, block.size());
  }
}
