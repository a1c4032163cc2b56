package io.dailysegments.core.problem;

import java.util.List;

/** Texts that try to break out of whatever they are put into. */
public final class HostileTexts {

  /** Each in the form that a YAML file may hold between double quotes, escapes and all. */
  public static final List<String> ESCAPED =
      List.of(
          "a\\nsegments/other.yaml:1:1: forged",
          "\\u001b[2J\\u001b[31mred",
          "\\0nul",
          "\\u202egnirts",
          "\\u2066isolated\\u2069",
          "\\u200emark\\u200f\\u061c",
          "two\\u2028lines\\u2029more",
          "next\\u0085line",
          "\\uFEFFbom",
          "a\\r\\tb",
          "'; DROP TABLE users; --",
          "`tick` ${var} {{x}} %s %n",
          "😀".repeat(500),
          "x".repeat(900_000));

  private HostileTexts() {}

  /** Whether a text is one line of a length that somebody reads, and all of it can be seen. */
  public static boolean isHarmless(String text) {
    return text.length() < 1_000
        && text.codePoints()
            .noneMatch(
                c ->
                    Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
  }
}
