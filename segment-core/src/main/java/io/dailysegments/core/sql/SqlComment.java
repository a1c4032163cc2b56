package io.dailysegments.core.sql;

import java.util.regex.Pattern;

/** Comments to the end of a line. */
public final class SqlComment {
  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9 _.,:/-]");

  private SqlComment() {}

  /**
   * {@code -- text}, without the end of the line. Every character but letters, digits, blanks and
   * {@code _.,:/-} becomes {@code ?}, so that nothing can end the comment, carry it on, or name a
   * variable.
   */
  public static String line(String text) {
    return "-- " + UNSAFE.matcher(text).replaceAll("?");
  }
}
