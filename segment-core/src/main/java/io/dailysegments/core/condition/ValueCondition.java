package io.dailysegments.core.condition;

/**
 * A condition on one value. Two-valued: a missing value (null, of a text also the empty one)
 * satisfies none but {@code is_empty: true}.
 */
public sealed interface ValueCondition
    permits TextCondition, NumberCondition, FlagCondition, TimeCondition {
  /** A text that is the same for equal conditions only. */
  String canonical();
}
