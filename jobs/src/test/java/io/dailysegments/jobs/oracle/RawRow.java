package io.dailysegments.jobs.oracle;

import java.util.LinkedHashMap;
import java.util.Map;

/** A row of an input as text, by column; what is not there is absent. */
final class RawRow {

  private final Map<String, String> values = new LinkedHashMap<>();

  /** Sets a column; null leaves it away. */
  RawRow with(String column, String value) {
    if (value != null) {
      values.put(column, value);
    }
    return this;
  }

  /** The text of a column; null if it is absent or empty. */
  String value(String column) {
    String value = values.get(column);
    return value == null || value.isEmpty() ? null : value;
  }

  /** The text of a column as it stands in the source; null if it is absent. */
  String raw(String column) {
    return values.get(column);
  }

  /** As a JSON object; properties are JSON already. */
  String json() {
    StringBuilder json = new StringBuilder("{");
    values.forEach(
        (column, value) -> {
          json.append(json.length() > 1 ? "," : "").append(quoted(column)).append(':');
          json.append(column.equals("properties") ? value : quoted(value));
        });
    return json.append('}').toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c == '"' || c == '\\' ? "\\" + c : String.valueOf(c));
      }
    }
    return quoted.append('"').toString();
  }
}
