package io.dailysegments.jobs.stage;

import io.dailysegments.core.block.Block;
import io.dailysegments.core.block.BlockVector;
import io.dailysegments.core.block.DecimalVector;
import io.dailysegments.core.block.DoubleVector;
import io.dailysegments.core.block.FlagVector;
import io.dailysegments.core.block.LongVector;
import io.dailysegments.core.block.TextVector;
import io.dailysegments.core.block.UserIdVector;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;

/**
 * Makes what copies a column of Spark's rows into a vector of a block, without an object a value:
 * each in a loop of its own over the rows of a tile, which the JVM compiles for that type.
 */
final class BlockReaders implements BlockVector.Visitor<BlockReaders.Reader> {

  private final int ordinal;
  private final DataType type;

  private BlockReaders(int ordinal, DataType type) {
    this.ordinal = ordinal;
    this.type = type;
  }

  /**
   * Copies a column of all rows of a tile into rows of a block; a null leaves its row as it is,
   * without a value.
   */
  @FunctionalInterface
  interface Reader {
    /**
     * @param first the row of the block for the first one of the tile
     */
    void read(RowTile source, int first);
  }

  /** Takes the bytes of a text or a long decimal. */
  @FunctionalInterface
  private interface Bytes {
    void set(int row, byte[] bytes, int offset, int length);
  }

  /**
   * The reader of a vector.
   *
   * @param ordinal of the column in the source
   */
  static Reader of(BlockVector vector, int ordinal, DataType type) {
    return vector.accept(new BlockReaders(ordinal, type));
  }

  /** The reader of all metrics, {@link RollHistory#METRICS}. */
  static Reader ofMetrics(Block block, int ordinal) {
    return (source, first) -> {
      for (int i = 0; i < source.size(); i++) {
        if (!source.row(i).isNullAt(ordinal)) {
          int start = source.start(i, ordinal);
          block.setMetrics(first + i, source.bytes(), start, source.length(i, ordinal));
        }
      }
    };
  }

  @Override
  public Reader flag(FlagVector vector) {
    return (source, first) -> {
      for (int i = 0; i < source.size(); i++) {
        UnsafeRow row = source.row(i);
        if (row.isNullAt(ordinal)) {
          continue;
        }
        if (row.getBoolean(ordinal)) {
          vector.setTrue(first + i);
        } else {
          vector.setFalse(first + i);
        }
      }
    };
  }

  @Override
  public Reader whole(LongVector vector) {
    return type instanceof IntegerType ? ints(vector) : longs(vector);
  }

  private Reader ints(LongVector vector) {
    return (source, first) -> {
      for (int i = 0; i < source.size(); i++) {
        UnsafeRow row = source.row(i);
        if (!row.isNullAt(ordinal)) {
          vector.set(first + i, row.getInt(ordinal));
        }
      }
    };
  }

  private Reader longs(LongVector vector) {
    return (source, first) -> {
      for (int i = 0; i < source.size(); i++) {
        UnsafeRow row = source.row(i);
        if (!row.isNullAt(ordinal)) {
          vector.set(first + i, row.getLong(ordinal));
        }
      }
    };
  }

  @Override
  public Reader floating(DoubleVector vector) {
    return (source, first) -> {
      for (int i = 0; i < source.size(); i++) {
        UnsafeRow row = source.row(i);
        if (!row.isNullAt(ordinal)) {
          vector.set(first + i, row.getDouble(ordinal));
        }
      }
    };
  }

  /** Unsafe rows hold up to 18 digits as a long, and more as bytes. */
  @Override
  public Reader decimal(DecimalVector vector) {
    boolean areLongs = ((DecimalType) type).precision() <= Decimal.MAX_LONG_DIGITS();
    return areLongs ? shortDecimals(vector) : bytes(vector::set);
  }

  private Reader shortDecimals(DecimalVector vector) {
    return (source, first) -> {
      for (int i = 0; i < source.size(); i++) {
        UnsafeRow row = source.row(i);
        if (!row.isNullAt(ordinal)) {
          vector.set(first + i, row.getLong(ordinal));
        }
      }
    };
  }

  @Override
  public Reader text(TextVector vector) {
    return bytes(vector::set);
  }

  @Override
  public Reader userId(UserIdVector vector) {
    return bytes(vector::set);
  }

  private Reader bytes(Bytes target) {
    return (source, first) -> {
      for (int i = 0; i < source.size(); i++) {
        if (!source.row(i).isNullAt(ordinal)) {
          int start = source.start(i, ordinal);
          target.set(first + i, source.bytes(), start, source.length(i, ordinal));
        }
      }
    };
  }
}
