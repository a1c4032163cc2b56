package io.dailysegments.jobs.reference;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Writes tables of Markdown. */
final class Markdown {

  private final StringBuilder text = new StringBuilder();

  Markdown heading(String title) {
    text.append("\n## ").append(title).append("\n");
    return this;
  }

  Markdown paragraph(String words) {
    text.append("\n").append(words).append("\n");
    return this;
  }

  Markdown code(String lines) {
    text.append("\n```\n").append(lines.stripTrailing()).append("\n```\n");
    return this;
  }

  Markdown table(List<String> header, Stream<List<String>> rows) {
    text.append("\n").append(row(header)).append("|").append("---|".repeat(header.size()));
    text.append("\n");
    rows.forEach(cells -> text.append(row(cells)));
    return this;
  }

  /** A name as code. */
  static String name(String name) {
    return "`" + name + "`";
  }

  /** Names as code, with commas. */
  static String names(List<String> names) {
    return String.join(", ", names.stream().map(Markdown::name).toList());
  }

  private static String row(List<String> cells) {
    StringJoiner row = new StringJoiner(" | ", "| ", " |\n");
    cells.forEach(cell -> row.add(cell.replace("|", "\\|")));
    return row.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
