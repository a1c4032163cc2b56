package io.dailysegments.core.block;

/**
 * The values of one column for the rows of a block. Rows are numbered from 0 as {@link
 * Block#addRow} gives them. A row that is not set has no value, or 0 if the column is a metric; one
 * that is set again has the last value. Not for use by several threads.
 */
public sealed interface BlockVector
    permits FlagVector, LongVector, DoubleVector, DecimalVector, TextVector, UserIdVector {
  /** What can be done with each kind of vector. */
  interface Visitor<R> {
    /** For a boolean. */
    R flag(FlagVector vector);

    /** For an int, a bigint or a timestamp. */
    R whole(LongVector vector);

    /** For a double. */
    R floating(DoubleVector vector);

    /** For a decimal. */
    R decimal(DecimalVector vector);

    /** For a string. */
    R text(TextVector vector);

    /** For the id of the user. */
    R userId(UserIdVector vector);
  }

  /** Hands the vector to its method of the visitor. */
  <R> R accept(Visitor<R> visitor);

  /** Takes the value of a row away, or makes it 0 if the column is a metric. */
  void setMissing(int row);
}
