package io.dailysegments.core.canonical;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes texts by which meanings are compared: two are the same only if all their parts are. */
public final class Canonical {
  private Canonical() {}

  /**
   * A text of any content, with its length before it, so that it can't be taken for anything else.
   */
  public static String text(String value) {
    return value.length() + ":" + value;
  }

  /**
   * {@code (tag part part)}; each part is a word without blanks and parentheses, a text, or such a
   * list.
   */
  public static String list(String tag, String... parts) {
    return list(tag, Stream.of(parts));
  }

  /**
   * {@code (tag part part)}; each part is a word without blanks and parentheses, a text, or such a
   * list.
   */
  public static String list(String tag, Stream<String> parts) {
    return Stream.concat(Stream.of(tag), parts).collect(Collectors.joining(" ", "(", ")"));
  }

  /** The SHA-256 of the text in UTF-8, as 64 hexadecimal digits in lower case. */
  public static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: every Java has SHA-256", e);
    }
  }
}
