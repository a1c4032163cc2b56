package io.dailysegments.jobs.table;

import io.dailysegments.core.input.InputColumn;
import io.dailysegments.core.input.InputName;
import io.dailysegments.core.input.InputSchema;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.settings.InputSettings;
import io.dailysegments.core.settings.InputSettings.Location.Files;
import io.dailysegments.core.settings.InputSettings.Location.Table;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reads the event log by log date. */
public final class EventLog {

  private static final InputName NAME = InputName.APP_EVENTS;

  private final SparkSession session;
  private final Settings settings;
  private final InputSettings input;
  private final SourceReader reader;
  private final Folders folders;
  private final ContractColumns columns;

  public EventLog(SparkSession session, Settings settings) {
    this.session = session;
    this.settings = settings;
    this.input = settings.input(NAME).orElseThrow();
    this.reader = new SourceReader(session);
    this.folders = new Folders(session.sparkContext().hadoopConfiguration());
    this.columns = new ContractColumns(NAME, input, InputTables.place(input));
  }

  /**
   * The log dates of a range that the input has, empty ones too.
   *
   * @throws InputException if the input is not there or can't be read
   */
  public SortedSet<LocalDate> days(DayRange range) {
    return guarded(() -> isFoldered() ? folderDays(range) : rowDays(range));
  }

  /**
   * What those of some log dates that the input has hold now: another version means that other
   * events may be read.
   */
  public SortedMap<LocalDate, String> versions(Collection<LocalDate> logDates) {
    return guarded(() -> isFoldered() ? folderVersions(logDates) : rowVersions(logDates));
  }

  /** Whether the version of a log date changes with its own events only. */
  public boolean isVersionedByDay() {
    return guarded(() -> isFoldered() || partitions().isPresent());
  }

  /** What should be known of the input beside its log dates. */
  public List<String> warnings() {
    return isFoldered() ? folders.warnings(NAME, path()) : List.of();
  }

  /** The refusal for a log date that the input lacks. */
  public InputException missing(LocalDate logDate) {
    String what = isEmptied() ? "holds no data files" : "has no log partition dt=" + logDate;
    return InputTables.missing(NAME, input, logDate, what);
  }

  /**
   * @param logDate one that is asked for
   * @throws InputException if the log holds nothing at all
   */
  public void requireAny(LocalDate logDate) {
    if (guarded(this::isEmptied)) {
      throw missing(logDate);
    }
  }

  /**
   * The events of some log dates: {@code log_date}, then the contract's columns with the types of
   * the source. Log dates that the input lacks give no rows.
   */
  public Dataset<Row> read(Collection<LocalDate> logDates) {
    return guarded(() -> isFoldered() ? readFolders(logDates) : readRows(logDates));
  }

  /** A folder that was emptied is one, too: it has no log dates any more. */
  private boolean isFoldered() {
    return input.location() instanceof Files files
        && !files.format().equals("delta")
        && !input.columns().containsKey("dt")
        && (!folders.days(files.path()).isEmpty() || isEmptied());
  }

  private boolean isEmptied() {
    return input.location() instanceof Files files
        && folders.exists(files.path())
        && folders.days(files.path()).isEmpty()
        && folders.dataFiles(files.path()).isEmpty();
  }

  private SortedSet<LocalDate> folderDays(DayRange range) {
    SortedSet<LocalDate> days = new TreeSet<>(folders.days(path()).keySet());
    return days.subSet(range.from(), range.to().plusDays(1));
  }

  private SortedSet<LocalDate> rowDays(DayRange range) {
    requireExists(range.to());
    Dataset<Row> source = source();
    Column dt = dt(source);
    SortedSet<LocalDate> days = new TreeSet<>();
    source
        .filter(DayColumn.between(source, dt, range.from(), range.to()))
        .select(DayColumn.day(source, dt).as("log_date"))
        .filter("log_date IS NOT NULL")
        .distinct()
        .collectAsList() // one row a day of the range
        .forEach(row -> days.add(row.getDate(0).toLocalDate()));
    return days;
  }

