package io.dailysegments.core.block;

import java.io.Serializable;
import java.util.Arrays;

/** A part that a test looks for in texts, and the bit of the test. */
final class TextPart implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Place place;
  private final byte[] part;
  private final long change;

  TextPart(Place place, byte[] part, long change) {
    this.place = place;
    this.part = part;
    this.change = change;
  }

  /** Where the part is looked for. */
  enum Place {
    START,
    END,
    ANYWHERE
  }

  /** What the part changes of the word of a text that has it. */
  long change() {
    return change;
  }

  /** Whether a text has the part. */
  boolean isIn(byte[] bytes, int start, int end) {
    int last = end - part.length;
    return switch (place) {
      case START -> start <= last && isAt(bytes, start);
      case END -> start <= last && isAt(bytes, last);
      case ANYWHERE -> isBetween(bytes, start, last);
    };
  }

  private boolean isBetween(byte[] bytes, int first, int last) {
    for (int at = first; at <= last; at++) {
      if (isAt(bytes, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(byte[] bytes, int at) {
    return Arrays.equals(bytes, at, at + part.length, part, 0, part.length);
  }
}
