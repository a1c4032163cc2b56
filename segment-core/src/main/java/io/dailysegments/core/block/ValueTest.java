package io.dailysegments.core.block;

import io.dailysegments.core.condition.TextCondition;
import java.util.List;
import java.util.Objects;

/** What a criterion asks of the value of its column. Equal tests are the same criterion. */
sealed interface ValueTest {
  /** A number of rows, seen as keys of which a test is a set of ranges. */
  record OfKeys(List<KeyRange> ranges, OfMissing missing) implements ValueTest {
    public OfKeys {
      ranges = KeyRange.normal(ranges);
      Objects.requireNonNull(missing, "missing");
    }

    /** Whether there is no value. */
    static OfKeys noValue() {
      return new OfKeys(List.of(), OfMissing.PASSES);
    }

    /** Whether there is a value and its key is in one of the ranges. */
    static OfKeys within(List<KeyRange> ranges) {
      return new OfKeys(ranges, OfMissing.FAILS);
    }
  }

  /** Whether a row without a value passes. */
  enum OfMissing {
    FAILS,
    PASSES
  }

  /** A text. */
  record OfText(TextCondition condition) implements ValueTest {
    /** Conditions that are written differently and mean the same are equal. */
    @Override
    public boolean equals(Object other) {
      return other instanceof OfText text
          && condition.canonical().equals(text.condition.canonical());
    }

    @Override
    public int hashCode() {
      return condition.canonical().hashCode();
    }
  }

  /** A flag. */
  record OfFlag(boolean wanted) implements ValueTest {}

  /** A user id: on the list of that name. */
  record OfList(String name) implements ValueTest {}
}
