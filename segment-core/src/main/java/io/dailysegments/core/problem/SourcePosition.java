package io.dailysegments.core.problem;

import java.util.Comparator;
import java.util.Objects;

/**
 * A place in a text file.
 *
 * @param file the path as a user would type it
 * @param line from 1
 * @param column from 1, in characters
 */
public record SourcePosition(String file, int line, int column)
    implements Comparable<SourcePosition> {

  private static final Comparator<SourcePosition> ORDER =
      Comparator.comparing(SourcePosition::file)
          .thenComparingInt(SourcePosition::line)
          .thenComparingInt(SourcePosition::column);

  public SourcePosition {
    Objects.requireNonNull(file, "file");
  }

  @Override
  public int compareTo(SourcePosition other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column}. */
  @Override
  public String toString() {
    return Shown.line(file) + ":" + line + ":" + column;
  }
}
