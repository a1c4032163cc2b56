package io.dailysegments.jobs.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The quality gates of a day, each with its settings under {@code quality}. */
public enum Check {
  /** The share of refused rows of an input, or of a log date. */
  REJECTED_ROWS,
  /** The number of events of the log date, against the published days before. */
  EVENTS,
  /** The number of accounts, against the published days before. */
  USERS,
  /** The rows of each other user table, against the published days before. */
  USER_TABLES,
  /** The share of users for whom a label has no value, against the published days before. */
  MISSING_LABELS,
  /** The share of events whose user has no account. */
  UNKNOWN_USERS,
  /** The members of each segment, against the published day before. */
  SEGMENT_SIZE;

  /** The name in settings, tables and on the command line, such as {@code segment_size}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Check> of(String key) {
    return Arrays.stream(values()).filter(check -> check.key().equals(key)).findFirst();
  }

  public static List<String> keys() {
    return Arrays.stream(values()).map(Check::key).toList();
  }
}
