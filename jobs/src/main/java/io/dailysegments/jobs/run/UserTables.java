package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.dailysegments.core.input.InputSchema;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.input.InputName;
import io.dailysegments.jobs.stage.CheckRows;
import io.dailysegments.jobs.stage.VisibleRows;
import io.dailysegments.jobs.table.InputTables;
import io.dailysegments.jobs.table.OpenInput;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** The twelve user tables as the run for a day reads them: opened, then checked. */
final class UserTables {

  private static final List<String> REASONS =
      List.of("null_key", "unknown_value", "negative", "end_before_start", "duplicate");

  private final Map<InputName, OpenInput> inputs = new EnumMap<>(InputName.class);
  private final Map<InputName, Dataset<Row>> checked = new EnumMap<>(InputName.class);
  private final Map<InputName, Observation> observations = new EnumMap<>(InputName.class);

  private final Map<InputName, Column[]> countsOf = new EnumMap<>(InputName.class);

  private UserTables() {}

  /**
   * Opens every user table.
   *
   * @param recorded the versions that an earlier run of the day read, by input
   * @throws InputException if a configured one has no data for the day, or there is no user
   */
  static UserTables open(
      InputTables tables, LocalDate dataDate, int staleDays, Map<String, String> recorded) {
    UserTables opened = new UserTables();
    for (InputName name : InputName.values()) {
      if (name != InputName.APP_EVENTS) {
        Optional<String> version = Optional.ofNullable(recorded.get(name.key()));
        opened.add(tables.open(name, dataDate, staleDays, version));
      }
    }
    OpenInput users = opened.inputs.get(InputName.USERS);
    if (users.rows().isEmpty()) {
      throw new InputException(
          "Cannot read input 'users' for %s: it has no row. Load the accounts first."
              .formatted(dataDate));
    }
    return opened;
  }

  private void add(OpenInput input) {
    InputSchema schema = InputSchema.of(input.name());
    Observation observation = new Observation(input.name().key() + "-" + UUID.randomUUID());
    List<Column> counts = new ArrayList<>();
    REASONS.forEach(
        reason -> counts.add(count_if(col(CheckRows.REASON).equalTo(lit(reason))).as(reason)));
    CheckRows.unparsableColumns(schema)
        .forEach(column -> counts.add(count_if(col(column)).as(column)));
    inputs.put(input.name(), input);
    checked.put(input.name(), CheckRows.check(schema, input.rows()));
    observations.put(input.name(), observation);
    countsOf.put(input.name(), counts.toArray(Column[]::new));
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

  /** Every refused row as a row of {@code quarantine}; writing them also makes {@link #counts}. */
  Dataset<Row> refused(LocalDate dataDate) {
    return checked.entrySet().stream()
        .map(entry -> refused(entry.getKey(), entry.getValue(), dataDate))
        .reduce(Dataset::union)
        .orElseThrow();
  }

  private Dataset<Row> refused(InputName name, Dataset<Row> rows, LocalDate dataDate) {
    return rows.observe(observations.get(name), count(lit(1)).as("rows"), countsOf.get(name))
        .filter(col(CheckRows.REASON).isNotNull())
        .select(
            lit(dataDate).as("dt"),
            lit(name.key()).as("input"),
            col(CheckRows.REASON).as("reason"),
            col(CheckRows.ROW).as("row"));
  }

  /** Rows read, refused by reason, and unparsable by column, of an input; known once {@link #refused} was written. */
  InputCounts counts(InputName name) {
    Map<String, Object> observed = observed(name);
    SortedMap<String, Long> refused = new TreeMap<>();
    SortedMap<String, Long> unparsable = new TreeMap<>();
    observed.forEach(
        (key, value) -> {
          long number = ((Number) value).longValue();
          if (number > 0 && REASONS.contains(key)) {
            refused.put(key, number);
          } else if (number > 0 && key.startsWith(CheckRows.UNPARSABLE)) {
            unparsable.put(key.substring(CheckRows.UNPARSABLE.length()), number);
          }
        });
    return new InputCounts(name, ((Number) observed.get("rows")).longValue(), refused, unparsable);
  }

  private Map<String, Object> observed(InputName name) {
    try {
      return observations.get(name).getAsJava();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while counting rows of " + name.key(), e);
    }
  }

  /** What the check of an input found. */
  record InputCounts(
      InputName name,
      long rows,
      SortedMap<String, Long> refused,
      SortedMap<String, Long> unparsable) {

    List<String> warnings() {
      List<String> warnings = new ArrayList<>();
      refused.forEach(
          (reason, number) ->
              warnings.add(
                  "input '" + name.key() + "': " + number + " of " + rows + " rows refused: " + reason));
      unparsable.forEach(
          (column, number) ->
              warnings.add(
                  "input '" + name.key() + "': " + number + " values of " + column + " can't be read"));
      return warnings;
    }
  }

  /** The inputs, in their order. */
  Set<InputName> names() {
    return checked.keySet();
  }

  /** How many rows were read in all. */
  String summary() {
    long rows = names().stream().mapToLong(name -> counts(name).rows()).sum();
    return rows + " rows";
  }

  /** The rows of each table that are used and began before the end of the day, by input. */
  Map<String, Dataset<Row>> visible(Instant dayEnd) {
    Map<String, Dataset<Row>> visible = new HashMap<>();
    checked.forEach(
        (name, rows) ->
            visible.put(name.key(), VisibleRows.of(InputSchema.of(name), rows, dayEnd)));
    return visible;
  }
}
