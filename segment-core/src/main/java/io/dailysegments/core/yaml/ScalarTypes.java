package io.dailysegments.core.yaml;

import io.dailysegments.core.yaml.YamlNode.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a plain scalar is by the core schema of YAML 1.2. */
final class ScalarTypes {

  private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
  private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]++|0o[0-7]++|0x[0-9a-fA-F]++");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?(\\.[0-9]++|[0-9]++(\\.[0-9]*+)?)([eE][-+]?[0-9]++)?"
              + "|[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");

  /** Numbers of more characters or a larger exponent are none that anybody means. */
  private static final int MAX_DIGITS = 100;

  private ScalarTypes() {}

  static ScalarType of(String plain) {
    if (NULL.matcher(plain).matches()) {
      return ScalarType.NULL;
    } else if (BOOLEAN.matcher(plain).matches()) {
      return ScalarType.BOOLEAN;
    } else if (INTEGER.matcher(plain).matches()) {
      return ScalarType.INTEGER;
    }
    return FLOAT.matcher(plain).matches() ? ScalarType.FLOAT : ScalarType.TEXT;
  }

  /**
   * The number, exactly as written; empty for infinity, not-a-number and numbers without measure.
   */
  static Optional<BigDecimal> number(String text) {
    if (text.length() > MAX_DIGITS) {
      return Optional.empty();
    } else if (text.startsWith("0o")) {
      return Optional.of(new BigDecimal(new BigInteger(text.substring(2), 8)));
    } else if (text.startsWith("0x")) {
      return Optional.of(new BigDecimal(new BigInteger(text.substring(2), 16)));
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Optional.of(number).filter(n -> Math.abs((long) n.scale()) <= MAX_DIGITS);
    } catch (NumberFormatException e) {
      return Optional.empty(); // .inf, .nan, or an exponent out of range
    }
  }
}