  private SortedMap<LocalDate, String> folderVersions(Collection<LocalDate> logDates) {
    SortedMap<LocalDate, String> versions = folders.days(path());
    versions.keySet().retainAll(Set.copyOf(logDates));
    versions.replaceAll((day, folder) -> Folders.fingerprint(folder, folders.dataFiles(folder)));
    return versions;
  }

  private SortedMap<LocalDate, String> rowVersions(Collection<LocalDate> logDates) {
    SortedMap<LocalDate, String> versions = new TreeMap<>();
    if (logDates.isEmpty()) {
      return versions;
    }
    Optional<SortedMap<String, String>> partitions = partitions();
    String version =
        input.location() instanceof Files files && !files.format().equals("delta")
            ? Folders.fingerprint(files.path(), folders.dataFiles(files.path()))
            : DeltaHistory.currentVersion(session, input.location());
    SortedSet<LocalDate> wanted = new TreeSet<>(logDates);
    rowDays(new DayRange(wanted.first(), wanted.last())).stream()
        .filter(wanted::contains)
        .forEach(
            day ->
                versions.put(
                    day, partitions.map(days -> days.get(day.toString())).orElse(version)));
    return versions;
  }

  private Optional<SortedMap<String, String>> partitions() {
    return DeltaHistory.partitions(session, input);
  }

  private String path() {
    return ((Files) input.location()).path();
  }

  private void requireExists(LocalDate logDate) {
    boolean exists =
        input.location() instanceof Files files
            ? folders.exists(files.path())
            : session.catalog().tableExists(((Table) input.location()).name());
    if (!exists) {
      throw InputTables.missing(NAME, input, logDate, "does not exist");
    }
    if (input.location() instanceof Files files && folders.dataFiles(files.path()).isEmpty()) {
      throw InputTables.missing(NAME, input, logDate, "holds no data files");
    }
  }

  private Dataset<Row> readFolders(Collection<LocalDate> logDates) {
    Files files = (Files) input.location();
    SortedMap<LocalDate, String> days = folders.days(files.path());
    List<String> paths = new ArrayList<>();
    int fileCount = 0;
    for (LocalDate logDate : logDates) {
      String folder = days.get(logDate);
      List<FileStatus> dataFiles = folder == null ? List.of() : folders.dataFiles(folder);
      if (!dataFiles.isEmpty()) {
        paths.add(folder);
        fileCount += dataFiles.size();
      }
    }
    if (paths.isEmpty()) {
      return empty();
    }
    Dataset<Row> source = reader.readFolders(files, paths, fileCount, columns.untouched());
    return columns.select(source, dt(source).cast("date").as("log_date"));
  }

  private Dataset<Row> readRows(Collection<LocalDate> logDates) {
    Dataset<Row> source = source();
    Column dt = dt(source);
    Column wanted = DayColumn.among(source, dt, logDates);
    return columns.select(source.filter(wanted), dt.cast("date").as("log_date"));
  }

  private Dataset<Row> source() {
    return reader.read(input.location(), columns.untouched(), OptionalLong.empty());
  }

  private Column dt(Dataset<Row> source) {
    return columns.day(source).orElseThrow(() -> columns.missing(source, "dt"));
  }

  private Dataset<Row> empty() {
    StructType schema = new StructType().add("log_date", DataTypes.DateType);
    for (InputColumn column : InputSchema.of(NAME).columns()) {
      schema = schema.add(column.name(), DataTypes.StringType);
    }
    return session.createDataFrame(new ArrayList<>(), schema);
  }

  private <T> T guarded(Supplier<T> read) {
    try {
      return read.get();
    } catch (InputException e) {
      throw e;
    } catch (Exception e) { // Scala code throws checked exceptions that Java can't see
      throw new ReadFailures(settings).whileOpening(NAME, InputTables.place(input), e);
    }
  }
}
