package io.dailysegments.core.catalog;

import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.problem.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One label block: a column of {@code user_labels}.
 *
 * <p>In {@code sql}, a bare name is another label, {@code users.x} a column of the user's account,
 * and {@code :x} something that the block itself defines: one of its metrics, aggregates or
 * parameters, or one of {@code :data_date}, {@code :day_start}, {@code :day_end}, {@code
 * :window_start}.
 *
 * @param unit of a number, such as {@code days}; empty without one
 * @param whenNull what null means, in words
 * @param values the closed set of values of a string label, in the order written; empty: any.
 *     {@code :x} stands for the values of parameter x
 * @param windowDays the number of days that {@code :window_start} begins before the end of the data
 *     date
 * @param source the input or source that {@code aggregates} are over; present if there is any
 * @param aggregates by name: an SQL aggregate over the user's rows of the source
 * @param metrics by name: what is measured of the user's activity
 * @param sql one expression
 * @param derivation a registered derivation that turns the value of {@code sql} into that of the
 *     label
 * @param parameters by name; the settings file may override them
 */
public record LabelDefinition(
    SourcePosition position,
    String name,
    String category,
    LabelType type,
    String unit,
    String description,
    String whenNull,
    List<String> values,
    OptionalInt windowDays,
    Optional<String> source,
    Map<String, String> aggregates,
    Map<String, Metric> metrics,
    String sql,
    Optional<String> derivation,
    Map<String, ParameterValue> parameters) {

  public LabelDefinition {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(sql, "sql");
    values = List.copyOf(values);
    aggregates = Immutable.copy(aggregates);
    metrics = Immutable.copy(metrics);
    parameters = Immutable.copy(parameters);
  }

  /** The closed set of values with the parameters' values in it, each once; empty: any. */
  public List<String> allowedValues() {
    return values.stream().flatMap(this::expand).distinct().toList();
  }

  /** The label with some of its parameters replaced; every name must be one of its parameters. */
  LabelDefinition withParameters(Map<String, ParameterValue> replaced) {
    Map<String, ParameterValue> merged = Immutable.merge(parameters, replaced);
    return new LabelDefinition(
        position,
        name,
        category,
        type,
        unit,
        description,
        whenNull,
        values,
        windowDays,
        source,
        aggregates,
        metrics,
        sql,
        derivation,
        merged);
  }

  private Stream<String> expand(String value) {
    return value.startsWith(":") ? texts(parameters.get(value.substring(1))) : Stream.of(value);
  }

  private static Stream<String> texts(ParameterValue value) {
    if (value instanceof ParameterValue.ListValue list) {
      return list.values().stream().flatMap(LabelDefinition::texts);
    }
    return value instanceof ParameterValue.TextValue text ? Stream.of(text.value()) : Stream.of();
  }
}
