package io.dailysegments.jobs.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values as the contract says; null is a value that is missing or can't be read. */
final class Reading {

  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)(Z|[+-]\\d\\d:?\\d\\d)?");

  private Reading() {}

  static Instant time(String text) {
    Matcher matcher = TIME.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      LocalDateTime local = LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2));
      return local.toInstant(offset(matcher.group(3))).truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      return null; // such as February 30
    }
  }

  private static ZoneOffset offset(String text) {
    return text == null ? ZoneOffset.UTC : ZoneOffset.of(text);
  }

  static BigDecimal amount(String text) {
    BigDecimal number = number(text);
    return number == null ? null : number.setScale(2, RoundingMode.HALF_UP);
  }

  static BigDecimal number(String text) {
    return text != null && text.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(text) : null;
  }

  static Double degrees(String text) {
    BigDecimal number = number(text);
    return number == null ? null : number.doubleValue();
  }

  static Boolean flag(String text) {
    String lower = text == null ? "" : text.toLowerCase(Locale.ROOT);
    return lower.equals("true") ? Boolean.TRUE : lower.equals("false") ? Boolean.FALSE : null;
  }
}
