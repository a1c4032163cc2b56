package io.dailysegments.jobs.table;

import io.dailysegments.core.input.InputColumn;
import io.dailysegments.core.input.InputName;
import io.dailysegments.core.input.InputSchema;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.settings.InputSettings;
import io.dailysegments.core.settings.InputSettings.Location.Files;
import io.dailysegments.core.settings.InputSettings.Location.Table;
import io.dailysegments.core.settings.InputSettings.Snapshot;
import io.dailysegments.core.settings.Settings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Reads user tables as the run for a day sees them. Nothing is checked yet but that the data is
 * there.
 */
public final class InputTables {

  private final SparkSession session;
  private final Settings settings;
  private final SourceReader reader;
  private final Folders folders;

  public InputTables(SparkSession session, Settings settings) {
    this.session = session;
    this.settings = settings;
    this.reader = new SourceReader(session);
    this.folders = new Folders(session.sparkContext().hadoopConfiguration());
  }

  /**
   * A user table for a day. An input that is not configured is empty, with a warning.
   *
   * @param staleDays how many days older than {@code dataDate} a daily snapshot may be
   * @param recorded the version that an earlier run of the day read; a Delta table is read at that
   *     version again
   * @throws InputException if the data is missing or unreadable
   */
  public OpenInput open(
      InputName name, LocalDate dataDate, int staleDays, Optional<String> recorded) {
    Optional<InputSettings> input = settings.input(name);
    if (input.isEmpty()) {
      String warning = "input '" + name.key() + "' is not configured and treated as empty";
      return new OpenInput(name, empty(name), true, "none", List.of(warning));
    }
    ReadFailures failures = new ReadFailures(settings);
    try {
      return open(name, input.get(), dataDate, staleDays, recorded);
    } catch (InputException e) {
      throw e;
    } catch (Exception e) { // Scala code throws checked exceptions that Java can't see
      throw failures.whileOpening(name, place(input.get()), e);
    }
  }

  private OpenInput open(
      InputName name,
      InputSettings input,
      LocalDate dataDate,
      int staleDays,
      Optional<String> recorded)
      throws Exception {
    requireExists(name, input, dataDate);
    if (name == InputName.PLACES || input.snapshot() instanceof Snapshot.None) {
      return current(name, input, dataDate);
    }
    if (input.snapshot() instanceof Snapshot.DeltaVersion delta) {
      return timeTravel(name, input, delta, dataDate, recorded);
    }
    return daily(name, input, dataDate, staleDays);
  }

  private OpenInput current(InputName name, InputSettings input, LocalDate dataDate) {
    ContractColumns columns = new ContractColumns(name, input, place(input));
    if (input.location() instanceof Files files && folders.dataFiles(files.path()).isEmpty()) {
      throw missing(name, input, dataDate, "holds no data files");
    }
    String version = currentVersion(input); // what comes later is a change
    Dataset<Row> source = reader.read(input.location(), columns.untouched(), OptionalLong.empty());
    List<String> warnings =
        name == InputName.PLACES
            ? List.of()
            : List.of(
                "input '"
                    + name.key()
                    + "' has no snapshots: this result can't be reproduced once it changes");
    return new OpenInput(name, columns.select(source), version, warnings);
  }

  private OpenInput timeTravel(
      InputName name,
      InputSettings input,
      Snapshot.DeltaVersion snapshot,
      LocalDate dataDate,
      Optional<String> recorded) {
    DeltaHistory history = DeltaHistory.of(session, input.location());
    long version =
        recorded.stream()
            .flatMapToLong(text -> DeltaHistory.number(session, input.location(), text).stream())
            .findFirst()
            .orElseGet(
                () ->
                    history.versionBefore(name, place(input), settings.zone(), snapshot, dataDate));
    ContractColumns columns = new ContractColumns(name, input, place(input));
    Dataset<Row> source =
        reader.read(input.location(), columns.untouched(), OptionalLong.of(version));
    return new OpenInput(
        name,
        columns.select(source),
        DeltaHistory.version(session, input.location(), version),
        List.of());
  }

  private OpenInput daily(InputName name, InputSettings input, LocalDate dataDate, int staleDays) {
    if (input.location() instanceof Files files && !input.columns().containsKey("dt")) {
      SortedMap<LocalDate, String> days = folders.days(files.path());
      if (!days.isEmpty()) {
        return dailyFolder(name, input, files, days, dataDate, staleDays);
      }
      if (!files.format().equals("delta") && folders.dataFiles(files.path()).isEmpty()) {
        throw missing(name, input, dataDate, "holds no data files");
      }
    }
    return dailyRows(name, input, dataDate, staleDays);
  }

