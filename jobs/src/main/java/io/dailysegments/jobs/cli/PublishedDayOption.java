package io.dailysegments.jobs.cli;

import io.dailysegments.core.problem.InputException;
import io.dailysegments.jobs.run.PublishedDay;
import io.dailysegments.jobs.run.PublishedDays;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of commands that look at a published day. */
final class PublishedDayOption {

  @Option(
      names = "--date",
      paramLabel = "D",
      description = "A published day (default: the newest).")
  private LocalDate date;

  /**
   * The day that is asked for.
   *
   * @throws InputException if the day is not published, or none is, or retention removed rows of it
   */
  PublishedDay require(PublishedDays published) {
    return require(Optional.ofNullable(date), published);
  }

  /**
   * A published day; without one the newest.
   *
   * @throws InputException if the day is not published, or none is, or retention removed rows of it
   */
  static PublishedDay require(Optional<LocalDate> date, PublishedDays published) {
    Optional<PublishedDay> newest = published.newest();
    PublishedDay day =
        (date.isEmpty() ? newest : published.find(date.get()))
            .orElseThrow(() -> notPublished(date, newest));
    if (!day.isWhole()) {
      throw new InputException(
          "Of %s retention has removed %s: give a later day"
              .formatted(day.dataDate(), String.join(", ", day.pruned())));
    }
    return day;
  }

  private static InputException notPublished(
      Optional<LocalDate> date, Optional<PublishedDay> newest) {
    return new InputException(
        newest
            .map(
                day ->
                    date.orElseThrow() + " is not published; the newest day is " + day.dataDate())
            .orElse("No day is published yet: compute one with segments run"));
  }
}
