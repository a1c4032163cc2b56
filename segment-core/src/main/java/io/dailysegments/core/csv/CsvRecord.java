package io.dailysegments.core.csv;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record of a CSV text by RFC 4180.
 *
 * @param line on which it begins, from 1
 */
public record CsvRecord(int line, List<String> fields) {

  public CsvRecord {
    fields = List.copyOf(fields);
  }

  /**
   * Every record of a file's text; an empty line is none.
   *
   * @param file the path as a user would type it
   * @return empty if a quote is not closed, which is then recorded
   */
  public static Optional<List<CsvRecord>> parse(String file, String text, Problems problems) {
    Scan scan = new Scan(text);
    List<CsvRecord> records = scan.records();
    scan.unclosed.ifPresent(
        at ->
            problems.error(
                position(file, text, at), "the quote that opens here is not closed: add a \""));
    return scan.unclosed.isEmpty() ? Optional.of(records) : Optional.empty();
  }

  private static SourcePosition position(String file, String text, int at) {
    String before = text.substring(0, at);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    String last = before.substring(before.lastIndexOf('\n') + 1);
    return new SourcePosition(file, line, 1 + last.codePointCount(0, last.length()));
  }

  private static final class Scan {

    private final String text;
    private int at;
    private int line = 1;
    private Optional<Integer> unclosed = Optional.empty();

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
      int opened = at;
      while (at < text.length() && (quoted || !isEnd(text.charAt(at)))) {
        char c = text.charAt(at++);
        if (c == '\n') {
          line++;
        }
        if (c == '"' && quoted && at < text.length() && text.charAt(at) == '"') {
          field.append(text.charAt(at++));
        } else if (c == '"') {
          quoted = !quoted;
          opened = at - 1;
        } else if (quoted || c != '\r') {
          field.append(c);
        }
      }
      if (quoted) {
        unclosed = Optional.of(opened);
      } else if (at < text.length() && text.charAt(at) == '\n') {
        line++;
      }
      return field.toString();
    }

    private static boolean isEnd(char c) {
      return c == ',' || c == '\n';
    }
  }
}
