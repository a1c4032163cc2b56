package io.dailysegments.jobs.run;

import io.dailysegments.core.time.DayRange;
import io.dailysegments.jobs.run.DailyRun.Request;
import io.dailysegments.jobs.run.DigestRun.Again;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * Computes a range of days: first the digest of all that is missing in one job, then the days in
 * order.
 */
public final class Backfill {

  private final SparkSession session;
  private final Deployment deployment;

  public Backfill(SparkSession session, Deployment deployment) {
    this.session = session;
    this.deployment = deployment;
  }

  /** Which days of the range are computed. */
  public enum Days {
    /** Those that are not published, or were made of other inputs, definitions or settings. */
    OUTDATED,
    /** All. */
    ALL
  }

  /**
   * What a backfill does.
   *
   * @param logDates the log dates folded first, ascending
   * @param days every day of the range, in order
   */
  public record Plan(List<LocalDate> logDates, List<PlannedDay> days) {

    public Plan {
      logDates = List.copyOf(logDates);
      days = List.copyOf(days);
    }
  }

  /**
   * A day of the range.
   *
   * @param reasons why it is computed; empty: it is left as it is
   */
  public record PlannedDay(LocalDate day, List<String> reasons) {

    public PlannedDay {
      reasons = List.copyOf(reasons);
    }

    public boolean isComputed() {
      return !reasons.isEmpty();
    }
  }

  /**
   * What is to do; writes nothing.
   *
   * @param staleDays how many days older than the day a user table's snapshot may be
   */
  public Plan plan(DayRange range, Days days, int staleDays) {
    List<LocalDate> logDates = logDates(range);
    OutdatedDay outdated = new OutdatedDay(session, deployment, staleDays, logDates);
    List<PlannedDay> planned = new ArrayList<>();
    boolean computesDayBefore = false;
    for (LocalDate day : range.days()) {
      List<String> reasons =
          days == Days.ALL ? List.of("--force") : outdated.reasons(day, computesDayBefore);
      planned.add(new PlannedDay(day, reasons));
      computesDayBefore = !reasons.isEmpty();
    }
    return new Plan(logDates, planned);
  }

  /** What the digest lacks of all that the days look back to, and what changed of the days. */
  private List<LocalDate> logDates(DayRange range) {
    int retention = deployment.settings().events().retentionDays();
    DayRange all = new DayRange(DayRange.last(retention, range.from()).from(), range.to());
    DigestRun digest = new DigestRun(session, deployment);
    SortedSet<LocalDate> logDates = new TreeSet<>(digest.wanted(all, Again.MISSING));
    logDates.addAll(digest.wanted(range, Again.CHANGED));
    return List.copyOf(logDates);
  }

  /**
   * Does what is planned; the first day that fails ends it. Days that are up to date come last: of
   * those that are computed none waits for what an earlier run left of another.
   *
   * @param requests what is asked for of each day
   * @param published is told each day that is published now
   */
  public void run(Plan plan, Function<LocalDate, Request> requests, Consumer<LocalDate> published) {
    if (!plan.logDates().isEmpty()) {
      new DigestRun(session, deployment).fold(plan.logDates(), "backfill-" + UUID.randomUUID());
    }
    for (PlannedDay planned : plan.days()) {
      if (planned.isComputed()) {
        new DailyRun(session, deployment, requests.apply(planned.day())).run();
        published.accept(planned.day());
      }
    }
    StoppedRuns stopped =
        new StoppedRuns(session, new OutputTables(session, deployment.settings().warehouse()));
    plan.days().stream()
        .filter(planned -> !planned.isComputed())
        .forEach(planned -> stopped.complete(requests.apply(planned.day())));
  }
}
