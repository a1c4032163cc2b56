package io.dailysegments.core.condition;

import io.dailysegments.core.canonical.Canonical;

/** A condition on true or false: there is a value and it is this one. */
public record FlagCondition(boolean wanted) implements ValueCondition {
  @Override
  public String canonical() {
    return Canonical.list("FLAG", String.valueOf(wanted));
  }
}
