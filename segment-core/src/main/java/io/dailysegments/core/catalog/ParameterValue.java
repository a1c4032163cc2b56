package io.dailysegments.core.catalog;

import java.math.BigDecimal;
import java.util.List;

/** The value of a parameter of a label or source block: a scalar or a list of scalars. */
public sealed interface ParameterValue {

  /** A text. */
  record TextValue(String value) implements ParameterValue {}

  /** A number. */
  record NumberValue(BigDecimal value) implements ParameterValue {}

  /** True or false. */
  record BooleanValue(boolean value) implements ParameterValue {}

  /** A list, in the order written. */
  record ListValue(List<ParameterValue> values) implements ParameterValue {
    public ListValue {
      values = List.copyOf(values);
    }
  }
}
