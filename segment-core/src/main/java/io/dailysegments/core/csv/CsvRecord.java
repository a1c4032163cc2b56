package io.dailysegments.core.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * A record of a CSV text by RFC 4180.
 *
 * @param line on which it begins, from 1
 */
public record CsvRecord(int line, List<String> fields) {

  public CsvRecord {
    fields = List.copyOf(fields);
  }

  /** Every record; an empty line is none. A quote that is not closed reaches to the end. */
  public static List<CsvRecord> parse(String text) {
    return new Scan(text).records();
  }

  private static final class Scan {

    private final String text;
    private int at;
    private int line = 1;

    Scan(String text) {
      this.text = text;
    }

    List<CsvRecord> records() {
      List<CsvRecord> records = new ArrayList<>();
      while (at < text.length()) {
        int start = line;
        List<String> fields = fields();
        if (fields.size() > 1 || !fields.get(0).isEmpty()) {
          records.add(new CsvRecord(start, fields));
        }
      }
      return records;
    }

    private List<String> fields() {
      List<String> fields = new ArrayList<>();
      do {
        fields.add(field());
      } while (at < text.length() && text.charAt(at++) == ',');
      return fields;
    }

    /** Ends before a comma or a line's end, of which a carriage return is skipped. */
    private String field() {
      StringBuilder field = new StringBuilder();
      boolean quoted = false;
      while (at < text.length() && (quoted || !isEnd(text.charAt(at)))) {
        char c = text.charAt(at++);
        if (c == '\n') {
          line++;
        }
        if (c == '"' && quoted && at < text.length() && text.charAt(at) == '"') {
          field.append(text.charAt(at++));
        } else if (c == '"') {
          quoted = !quoted;
        } else if (quoted || c != '\r') {
          field.append(c);
        }
      }
      if (at < text.length() && text.charAt(at) == '\n') {
        line++;
      }
      return field.toString();
    }

    private static boolean isEnd(char c) {
      return c == ',' || c == '\n';
    }
  }
}
