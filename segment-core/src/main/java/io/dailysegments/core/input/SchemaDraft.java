package io.dailysegments.core.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a schema down column by column, in the contract's order. */
final class SchemaDraft {

  private final List<InputColumn> columns = new ArrayList<>();
  private final List<String> laterTimes = new ArrayList<>();
  private final List<String> nonNegative = new ArrayList<>();
  private Optional<String> firstTime = Optional.empty();

  SchemaDraft required(String name) {
    return add(name, InputType.STRING, true, List.of());
  }

  /** An obligatory text out of these. */
  SchemaDraft oneOf(String name, String... allowed) {
    return add(name, InputType.STRING, true, List.of(allowed));
  }

  SchemaDraft optional(String... names) {
    for (String name : names) {
      optional(name, InputType.STRING);
    }
    return this;
  }

  SchemaDraft optional(String name, InputType type) {
    return add(name, type, false, List.of());
  }

  /** The obligatory time from which a row exists. */
  SchemaDraft from(String name) {
    firstTime = Optional.of(name);
    return add(name, InputType.TIMESTAMP, true, List.of());
  }

  /** The time from which a row exists; a row without one exists since ever. */
  SchemaDraft fromIfKnown(String name) {
    firstTime = Optional.of(name);
    return optional(name, InputType.TIMESTAMP);
  }

  /** A time that may be missing and does not lie before the first one. */
  SchemaDraft later(String... names) {
    for (String name : names) {
      laterTimes.add(name);
      optional(name, InputType.TIMESTAMP);
    }
    return this;
  }

  /** An obligatory number that is not negative. */
  SchemaDraft nonNegative(String name, InputType type) {
    nonNegative.add(name);
    return add(name, type, true, List.of());
  }

  SchemaDraft coordinates() {
    return optional("latitude", InputType.DOUBLE).optional("longitude", InputType.DOUBLE);
  }

  InputSchema key(String... primaryKey) {
    return new InputSchema(columns, List.of(primaryKey), firstTime, laterTimes, nonNegative);
  }

  private SchemaDraft add(String name, InputType type, boolean obligatory, List<String> allowed) {
    columns.add(new InputColumn(name, type, obligatory, allowed));
    return this;
  }
}
