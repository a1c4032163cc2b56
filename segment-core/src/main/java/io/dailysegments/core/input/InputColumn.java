package io.dailysegments.core.input;

import java.util.List;
import java.util.Objects;

/**
 * A column of an input as the contract names it.
 *
 * @param obligatory whether a row without a value of it is refused; an optional column may be
 *     absent from the source
 * @param allowed the values that a row may hold, in the contract's order; empty: any
 */
public record InputColumn(String name, InputType type, boolean obligatory, List<String> allowed) {

  public InputColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    allowed = List.copyOf(allowed);
  }
}
