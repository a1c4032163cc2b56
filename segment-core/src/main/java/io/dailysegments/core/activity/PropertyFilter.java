package io.dailysegments.core.activity;

import io.dailysegments.core.condition.TextCondition;
import java.util.Objects;

/** A condition on a string property of an event. */
public record PropertyFilter(String property, TextCondition condition) {
  public PropertyFilter {
    Objects.requireNonNull(property, "property");
    Objects.requireNonNull(condition, "condition");
  }
}
