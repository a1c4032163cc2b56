package io.dailysegments.core.catalog;

import io.dailysegments.core.catalog.LabelType.Kind;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.yaml.YamlFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the type of a label. */
final class LabelTypeParser {

  private static final List<String> SIMPLE =
      List.of("string", "boolean", "int", "bigint", "double", "timestamp");
  private static final List<String> KNOWN =
      List.of("string", "boolean", "int", "bigint", "double", "decimal(p,s)", "timestamp");
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\( *(\\d{1,2}) *, *(\\d{1,2}) *\\)");

  /** The most digits that a decimal of Spark holds. */
  private static final int MAX_PRECISION = 38;

  private LabelTypeParser() {}

  static Optional<LabelType> parse(YamlFields fields) {
    return fields.requireText("type").flatMap(text -> type(text, fields));
  }

  private static Optional<LabelType> type(String text, YamlFields fields) {
    if (SIMPLE.contains(text)) {
      return Optional.of(new LabelType(Kind.valueOf(text.toUpperCase(Locale.ROOT)), 0, 0));
    }
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.matches()) {
      return decimal(
          Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)), fields);
    }
    fields.error(
        "type", "unknown type '%s'.%s".formatted(text, NearestName.hintOrAll(text, KNOWN)));
    return Optional.empty();
  }

  private static Optional<LabelType> decimal(int precision, int scale, YamlFields fields) {
    if (precision < 1 || precision > MAX_PRECISION || scale > precision) {
      fields.error(
          "type",
          ("decimal(%d,%d) is no type: it has 1 to %d digits, and not more behind the point than"
                  + " in all")
              .formatted(precision, scale, MAX_PRECISION));
      return Optional.empty();
    }
    return Optional.of(new LabelType(Kind.DECIMAL, precision, scale));
  }
}
