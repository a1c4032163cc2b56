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
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Makes what copies a column of Spark's rows into a vector of a block, without an object a value.
 */
final class BlockReaders implements BlockVector.Visitor<BlockReaders.Reader> {

  private final int ordinal;
  private final DataType type;

  private BlockReaders(int ordinal, DataType type) {
    this.ordinal = ordinal;
    this.type = type;
  }

  /** Copies a value that is not null. */
  @FunctionalInterface
  interface Reader {
    void read(UnsafeRow source, int row);
  }

  /** Takes the bytes of a text. */
  @FunctionalInterface
  private interface Bytes {
    void set(int row, byte[] utf8, int offset, int length);
  }

  /**
   * The reader of a vector; a null leaves the row as it is, without a value.
   *
   * @param ordinal of the column in the source
   */
  static Reader of(BlockVector vector, int ordinal, DataType type) {
    return unlessNull(ordinal, vector.accept(new BlockReaders(ordinal, type)));
  }

  /** The reader of all metrics, {@link RollHistory#METRICS}. */
  static Reader ofMetrics(Block block, int ordinal) {
    return unlessNull(ordinal, (source, row) -> block.setMetrics(row, source.getBinary(ordinal)));
  }

  private static Reader unlessNull(int ordinal, Reader reader) {
    return (source, row) -> {
      if (!source.isNullAt(ordinal)) {
        reader.read(source, row);
      }
    };
  }

  @Override
  public Reader flag(FlagVector vector) {
    return (source, row) -> {
      if (source.getBoolean(ordinal)) {
        vector.setTrue(row);
      } else {
        vector.setFalse(row);
      }
    };
  }

  @Override
  public Reader whole(LongVector vector) {
    return type instanceof IntegerType
        ? (source, row) -> vector.set(row, source.getInt(ordinal))
        : (source, row) -> vector.set(row, source.getLong(ordinal));
  }

  @Override
  public Reader floating(DoubleVector vector) {
    return (source, row) -> vector.set(row, source.getDouble(ordinal));
  }

  /** Unsafe rows hold up to 18 digits as a long, and more as bytes. */
  @Override
  public Reader decimal(DecimalVector vector) {
    if (((DecimalType) type).precision() <= org.apache.spark.sql.types.Decimal.MAX_LONG_DIGITS()) {
      return (source, row) -> vector.set(row, source.getLong(ordinal));
    }
    return (source, row) -> {
      byte[] unscaled = source.getBinary(ordinal);
      vector.set(row, unscaled, 0, unscaled.length);
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
    return (source, row) -> {
      UTF8String text = source.getUTF8String(ordinal);
      if (text.getBaseObject() instanceof byte[] array) {
        int offset = (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET);
        target.set(row, array, offset, text.numBytes());
      } else {
        byte[] copy = text.getBytes(); // rows outside the heap
        target.set(row, copy, 0, copy.length);
      }
    };
  }
}
