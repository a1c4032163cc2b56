package io.dailysegments.core.block;

import io.dailysegments.core.history.PackedMetrics;
import io.dailysegments.core.text.ByteTexts;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Up to {@value #MAX_ROWS} rows, by column. To be filled, evaluated, cleared, and filled again. It
 * takes 8 bytes for each row and column (4 for texts, a quarter for booleans; 12 for each metric of
 * a row if metrics are set by {@link #setMetrics}, as long as few rows have it), an object for each
 * decimal that is no long, and what vectors of texts keep. Not for use by several threads.
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

  /** The values of metrics, in their order. */
  private final Keys[] metrics;

  private final PackedMetrics packed = new PackedMetrics();
  private int size;

  /**
   * @param listed every user id that is on a list
   * @param maxRows a multiple of 64
   */
  Block(List<BlockColumn> columns, ByteTexts listed, int maxRows) {
    this.maxRows = maxRows;
    this.vectors = columns.stream().map(column -> vector(column, listed, maxRows)).toList();
    this.metrics =
        IntStream.range(0, columns.size())
            .filter(i -> columns.get(i).origin() == BlockColumn.Origin.METRIC)
            .mapToObj(i -> Keys.of(vectors.get(i)))
            .toArray(Keys[]::new);
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
   * Sets all metrics of a row of which none is set yet.
   *
   * @param values of {@link BlockPlan#metrics}, each by its place there, {@link PackedMetrics};
   *     what is not there is 0
   */
  public void setMetrics(int row, byte[] values) {
    packed.open(values);
    while (packed.next()) {
      Keys keys = metrics[packed.place()];
      if (packed.isLong()) {
        keys.add(row, packed.asLong());
      } else {
        keys.set(row, packed.value());
      }
    }
  }

  /** Takes all rows out. */
  public void clear() {
    size = 0;
    vectors.forEach(vector -> vector.accept(new Clearing()));
  }

  int maxRows() {
    return maxRows;
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
