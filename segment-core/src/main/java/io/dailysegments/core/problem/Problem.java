package io.dailysegments.core.problem;

import java.util.Comparator;
import java.util.Objects;

/**
 * Something wrong in a file that a user wrote.
 *
 * @param position where
 * @param message what is wrong and what to do, in the user's words
 */
public record Problem(SourcePosition position, String message) implements Comparable<Problem> {

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::position).thenComparing(Problem::message);

  public Problem {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(message, "message");
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
