package io.dailysegments.core.block;

import io.dailysegments.core.text.ByteTexts;
import java.util.List;
import java.util.Objects;

/**
 * Up to {@value #MAX_ROWS} rows, by column. To be filled, evaluated, cleared, and filled again. It
 * takes 8 bytes for each row and column (4 for texts, a quarter for booleans; nothing for metrics
 * if they are set by {@link #setMetrics}), 516 bytes for each metric, an object for each decimal
 * that is no long, and what vectors of texts keep. Not for use by several threads.
 */
public final class Block {
  /**
   * How many rows a block has room for, a multiple of 64. The bit set of a criterion or segment
   * takes 512 bytes, so those of a thousand segments stay in the cache of a processor. Measured:
   * 1,000 segments cost 8 % more with half as many rows, 7 % more with twice as many.
   */
  public static final int MAX_ROWS = 4096;

  private final int maxRows;
  private final List<BlockVector> vectors;

  private final MetricTests metrics;
  private int size;

  /**
   * @param listed every user id that is on a list
   * @param maxRows a multiple of 64
   * @param metrics what becomes of those that are set at once
   */
  Block(List<BlockColumn> columns, ByteTexts listed, int maxRows, MetricTests metrics) {
    this.maxRows = maxRows;
    this.vectors = columns.stream().map(column -> vector(column, listed, maxRows)).toList();
    this.metrics = metrics;
  }

  /** The vectors, in the order of {@link BlockProgram#columns}. */
  public List<BlockVector> vectors() {
    return vectors;
  }

  /** How many rows were added. */
  public int size() {
    return size;
  }

  /** Whether no further row can be added. */
  public boolean isFull() {
    return size == maxRows;
  }

  /**
   * Adds a row without values and returns its number: 0 for the first one after {@link #clear}.
   *
   * @throws IllegalStateException if the block is full
   */
  public int addRow() {
    if (isFull()) {
      throw new IllegalStateException("Cannot add a row: the block has " + maxRows + " already");
    }
    return size++;
  }

  /**
   * Sets all metrics of a row of which none is set yet. Either all rows of a block get their
   * metrics so, or none: {@link BlockEvaluator#evaluate} refuses a block that has metrics in a
   * vector, too.
   *
   * @param bytes with {@link io.dailysegments.core.history.PackedMetrics}, of {@link
   *     BlockPlan#metrics}, each by its place there; what is not there is 0
   */
  public void setMetrics(int row, byte[] bytes, int offset, int length) {
    metrics.set(Objects.checkIndex(row, size), bytes, offset, length);
  }

  /** Takes all rows out. */
  public void clear() {
    size = 0;
    metrics.clear();
    vectors.forEach(vector -> vector.accept(new Clearing()));
  }

  private static BlockVector vector(BlockColumn column, ByteTexts listed, int rows) {
    if (column.origin() == BlockColumn.Origin.USER_ID) {
      return new UserIdVector(listed, rows);
    }
    return switch (column.type().kind()) {
      case STRING -> new TextVector(rows);
      case BOOLEAN -> new FlagVector(rows);
      case INT, BIGINT, TIMESTAMP -> new LongVector(rows);
      case DOUBLE -> new DoubleVector(rows);
      case DECIMAL -> new DecimalVector(rows);
    };
  }
}
