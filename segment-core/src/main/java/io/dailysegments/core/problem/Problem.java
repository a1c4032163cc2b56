package io.dailysegments.core.problem;

import java.util.Comparator;
import java.util.Objects;

/**
 * Something wrong in a file that a user wrote.
 *
 * @param position where
 * @param message what is wrong and what to do, in the user's words; one line, in which characters
 *     that can't be seen are written out
 */
public record Problem(SourcePosition position, String message) implements Comparable<Problem> {

  /** Values in messages are shown by their beginning; this is for those that hold a lot of them. */
  private static final int MAX_LENGTH = 4_000;

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::position).thenComparing(Problem::message);

  public Problem {
    Objects.requireNonNull(position, "position");
    message = Shown.of(message, MAX_LENGTH);
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column: message}. */
  @Override
  public String toString() {
    return position + ": " + message;
  }
}
