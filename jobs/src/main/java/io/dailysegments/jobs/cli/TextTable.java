package io.dailysegments.jobs.cli;

import io.dailysegments.core.problem.Shown;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints rows as aligned columns; numbers to the right. Whatever a value holds is shown in one line
 * of at most 160 characters.
 */
final class TextTable {

  private static final int MAX_LENGTH = 160;

  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> header) {
    rows.add(List.copyOf(header));
  }

  void add(List<?> row) {
    rows.add(
        row.stream()
            .map(value -> value == null ? "-" : Shown.of(value.toString(), MAX_LENGTH))
            .toList());
  }

  void print(PrintWriter out) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        String blanks = " ".repeat(widths[i] - cell.length());
        line.append(isNumber(cell) ? blanks + cell : cell + blanks).append("  ");
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static boolean isNumber(String cell) {
    return !cell.isEmpty()
        && cell.chars().allMatch(c -> Character.isDigit(c) || c == '.' || c == '-');
  }
}
