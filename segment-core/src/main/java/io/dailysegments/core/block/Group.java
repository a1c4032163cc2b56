package io.dailysegments.core.block;

import java.io.Serializable;

/**
 * At most {@value #SIZE} tests of one column that are made together: a row gives one word, in which
 * bit k says whether the row passes test k. Immutable; shared by all tasks of a process.
 */
sealed interface Group extends Serializable permits KeyGroup, TextGroup, FlagGroup, ListGroup {
  /** The bits of a word. */
  int SIZE = Long.SIZE;

  /** The evaluation of the tests over a vector of the column. */
  Step bind(BlockVector vector);
}
