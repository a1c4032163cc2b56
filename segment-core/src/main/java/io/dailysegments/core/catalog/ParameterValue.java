package io.dailysegments.core.catalog;

import io.dailysegments.core.canonical.Canonical;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** The value of a parameter of a label or source block: a scalar or a list of scalars. */
public sealed interface ParameterValue {

  /** What the value is, for messages: {@code a number}, {@code a list}, … */
  String kind();

  /** A text that is the same for equal values only; numbers by value, so 0.80 equals 0.8. */
  String canonical();

  /** A text. */
  record TextValue(String value) implements ParameterValue {
    public TextValue {
      Objects.requireNonNull(value, "value");
    }

    @Override
    public String kind() {
      return "text";
    }

    @Override
    public String canonical() {
      return Canonical.text(value);
    }
  }

  /** A number. */
  record NumberValue(BigDecimal value) implements ParameterValue {
    public NumberValue {
      Objects.requireNonNull(value, "value");
    }

    @Override
    public String kind() {
      return "a number";
    }

    @Override
    public String canonical() {
      return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
    }
  }

  /** True or false. */
  record BooleanValue(boolean value) implements ParameterValue {
    @Override
    public String kind() {
      return "true or false";
    }

    @Override
    public String canonical() {
      return String.valueOf(value);
    }
  }

  /** A list of scalars of one kind, in the order written. */
  record ListValue(List<ParameterValue> values) implements ParameterValue {
    public ListValue {
      values = List.copyOf(values);
    }

    @Override
    public String kind() {
      return "a list";
    }

    @Override
    public String canonical() {
      return Canonical.list("list", values.stream().map(ParameterValue::canonical));
    }
  }
}
