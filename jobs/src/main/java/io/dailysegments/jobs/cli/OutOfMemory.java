package io.dailysegments.jobs.cli;

import java.util.Optional;

/** What is said of a command that ran out of memory, wherever in it that was. */
final class OutOfMemory {

  private static final String NAME = OutOfMemoryError.class.getName();

  private OutOfMemory() {}

  /** The words; empty if a failure has another reason. */
  static Optional<String> words(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError || String.valueOf(cause.getMessage()).contains(NAME)) {
        return Optional.of(words(Runtime.getRuntime().maxMemory() >> 20));
      }
    }
    return Optional.empty();
  }

  private static String words(long megabytes) {
    return ("Out of memory; the driver has a heap of %d MB. Give the same command again with more:"
            + " SEGMENTS_DRIVER_MEMORY=%dm, or on a cluster --executor-memory.")
        .formatted(megabytes, 2 * megabytes);
  }
}
