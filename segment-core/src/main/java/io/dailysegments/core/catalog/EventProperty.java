package io.dailysegments.core.catalog;

import java.util.List;
import java.util.Objects;

/**
 * A property of an event that rules may use.
 *
 * @param type {@code STRING}: kept in the digest, may be filtered on; {@code NUMBER}: added up
 * @param values the closed set of values of a string property, in the order written; empty: any
 */
public record EventProperty(Type type, List<String> values) {

  /** What a property holds. */
  public enum Type {
    STRING,
    NUMBER
  }

  public EventProperty {
    Objects.requireNonNull(type, "type");
    values = List.copyOf(values);
  }
}
