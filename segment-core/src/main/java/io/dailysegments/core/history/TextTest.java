package io.dailysegments.core.history;

import io.dailysegments.core.condition.TextCondition;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A condition on a text, asked of bytes of UTF-8. An empty text is a missing one. */
final class TextTest implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean ofMissing;
  private final boolean ofOthers;
  private final Match match;
  private final byte[][] operands;

  /** How an operand is looked for. */
  private enum Match {
    EQUAL,
    PART,
    START,
    END
  }

  private TextTest(boolean ofMissing, boolean ofOthers, Match match, List<String> operands) {
    this.ofMissing = ofMissing;
    this.ofOthers = ofOthers;
    this.match = match;
    this.operands =
        operands.stream().map(o -> o.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  static TextTest of(TextCondition condition) {
    return condition.accept(
        new TextCondition.Visitor<>() {
          @Override
          public TextTest compare(TextCondition.Compare compare) {
            return comparison(compare.operator(), compare.operands());
          }

          @Override
          public TextTest isEmpty(TextCondition.IsEmpty isEmpty) {
            return new TextTest(isEmpty.empty(), !isEmpty.empty(), Match.EQUAL, List.of());
          }
        });
  }

  private static TextTest comparison(TextCondition.Operator operator, List<String> operands) {
    return switch (operator) {
      case EQUALS, IN -> new TextTest(false, false, Match.EQUAL, operands);
      case NOT_EQUALS, NOT_IN -> new TextTest(false, true, Match.EQUAL, operands);
      case CONTAINS -> new TextTest(false, false, Match.PART, operands);
      case NOT_CONTAINS -> new TextTest(false, true, Match.PART, operands);
      case STARTS_WITH -> new TextTest(false, false, Match.START, operands);
      case ENDS_WITH -> new TextTest(false, false, Match.END, operands);
    };
  }

  /** Whether a missing text passes. */
  boolean passesMissing() {
    return ofMissing;
  }

  /** Whether a text passes. */
  boolean passes(byte[] bytes, int start, int end) {
    return start == end ? ofMissing : ofOthers != isAny(bytes, start, end);
  }

  private boolean isAny(byte[] bytes, int start, int end) {
    for (byte[] operand : operands) {
      if (matches(operand, bytes, start, end)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(byte[] operand, byte[] bytes, int start, int end) {
    int last = end - operand.length;
    return switch (match) {
      case EQUAL -> start == last && isAt(operand, bytes, start);
      case PART -> isPart(operand, bytes, start, last);
      case START -> start <= last && isAt(operand, bytes, start);
      case END -> start <= last && isAt(operand, bytes, last);
    };
  }

  private static boolean isPart(byte[] operand, byte[] bytes, int first, int last) {
    int at = first;
    while (at <= last && !isAt(operand, bytes, at)) {
      at++;
    }
    return at <= last;
  }

  private static boolean isAt(byte[] operand, byte[] bytes, int at) {
    return Arrays.equals(bytes, at, at + operand.length, operand, 0, operand.length);
  }
}
