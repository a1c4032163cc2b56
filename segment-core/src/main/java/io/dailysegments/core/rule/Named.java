package io.dailysegments.core.rule;

import io.dailysegments.core.problem.Shown;
import io.dailysegments.core.problem.SourcePosition;
import java.util.Objects;

/** A name as authored, and where it stands. */
public record Named(SourcePosition position, String text) {
  public Named {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(text, "text");
  }

  /** The name as messages show it. */
  String shown() {
    return Shown.of(text);
  }
}
