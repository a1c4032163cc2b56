package io.dailysegments.core.block;

import io.dailysegments.core.text.ByteTexts;
import java.io.Serializable;
import java.util.List;
import java.util.function.Predicate;

/**
 * What tasks need of a plan: immutable, serializable, and shared by all tasks of a process. It
 * takes some hundred bytes for each distinct criterion, operand and place in a rule; up to 9 KiB
 * for each column of numbers per 64 criteria; and each listed user id, with 8 bytes more per 64
 * lists.
 */
public final class BlockProgram implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The slot of all rows. */
  static final int EVERYBODY = 0;

  /** The slot of the rows that are no deleted accounts. */
  static final int NOT_DELETED = 1;

  /** The slot of the first segment; behind the segments are the criteria. */
  static final int FIRST_SEGMENT = 2;

  private final List<BlockColumn> columns;
  private final ByteTexts listed;
  private final List<BoundGroup> groups;
  private final List<Derived> derived;
  private final List<Output> outputs;
  private final List<String> segmentIds;
  private final int slots;

  BlockProgram(
      List<BlockColumn> columns,
      ByteTexts listed,
      List<BoundGroup> groups,
      List<Derived> derived,
      List<Output> outputs,
      int slots) {
    this.columns = List.copyOf(columns);
    this.listed = listed;
    this.groups = List.copyOf(groups);
    this.derived = List.copyOf(derived);
    this.outputs = List.copyOf(outputs);
    this.segmentIds = outputs.stream().map(Output::segmentId).toList();
    this.slots = slots;
  }

  /** What it reads, in the order of the vectors of a block. */
  public List<BlockColumn> columns() {
    return columns;
  }

  /** The ids of the segments that it gives, in the order of their results, ascending. */
  public List<String> segmentIds() {
    return segmentIds;
  }

  /** An evaluator with a block of its own; for one thread at a time. */
  public BlockEvaluator newEvaluator() {
    return newEvaluator(Block.MAX_ROWS);
  }

  /**
   * @param maxRows the capacity of the block, a multiple of 64
   */
  BlockEvaluator newEvaluator(int maxRows) {
    return new BlockEvaluator(this, maxRows);
  }

  /** Every user id that is on a list. */
  ByteTexts listed() {
    return listed;
  }

  /** The tests of metrics, in their order. */
  List<BoundGroup> metricGroups() {
    return groups.stream().filter(this::isOfMetric).toList();
  }

  /** The tests of labels and lists. */
  List<BoundGroup> otherGroups() {
    return groups.stream().filter(Predicate.not(this::isOfMetric)).toList();
  }

  private boolean isOfMetric(BoundGroup group) {
    return columns.get(group.column()).origin() == BlockColumn.Origin.METRIC;
  }

  /** The formulas; each needs slots of criteria and of formulas before it. */
  List<Derived> derived() {
    return derived;
  }

  List<Output> outputs() {
    return outputs;
  }

  /** How many slots there are. */
  int slots() {
    return slots;
  }

  /** Tests and the column, by its place in {@link #columns}, that they read. */
  record BoundGroup(int column, Group group) implements Serializable {}

  /** A slot that is filled by a formula. */
  record Derived(int slot, Formula formula) implements Serializable {}

  /** A segment whose members are wanted, and its slot and that of its population. */
  record Output(String segmentId, int slot, int population) implements Serializable {}
}
