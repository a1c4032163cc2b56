package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.settings.InputName;
import io.dailysegments.core.settings.Settings;
import io.dailysegments.core.sql.SqlText;
import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.run.DigestedDay.DigestRules;
import io.dailysegments.jobs.stage.CheckEvents;
import io.dailysegments.jobs.stage.CheckRows;
import io.dailysegments.jobs.stage.DigestActivity;
import io.dailysegments.jobs.table.EventLog;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Folds log dates into the activity digest. */
public final class DigestRun {

  private static final String UNKNOWN = "unknown";
  private static final String UNPARSABLE = CheckRows.UNPARSABLE + "properties";

  private final Settings settings;
  private final Deployment deployment;
  private final OutputTables tables;
  private final DigestLedger ledger;
  private final EventLog log;
  private final StageLog stages;
  private final List<String> warnings = new ArrayList<>();

  public DigestRun(SparkSession session, Deployment deployment) {
    this.deployment = deployment;
    this.settings = deployment.settings();
    this.tables = new OutputTables(session, settings.warehouse());
    this.ledger = new DigestLedger(session, tables);
    this.log = new EventLog(session, settings);
    this.stages = new StageLog(session);
  }

  /** Which log dates a digest folds again. */
  public enum Again {
    /** Those that are not in the digest. */
    MISSING,
    /** Those that are not in the digest, or were folded from other data or under other rules. */
    CHANGED,
    /** All. */
    ALL
  }

  /** What the user should know of the log dates folded. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Folds the log dates of a range that the input has.
   *
   * @return the log dates folded now
   * @throws io.dailysegments.core.problem.InputException if the gate holds one; the others are folded
   */
  public List<LocalDate> digest(DayRange range, Again again) {
    SortedMap<LocalDate, DigestedDay> digested = ledger.days();
    List<LocalDate> wanted =
        log.days(range).stream().filter(day -> isWanted(again, day, digested.get(day))).toList();
    if (!wanted.isEmpty()) {
      String what = "digest " + wanted.size() + " log date(s) up to " + wanted.get(wanted.size() - 1);
      stages.stage(what, () -> fold(wanted) + " digested");
    }
    return wanted;
  }

  private boolean isWanted(Again again, LocalDate day, DigestedDay digested) {
    if (digested == null || again == Again.ALL) {
      return true;
    }
    return again == Again.CHANGED
        && !(digested.rules().equals(rules()) && digested.source().equals(log.version(day)));
  }

  DigestRules rules() {
    return new DigestRules(
        settings.zone().id().getId(),
        settings.events().lateDays(),
        settings.events().dedupDays(),
        deployment.catalog().events().fingerprint());
  }

