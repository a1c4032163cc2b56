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

  Optional<LocalDate> date() {
    return Optional.ofNullable(date);
  }

  /**
   * @throws InputException if the day is not published, or none is, or retention removed rows of it
   */
  PublishedDay require(PublishedDays published) {
    Optional<PublishedDay> newest = published.newest();
    PublishedDay day =
        (date == null ? newest : published.find(date)).orElseThrow(() -> notPublished(newest));
    if (!day.isWhole()) {
      throw new InputException(
          "Of %s retention has removed %s: give a later day"
              .formatted(day.dataDate(), String.join(", ", day.pruned())));
    }
    return day;
  }

  private InputException notPublished(Optional<PublishedDay> newest) {
    return new InputException(
        newest
            .map(day -> date + " is not published; the newest day is " + day.dataDate())
            .orElse("No day is published yet: compute one with segments run"));
  }
}
