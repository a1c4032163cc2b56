package io.dailysegments.core.problem;

import java.util.Locale;

/**
 * Text of users, made safe to show in messages and tables: it can neither break a line, nor steer a
 * terminal, nor turn the direction of what follows, nor fill the screen. What is already shown is
 * left as it is.
 */
public final class Shown {

  /** How many characters of a value a message shows. */
  private static final int USUAL = 80;

  private Shown() {}

  /** A value in a message: one line, at most 80 characters and then {@code …}. */
  public static String of(String text) {
    return of(text, USUAL);
  }

  /**
   * A text in one line, cut after so many characters.
   *
   * @param limit in code points, counted before characters are escaped
   */
  public static String of(String text, int limit) {
    int end = text.length() <= limit ? text.length() : end(text, limit);
    String shown = line(text.substring(0, end));
    return end == text.length() ? shown : shown + "…";
  }

  /** A text in one line, of any length. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(character -> append(character, line));
    return line.toString();
  }

  private static int end(String text, int limit) {
    return text.codePointCount(0, text.length()) <= limit
        ? text.length()
        : text.offsetByCodePoints(0, limit);
  }

  private static void append(int character, StringBuilder line) {
    if (isVisible(character)) {
      line.appendCodePoint(character);
      return;
    }
    switch (character) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        for (char unit : Character.toChars(character)) {
          line.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
      }
    }
  }

  /** Controls, marks of direction and other characters without a shape of their own are not. */
  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