  /** Checked events are kept until all is written: counting, refusing and folding would else each read and shuffle them. */
  private int fold(List<LocalDate> logDates) {
    Dataset<Row> checked =
        new CheckEvents(settings.zone(), settings.events())
            .check(log.read(withDaysBefore(logDates)))
            .filter(col("log_date").isin(logDates.toArray()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      SortedMap<LocalDate, DigestedDay> days = count(checked, logDates);
      QualityGate gate = new QualityGate(settings.quality().maxRejectedShare());
      List<DigestedDay> admitted = days.values().stream().filter(day -> admits(gate, day)).toList();
      quarantine(checked, logDates);
      write(checked, admitted);
      gate.throwIfAnyFailed();
      return admitted.size();
    } finally {
      checked.unpersist();
    }
  }

  private SortedSet<LocalDate> withDaysBefore(List<LocalDate> logDates) {
    SortedSet<LocalDate> days = new TreeSet<>(logDates);
    for (LocalDate logDate : logDates) {
      for (int before = 1; before <= settings.events().dedupDays(); before++) {
        days.add(logDate.minusDays(before));
      }
    }
    return days;
  }

  private SortedMap<LocalDate, DigestedDay> count(
      Dataset<Row> checked, List<LocalDate> logDates) {
    Column known =
        col("event_code")
            .isin(
                deployment.catalog().events().events().stream()
                    .map(EventDefinition::code)
                    .toArray());
    List<Row> counts =
        checked
            .groupBy(col("log_date"), col(CheckRows.REASON))
            .agg(
                count(lit(1)).as("rows"),
                count_if(not(known)).as(UNKNOWN),
                count_if(col(UNPARSABLE)).as(UNPARSABLE))
            .collectAsList(); // some rows a log date
    SortedMap<LocalDate, DigestedDay> days = new TreeMap<>();
    for (LocalDate logDate : logDates) {
      List<Row> own =
          counts.stream().filter(row -> row.getDate(0).toLocalDate().equals(logDate)).toList();
      days.put(logDate, day(logDate, log.version(logDate), own));
    }
    return days;
  }

  private DigestedDay day(LocalDate logDate, String version, List<Row> counts) {
    SortedMap<String, Long> refused = new TreeMap<>();
    long kept = 0;
    long unknown = 0;
    long unparsable = 0;
    for (Row row : counts) {
      if (row.isNullAt(1)) {
        kept = row.getLong(2);
        unknown = row.getLong(3);
      } else {
        refused.put(row.getString(1), row.getLong(2));
      }
      unparsable += row.getLong(4);
    }
    long read = kept + refused.values().stream().mapToLong(Long::longValue).sum();
    warn(logDate, read, refused.getOrDefault("future", 0L), unknown, unparsable);
    return new DigestedDay(
        logDate, version, rules(), properties(), read, kept, refused, unknown);
  }

  private void warn(LocalDate logDate, long read, long future, long unknown, long unparsable) {
    String day = "log date " + logDate + ": ";
    if (future * 10 > read) {
      warn(
          day
              + "%d of %d events lie in the future of their log date; the log is probably cut in another zone than %s"
                  .formatted(future, read, settings.zone().id()));
    }
    if (unknown > 0) {
      warn(day + unknown + " events have a code that is not in the catalog; they count as activity");
    }
    if (unparsable > 0) {
      warn(day + unparsable + " events have properties that are no JSON object and were left out");
    }
  }

  private void warn(String warning) {
    warnings.add(warning);
    stages.warn(warning);
  }

  private SortedSet<String> properties() {
    SortedSet<String> properties = new TreeSet<>();
    for (EventDefinition event : deployment.catalog().events().events()) {
      event
          .properties()
          .forEach((name, property) -> properties.add(key(event.code(), name, property.type())));
    }
    return properties;
  }

  /** How a kept property is written in the ledger. */
  static String key(
      String code, String property, io.dailysegments.core.catalog.EventProperty.Type type) {
    return code + "/" + property + ":" + type.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Duplicates do not count against an event log: phones repeat themselves. */
  private static boolean admits(QualityGate gate, DigestedDay day) {
    SortedMap<String, Long> refused = new TreeMap<>(day.refused());
    refused.remove("duplicate");
    return gate.admits("app_events of log date " + day.logDate(), day.rowsRead(), refused);
  }

  private void quarantine(Dataset<Row> checked, List<LocalDate> logDates) {
    String input = InputName.APP_EVENTS.key();
    Dataset<Row> refused =
        checked
            .filter(col(CheckRows.REASON).isNotNull())
            .select(
                col("log_date").as("dt"),
                lit(input).as("input"),
                col(CheckRows.REASON).as("reason"),
                col(CheckRows.ROW).as("row"));
    String replaced =
        SqlText.and(
            DigestLedger.among("dt", logDates),
            SqlText.in(SqlText.identifier("input"), List.of(SqlText.string(input))));
    tables.replace(OutputTable.QUARANTINE, replaced, refused);
  }

  private void write(Dataset<Row> checked, List<DigestedDay> days) {
    Collection<LocalDate> logDates = days.stream().map(DigestedDay::logDate).toList();
    if (logDates.isEmpty()) {
      return;
    }
    Column used = col(CheckRows.REASON).isNull().and(col("log_date").isin(logDates.toArray()));
    Dataset<Row> digest =
        new DigestActivity(deployment.catalog().events())
            .digest(checked.filter(used))
            .hint("rebalance", col("log_date"));
    tables.replace(OutputTable.ACTIVITY_DIGEST, DigestLedger.among("log_date", logDates), digest);
    ledger.record(days);
  }
}
