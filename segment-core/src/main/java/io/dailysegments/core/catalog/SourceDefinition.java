package io.dailysegments.core.catalog;

import io.dailysegments.core.problem.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A named relation with a {@code user_id} column that labels aggregate, made from inputs: by a
 * query, or by a registered derivation where SQL can't say it.
 *
 * @param inputs the inputs it is made from, in the order written; the query refers to each as
 *     {@code :input}
 * @param sql a query over the visible rows of the inputs
 * @param derivation the name of a registered derivation; present if {@code sql} is not
 * @param parameters by name; the settings file may override them
 */
public record SourceDefinition(
    SourcePosition position,
    String name,
    String description,
    List<String> inputs,
    Optional<String> sql,
    Optional<String> derivation,
    Map<String, ParameterValue> parameters) {

  public SourceDefinition {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(name, "name");
    inputs = List.copyOf(inputs);
    parameters = Immutable.copy(parameters);
    if (sql.isPresent() == derivation.isPresent()) {
      throw new IllegalArgumentException("A source has either sql or a derivation: " + name);
    }
  }

  /** The source with some of its parameters replaced; every name must be one of its parameters. */
  SourceDefinition withParameters(Map<String, ParameterValue> replaced) {
    return new SourceDefinition(
        position,
        name,
        description,
        inputs,
        sql,
        derivation,
        Immutable.merge(parameters, replaced));
  }
}
