package io.dailysegments.jobs.run;

import io.dailysegments.core.problem.CleanUp;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.jobs.table.Claim;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Makes what a run computed readable, or holds it where a check failed. */
final class Publication {

  /** The key of the day before among a day's inputs. */
  static final String DAY_BEFORE = "day_before";

  private static final String HELD = "held: ";

  private final SparkSession session;
  private final OutputTables tables;
  private final PublishedDays published;
  private final HeldDays held;
  private final Claim claim;
  private final LocalDate dataDate;

  /**
   * @param claim on the day
   */
  Publication(SparkSession session, OutputTables tables, Claim claim, LocalDate dataDate) {
    this.session = session;
    this.tables = tables;
    this.published = new PublishedDays(session, tables);
    this.held = new HeldDays(session, tables);
    this.claim = claim;
    this.dataDate = dataDate;
  }

  /** Begins an attempt for the day, once what stopped attempts left is done. */
  void begin(Attempts attempts) {
    completeStopped(attempts);
    attempts.begin();
  }

  /**
   * Does what attempts for the day did not get to that say they are under way: whoever holds the
   * day knows that they were stopped. Their rows are removed that are not readable, and what
   * follows publishing is done again; then they are marked, last, so that whoever comes after
   * another stop does all of it again.
   *
   * @return whether there were any
   */
  boolean completeStopped(Attempts attempts) {
    List<Row> running = attempts.running();
    if (running.isEmpty()) {
      return false;
    }
    published.dropUnreadable(dataDate);
    published.find(dataDate).ifPresent(this::afterPublishing);
    attempts.markStopped(running);
    return true;
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
    claim.requireHeld();
    held.hold(day);
    published.dropUnreadable(dataDate);
    return Optional.of(message(dataDate, failed));
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
  Optional<PublishedDay> accept(Acceptance acceptance, Attempts attempts) {
    Optional<PublishedDay> day =
        held.find(dataDate)
            // A command may have published these rows that was stopped before it removed them.
            .filter(found -> !published.isReadable(dataDate, found.runId()))
            .map(found -> accepted(found, acceptance));
    day.ifPresent(
        found -> {
          begin(attempts);
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
  Optional<PublishedDay> completeAccepted(Acceptance acceptance, Attempts attempts) {
    Optional<PublishedDay> day =
        published.find(dataDate).filter(found -> isPublishedWith(found, acceptance));
    day.ifPresent(
        found -> {
          begin(attempts);
          published.dropUnreadable(dataDate);
          held.drop(dataDate);
          afterPublishing(found);
        });
    return day;
  }

  private static boolean isPublishedWith(PublishedDay day, Acceptance acceptance) {
    return acceptance.keys().stream()
        .anyMatch(key -> day.checks().getOrDefault(key, "").startsWith(acceptance.words() + "; "));
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
    makeReadable(day);
    held.drop(day.dataDate());
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
    new ErasedUsers(session, tables).update(day.dataDate());
    tables.refreshViews();
    if (day.isWhole()) {
      compareNeighbours(day);
    }
  }

  /** Compares a published day and the day after it again, where they were with another day. */
  private void compareNeighbours(PublishedDay day) {
    LocalDate before = day.dataDate().minusDays(1);
    for (PublishedDay neighbour :
        published.findWhole(List.of(before, day.dataDate().plusDays(1)))) {
      if (neighbour.dataDate().equals(before)) {
        compareIfOther(day, neighbour);
      } else {
        compareIfOther(neighbour, day);
      }
    }
  }

  private void compareIfOther(PublishedDay day, PublishedDay before) {
    if (!name(Optional.of(before)).equals(day.inputs().get(DAY_BEFORE))) {
      compareAgain(day, before);
    }
  }

  private void compareAgain(PublishedDay day, PublishedDay before) {
    new Changes(session, tables).compareAgain(day, before);
    Map<String, String> inputs = new HashMap<>(day.inputs());
    inputs.put(DAY_BEFORE, name(Optional.of(before)));
    published.updateInputs(day, inputs);
  }

  /** What a day is named among the inputs of the day after it. */
  static String name(Optional<PublishedDay> before) {
    return before.map(day -> "runs:" + String.join(",", day.runIds())).orElse("none");
  }
}
