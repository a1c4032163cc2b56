package io.dailysegments.core.block;

import io.dailysegments.core.block.BlockProgram.Output;
import java.util.List;

/**
 * The members of each segment among the rows of one block. Segments go by their place in {@link
 * BlockProgram#segmentIds}.
 */
public final class BlockMembers {
  private final List<Output> outputs;
  private final long[][] slots;
  private final int rows;

  BlockMembers(List<Output> outputs, long[][] slots, int rows) {
    this.outputs = outputs;
    this.slots = slots;
    this.rows = rows;
  }

  /** How many rows were evaluated. */
  public int rows() {
    return rows;
  }

  /** How many words a bit set has: as many as the rows need. */
  public int words() {
    return (rows + Long.SIZE - 1) / Long.SIZE;
  }

  /**
   * The members among 64 rows.
   *
   * @param index from 0 to less than {@link #words}
   * @return bit r stands for row 64 × index + r; rows that were not evaluated are no members
   */
  public long word(int segment, int index) {
    return slots[outputs.get(segment).slot()][index];
  }

  /** Whether a row is a member. */
  public boolean isMember(int segment, int row) {
    return (word(segment, row / Long.SIZE) >>> row & 1) == 1;
  }

  /** How many rows are members. */
  public int count(int segment) {
    return Words.count(slots[outputs.get(segment).slot()], words());
  }

  /**
   * The first member from a row on.
   *
   * @return its row; -1 if there is none
   */
  public int next(int segment, int fromRow) {
    return Words.next(slots[outputs.get(segment).slot()], fromRow, words());
  }

  /**
   * How many rows are in the segment's population: all, or those that are no deleted accounts;
   * before consent and criteria.
   */
  public int populationCount(int segment) {
    int population = outputs.get(segment).population();
    return population == BlockProgram.EVERYBODY ? rows : Words.count(slots[population], words());
  }
}
