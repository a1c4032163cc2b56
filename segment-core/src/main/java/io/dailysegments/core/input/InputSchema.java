package io.dailysegments.core.input;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the contract says of an input's rows. The day column {@code dt} is not part of it: it says
 * which rows are read, not what they hold.
 *
 * @param columns in the contract's order
 * @param primaryKey the columns that make a row unique; empty for {@code app_events}, whose
 *     duplicates are found by their own rule
 * @param firstTime the time from which a row exists; empty if it has none
 * @param laterTimes the times that may not lie before the first one
 * @param nonNegative the numbers that may not be below zero
 */
public record InputSchema(
    List<InputColumn> columns,
    List<String> primaryKey,
    Optional<String> firstTime,
    List<String> laterTimes,
    List<String> nonNegative) {

  private static final Map<InputName, InputSchema> BY_NAME = byName();

  public InputSchema {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    Objects.requireNonNull(firstTime, "firstTime");
    laterTimes = List.copyOf(laterTimes);
    nonNegative = List.copyOf(nonNegative);
  }

  /** The schema of an input. */
  public static InputSchema of(InputName name) {
    return Objects.requireNonNull(BY_NAME.get(name), "schema of " + name);
  }

  /** The names of the columns, in the contract's order. */
  public List<String> columnNames() {
    return columns.stream().map(InputColumn::name).toList();
  }

  private static Map<InputName, InputSchema> byName() {
    Map<InputName, InputSchema> map = new EnumMap<>(InputName.class);
    UserInputs.addTo(map);
    DeviceInputs.addTo(map);
    MallInputs.addTo(map);
    return Collections.unmodifiableMap(map);
  }
}
