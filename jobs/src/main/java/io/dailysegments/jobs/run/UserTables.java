package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.input.InputSchema;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.jobs.stage.CheckRows;
import io.dailysegments.jobs.stage.VisibleRows;
import io.dailysegments.jobs.table.InputTables;
import io.dailysegments.jobs.table.OpenInput;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The twelve user tables as the run for a day reads them: opened, then checked. */
final class UserTables {

  private final Map<InputName, OpenInput> inputs = new EnumMap<>(InputName.class);

  /** The rows of each input that may have some, checked. */
  private final Map<InputName, Dataset<Row>> checked = new EnumMap<>(InputName.class);

  private UserTables() {}

  /**
   * Opens every user table.
   *
   * @param forgotten users whose rows are passed over
   * @param recorded the versions that an earlier run of the day read, by input
   * @throws InputException if a configured one has no data for the day, or there is no user
   */
  static UserTables open(
      InputTables tables,
      LocalDate dataDate,
      int staleDays,
      Map<String, String> recorded,
      ForgottenUsers forgotten) {
    UserTables opened = new UserTables();
    for (InputName name : InputName.values()) {
      if (name != InputName.APP_EVENTS) {
        Optional<String> version = Optional.ofNullable(recorded.get(name.key()));
        opened.add(forgotten.without(tables.open(name, dataDate, staleDays, version)));
      }
    }
    opened.requireUsers(dataDate);
    return opened;
  }

  private void add(OpenInput input) {
    inputs.put(input.name(), input);
    if (!input.isEmpty()) {
      checked.put(input.name(), CheckRows.check(InputSchema.of(input.name()), input.rows()));
    }
  }

  private void requireUsers(LocalDate dataDate) {
    OpenInput users = inputs.get(InputName.USERS);
    if (users.isEmpty() || users.rows().isEmpty()) {
      throw new InputException(
          "Cannot read input 'users' for %s: it has no row. Load the accounts first."
              .formatted(dataDate));
    }
  }

  /** The rows of every input as they are read. */
  List<Dataset<Row>> rows() {
    List<Dataset<Row>> rows = new ArrayList<>();
    inputs.values().forEach(input -> rows.add(input.rows()));
    return rows;
  }

  /** What the user should know of what was read. */
  List<String> warnings() {
    return inputs.values().stream().flatMap(input -> input.warnings().stream()).toList();
  }

  /** What was read of each input. */
  SortedMap<String, String> versions() {
    SortedMap<String, String> versions = new TreeMap<>();
    inputs.values().forEach(input -> versions.put(input.name().key(), input.version()));
    return versions;
  }

  /** The refused rows of some inputs as rows of {@code quarantine}; empty without inputs. */
  Optional<Dataset<Row>> refused(LocalDate dataDate, Collection<InputName> names) {
    return names.stream()
        .map(name -> refused(name, checked.get(name), dataDate))
        .reduce(Dataset::union);
  }

  private static Dataset<Row> refused(InputName name, Dataset<Row> rows, LocalDate dataDate) {
    return rows.filter(col(CheckRows.REASON).isNotNull())
        .select(
            lit(dataDate).as("dt"),
            lit(name.key()).as("input"),
            col(CheckRows.REASON).as("reason"),
            CheckRows.row(InputSchema.of(name)).as("row"));
  }

  /** What the check found of each input, in their order. */
  List<InputCounts> counts() {
    Map<InputName, InputCounts> counts = InputCounts.of(checked);
    return inputs.keySet().stream()
        .map(name -> counts.getOrDefault(name, InputCounts.ofNone(name)))
        .toList();
  }

  /** The rows of each table that are used and began before the end of the day, by input. */
  Map<String, Dataset<Row>> visible(Instant dayEnd) {
    Map<String, Dataset<Row>> visible = new HashMap<>();
    inputs.forEach((name, input) -> visible.put(name.key(), input.rows())); // if it has none
    checked.forEach(
        (name, rows) ->
            visible.put(name.key(), VisibleRows.of(InputSchema.of(name), rows, dayEnd)));
    return visible;
  }
}
