package io.dailysegments.jobs.run;

import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.jobs.rows.KeptRows;
import io.dailysegments.jobs.run.DailyRun.Gaps;
import io.dailysegments.jobs.table.EventLog;
import io.dailysegments.jobs.table.OutputTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Computes a published day again and compares every row. Writes nothing.
 *
 * @param notes what is not as it was when the day was published
 * @param differences one a label, segment or count that differs; none: the day is as it was
 */
public record Verification(List<String> notes, List<Difference> differences) {

  public Verification {
    notes = List.copyOf(notes);
    differences = List.copyOf(differences);
  }

  /**
   * Rows that differ.
   *
   * @param what the label, segment or count
   * @param published rows only published, or published with another value
   * @param computed rows only computed now; of a value that differs as many as published
   * @param example one of them in words; empty without any
   */
  public record Difference(String what, long published, long computed, String example) {}

  /**
   * @param staleDays how many days older than the day a user table's snapshot may be
   * @throws InputException if an input that the day was made of can't be read any more
   */
  public static Verification of(
      SparkSession session, Deployment deployment, PublishedDay day, int staleDays) {
    OutputTables tables = new OutputTables(session, deployment.settings().warehouse());
    DigestLedger ledger = new DigestLedger(tables);
    if (!ledger.days().containsKey(day.dataDate())) {
      throw new InputException(
          "Cannot verify %s: its log date is no longer in the digest".formatted(day.dataDate()));
    }
    DayComputation computation =
        new DayComputation(session, deployment, tables, ledger, day.dataDate());
    List<CompiledSegment> segments = computation.compile();
    MetricPlan metrics = computation.metrics(segments);
    EventLog log = new EventLog(session, deployment.settings());
    List<String> gaps =
        new DigestCheck(ledger, deployment.settings(), log)
            .check(metrics, day.dataDate(), Gaps.ALLOW, List.of());
    UserTables users = computation.open(staleDays, day.inputs());
    List<String> notes =
        new ArrayList<>(InputDifferences.of(day.inputs(), computation.versions(users)));
    notes.addAll(gaps);
    notes.addAll(declarations(day, computation.hashes(segments)));
    DayComparison comparison = new DayComparison(deployment, tables, day);
    if (comparison.lacksDayBefore()) {
      notes.add(
          "the day before is no longer there; entered and exited stay as they were published and"
              + " are not compared");
    }
    Dataset<Row> digest = computation.digest(); // not the packed history: that is verified, too
    computation.fit(users, computation.digestBytes());
    Dataset<Row> activity = computation.activity(digest, metrics);
    try (KeptRows measured = KeptRows.of(computation.measure(users, activity, metrics))) {
      Dataset<Row> labels = computation.labels(measured.rows());
      return new Verification(
          notes, comparison.of(labels, segments, computation.blocks(segments).program()));
    }
  }

  private static List<String> declarations(PublishedDay day, Map<String, String> hashes) {
    List<String> notes = new ArrayList<>();
    new TreeMap<>(hashes)
        .forEach(
            (part, hash) -> {
              if (!hash.equals(day.hashes().get(part))) {
                notes.add(part + " changed since the day was published");
              }
            });
    if (day.erasedUsers() > 0) {
      notes.add(
          day.erasedUsers()
              + " users were forgotten since; the counts stay as published and are not compared");
    }
    if (day.semanticsVersion() != Semantics.VERSION) {
      notes.add("this release computes otherwise than the one that published the day");
    }
    return notes;
  }
}
