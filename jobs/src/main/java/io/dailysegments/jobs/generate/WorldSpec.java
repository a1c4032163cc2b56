package io.dailysegments.jobs.generate;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Which world to make.
 *
 * @param users accounts, from 1
 * @param days log dates, from 1
 * @param lastDay the last log date
 * @param seed another one gives another world
 * @param snapshots for how many days at the end user tables are written, from 1
 * @param folder where it goes
 * @param installation the folder {@code conf} of the installation, whose catalog and segments the
 *     settings name
 */
public record WorldSpec(
    long users,
    int days,
    LocalDate lastDay,
    long seed,
    int snapshots,
    String folder,
    String installation)
    implements Serializable {

  public WorldSpec {
    Objects.requireNonNull(lastDay, "lastDay");
    Objects.requireNonNull(folder, "folder");
    if (users < 1 || days < 1 || snapshots < 1) {
      throw new IllegalArgumentException(
          "Cannot make a world of %d users, %d days and %d snapshots: each is at least 1"
              .formatted(users, days, snapshots));
    }
  }

  LocalDate firstDay() {
    return lastDay.minusDays(days - 1L);
  }
}