  private OpenInput dailyFolder(
      InputName name,
      InputSettings input,
      Files files,
      SortedMap<LocalDate, String> days,
      LocalDate dataDate,
      int staleDays) {
    LocalDate day = newest(days.headMap(dataDate.plusDays(1)), dataDate, staleDays, name, input);
    if (files.format().equals("delta")) {
      return dailyRows(name, input, dataDate, staleDays);
    }
    ContractColumns columns = new ContractColumns(name, input, place(input));
    var dataFiles = folders.dataFiles(days.get(day));
    Dataset<Row> rows =
        dataFiles.isEmpty()
            ? empty(name)
            : columns.select(
                reader.readFolders(
                    files, List.of(days.get(day)), dataFiles.size(), columns.untouched()));
    List<String> warnings = new ArrayList<>(folders.warnings(name, files.path()));
    warnings.addAll(stale(name, day, dataDate));
    String version = Folders.fingerprint(days.get(day), dataFiles);
    return new OpenInput(name, rows, dataFiles.isEmpty(), version, warnings);
  }

  private OpenInput dailyRows(
      InputName name, InputSettings input, LocalDate dataDate, int staleDays) {
    ContractColumns columns = new ContractColumns(name, input, place(input));
    Optional<SortedMap<String, String>> partitions = // what comes later is a change
        DeltaHistory.partitions(session, input);
    String whole = currentVersion(input);
    Dataset<Row> source = reader.read(input.location(), columns.untouched(), OptionalLong.empty());
    Column dt = columns.day(source).orElseThrow(() -> columns.missing(source, "dt"));
    SortedMap<LocalDate, String> days = new TreeMap<>();
    for (LocalDate day = dataDate; !day.isBefore(dataDate.minusDays(staleDays)); ) {
      if (!source.filter(DayColumn.is(source, dt, day)).isEmpty()) {
        days.put(day, place(input));
        break;
      }
      day = day.minusDays(1);
    }
    LocalDate day = newest(days, dataDate, staleDays, name, input);
    Dataset<Row> rows = columns.select(source.filter(DayColumn.is(source, dt, day)));
    String version = partitions.map(found -> found.get(day.toString())).orElse(whole);
    List<String> warnings = new ArrayList<>(blind(name, version));
    warnings.addAll(stale(name, day, dataDate));
    return new OpenInput(name, rows, version, warnings);
  }

  private LocalDate newest(
      SortedMap<LocalDate, String> days,
      LocalDate dataDate,
      int staleDays,
      InputName name,
      InputSettings input) {
    if (!days.isEmpty() && !days.lastKey().isBefore(dataDate.minusDays(staleDays))) {
      return days.lastKey();
    }
    String newest = days.isEmpty() ? "" : " (the newest before it is dt=" + days.lastKey() + ")";
    throw missing(name, input, dataDate, "has no snapshot dt=" + dataDate + newest);
  }

  private static List<String> blind(InputName name, String version) {
    return version.startsWith("table:")
        ? List.of("input '" + name.key() + "' has no files to look at: no change of it is noticed")
        : List.of();
  }

  private static List<String> stale(InputName name, LocalDate day, LocalDate dataDate) {
    return day.equals(dataDate)
        ? List.of()
        : List.of("input '" + name.key() + "' is stale: the snapshot of " + day + " was read");
  }

  private void requireExists(InputName name, InputSettings input, LocalDate dataDate)
      throws Exception {
    boolean exists =
        input.location() instanceof Table table
            ? session.catalog().tableExists(table.name())
            : folders.exists(((Files) input.location()).path());
    if (!exists) {
      throw missing(name, input, dataDate, "does not exist");
    }
  }

  static InputException missing(
      InputName name, InputSettings input, LocalDate dataDate, String what) {
    String advice =
        name == InputName.APP_EVENTS
            ? "Load that log date first."
            : "Load it first, or allow an older snapshot with --allow-stale-days N.";
    return new InputException(
        "Cannot read input '%s' for %s: %s %s. %s"
            .formatted(name.key(), dataDate, place(input), what, advice));
  }

  private String currentVersion(InputSettings input) {
    if (input.location() instanceof Files files && !files.format().equals("delta")) {
      return Folders.fingerprint(files.path(), folders.dataFiles(files.path()));
    }
    return DeltaHistory.currentVersion(session, input.location());
  }

  private Dataset<Row> empty(InputName name) {
    StructType schema = new StructType();
    for (InputColumn column : InputSchema.of(name).columns()) {
      schema = schema.add(column.name(), ColumnTypes.of(column.type()));
    }
    return session.createDataFrame(new ArrayList<>(), schema);
  }

  /** Where an input is, in words. */
  static String place(InputSettings input) {
    return input.location() instanceof Table table
        ? "table " + table.name()
        : ((Files) input.location()).path();
  }
}
