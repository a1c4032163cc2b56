package io.dailysegments.jobs.run;

import io.dailysegments.core.problem.CleanUp;
import io.dailysegments.core.problem.DayHeldException;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.jobs.table.Claim;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Makes what a run computed readable, or holds it where a check failed. */
final class Publication {

  private static final String HELD = "held: ";

  private final OutputTables tables;
  private final StageLog stages;
  private final PublishedDays published;
  private final HeldDays held;
  private final Neighbours neighbours;
  private final Claim claim;
  private final LocalDate dataDate;

  /**
   * @param claim on the day
   */
  Publication(SparkSession session, OutputTables tables, Claim claim, LocalDate dataDate) {
    this.tables = tables;
    this.stages = new StageLog(session);
    this.published = new PublishedDays(tables);
    this.held = new HeldDays(tables);
    this.neighbours = new Neighbours(tables);
    this.claim = claim;
    this.dataDate = dataDate;
  }

  /**
   * Begins an attempt for the day, once what earlier ones left is done. If that fails, it begins
   * nevertheless: it may be the attempt that mends the day.
   *
   * @throws DayHeldException if the claim was lost
   */
  void begin(Attempts attempts) {
    try {
      List<Row> unfinished = unfinished(attempts);
      if (unfinished.isEmpty()) {
        dropLeftRows(); // whatever is known of attempts
        dropSuperseded();
      } else {
        complete(attempts, unfinished);
      }
    } catch (DayHeldException e) {
      throw e;
    } catch (Exception e) { // Spark's are not all unchecked; their messages may hold data
      String why = e.getClass().getName();
      stages.warn(
          "%s: cannot complete what an earlier run left (%s); a later one tries again"
              .formatted(dataDate, why));
    }
    attempts.begin();
  }

  private List<Row> unfinished(Attempts attempts) {
    return attempts.unfinished(published.find(dataDate));
  }

  /**
   * Does what attempts for the day did not get to. They are marked last, so that whoever comes
   * after another stop does all of it again.
   *
   * @throws DayHeldException if the claim was lost
   */
  void complete(Attempts attempts) {
    complete(attempts, unfinished(attempts));
  }

  private void complete(Attempts attempts, List<Row> unfinished) {
    claim.requireHeld();
    completeDay();
    claim.requireHeld();
    attempts.markFinished(unfinished);
  }

  /** Removes rows that nobody reads, and does again what follows publishing. */
  private void completeDay() {
    dropLeftRows();
    dropSuperseded();
    published.find(dataDate).ifPresent(this::afterPublishing);
  }

  private void dropSuperseded() {
    Optional<PublishedDay> readable = published.find(dataDate);
    held.find(dataDate)
        .filter(found -> readable.filter(day -> isSuperseded(found, day)).isPresent())
        .ifPresent(found -> held.drop(dataDate));
  }

  private void dropLeftRows() {
    claim.requireHeld();
    published.dropUnreadable(dataDate);
    claim.requireHeld(); // another run may be copying rows that it has not named yet
    held.dropUnnamed(dataDate);
  }

  /** Whether a held day was published, or another one that was computed later. */
  private static boolean isSuperseded(PublishedDay held, PublishedDay day) {
    return day.runIds().contains(held.runId()) || held.finishedAt().isBefore(day.finishedAt());
  }

  /**
   * Publishes a computed day, or holds it.
   *
   * @return why it is held; empty if it is published
   */
  Optional<String> publishOrHold(Computed computed, Acceptance acceptance) {
    List<CheckResult> failed =
        computed.checks().stream()
            .filter(result -> !result.passed() && !acceptance.covers(result.check()))
            .toList();
    PublishedDay day = computed.day().withChecks(lines(computed.checks(), acceptance));
    if (failed.isEmpty()) {
      publish(day);
      return Optional.empty();
    }
    return Optional.of(message(dataDate, failed) + hold(day));
  }

  /**
   * Holds the day. It is held whether or not rows that nobody reads can be removed then.
   *
   * @return what could not be done, for whoever reads why the day is held
   */
  private String hold(PublishedDay day) {
    claim.requireHeld();
    held.hold(day, claim);
    try {
      dropLeftRows();
      return "";
    } catch (DayHeldException e) {
      throw e;
    } catch (Exception e) { // its message may hold data
      return "%nRows that nobody reads could not be removed (%s); the next attempt for the day tries again."
          .formatted(e.getClass().getName());
    }
  }

  private static SortedMap<String, String> lines(List<CheckResult> results, Acceptance acceptance) {
    SortedMap<String, String> lines = new TreeMap<>();
    for (CheckResult result : results) {
      String verdict = acceptance.covers(result.check()) ? acceptance.words() + "; " : HELD;
      lines.put(result.check().key(), (result.passed() ? "passed: " : verdict) + result.line());
    }
    return lines;
  }

  private static String message(LocalDate day, List<CheckResult> failed) {
    List<String> lines = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (CheckResult result : failed) {
      lines.add("  " + result.check().key() + ": " + result.line());
      keys.add(result.check().key());
    }
    return ("%s is held and not published; readers keep what was there. Look at:%n%s%nThe computed"
            + " rows are in the tables held_*. To publish exactly these: segments run --date %s"
            + " --accept %s --reason TEXT")
        .formatted(day, String.join("\n", lines), day, String.join(",", keys));
  }

  /**
   * Publishes exactly the rows that are held of a day.
   *
   * @return empty if nothing is held
   * @throws InputException if a check holds the day that is not accepted
   */
  Optional<PublishedDay> accept(Acceptance acceptance) {
    Optional<PublishedDay> readable = published.find(dataDate);
    Optional<PublishedDay> day =
        held.find(dataDate)
            // A command may have published other rows, or these, that was stopped before it
            // removed what is held.
            .filter(found -> readable.filter(other -> isSuperseded(found, other)).isEmpty())
            .map(found -> accepted(found, acceptance));
    day.ifPresent(
        found -> {
          claim.requireHeld();
          published.dropUnreadable(dataDate);
          release(found);
          publish(found.withOutputs(tables.versions()));
        });
    return day;
  }

  /**
   * Does what a command left undone that had published a held day with the same acceptance.
   *
   * @return the day; empty if it is not published so
   */
  Optional<PublishedDay> completeAccepted(Acceptance acceptance) {
    Optional<PublishedDay> day =
        published
            .find(dataDate)
            .filter(found -> found.isAccepted(acceptance.keys(), acceptance.words()));
    day.ifPresent(found -> completeDay());
    return day;
  }

  /** Copies held rows; if that fails, those copied are removed: no later row names their run. */
  private void release(PublishedDay day) {
    try {
      held.release(day);
    } catch (Throwable e) {
      CleanUp.after(e, () -> published.dropUnreadable(dataDate));
      throw e;
    }
  }

  private static PublishedDay accepted(PublishedDay day, Acceptance acceptance) {
    SortedMap<String, String> lines = new TreeMap<>();
    List<String> others = new ArrayList<>();
    day.checks()
        .forEach(
            (key, line) -> {
              boolean covered = acceptance.keys().contains(key);
              if (line.startsWith(HELD) && !covered) {
                others.add("  " + key + ": " + line.substring(HELD.length()));
              }
              boolean replaced = line.startsWith(HELD) && covered;
              String text = line.substring(replaced ? HELD.length() : 0);
              lines.put(key, replaced ? acceptance.words() + "; " + text : text);
            });
    if (!others.isEmpty()) {
      throw new InputException(
          "Cannot publish %s: it is held by other checks, too. Look at:%n%s"
              .formatted(day.dataDate(), String.join("\n", others)));
    }
    return day.withChecks(lines);
  }

  private void publish(PublishedDay day) {
    claim.requireHeld();
    published.publish(day);
    held.drop(dataDate);
    afterPublishing(day);
  }

  /**
   * Makes a day readable; then what came and went is compared again where another day before was
   * published meanwhile, and of the day after.
   */
  void makeReadable(PublishedDay day) {
    claim.requireHeld();
    published.publish(day);
    afterPublishing(day);
  }

  private void afterPublishing(PublishedDay day) {
    new ErasedUsers(tables).update(day.dataDate());
    tables.refreshViews();
    neighbours.compareAgain(day);
  }
}
