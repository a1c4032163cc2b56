package io.dailysegments.jobs.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A chart of lines over numbers from 0, as SVG.
 *
 * @param x what the horizontal axis shows
 * @param y what the vertical axis shows
 */
record LineChart(String title, String x, String y, List<Line> lines) {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int BOTTOM = 50;
  private static final int TOP = 40;
  private static final int RIGHT = 20;
  private static final int TICKS = 5;
  private static final List<String> COLORS = List.of("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728");

  LineChart {
    lines = List.copyOf(lines);
  }

  /** A named line through its points, in their order. */
  record Line(String name, List<Point> points) {
    Line {
      points = List.copyOf(points);
    }
  }

  /** A measured value. */
  record Point(double x, double y) {}

  /** The chart as a document. */
  String svg() {
    List<String> parts = new ArrayList<>();
    parts.add(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
            WIDTH, HEIGHT));
    parts.add(format("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT));
    parts.add(text(WIDTH / 2.0, 20, "middle", title));
    parts.add(text(WIDTH / 2.0, HEIGHT - 10, "middle", x));
    parts.add(text(LEFT, TOP - 8, "end", y));
    axes(parts);
    for (int i = 0; i < lines.size(); i++) {
      line(i, parts);
    }
    parts.add("</svg>\n");
    return String.join("\n", parts);
  }

  private void axes(List<String> parts) {
    for (int tick = 0; tick <= TICKS; tick++) {
      double right = maxX() * tick / TICKS;
      double up = maxY() * tick / TICKS;
      parts.add(
          format(
              "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>",
              LEFT, top(up), WIDTH - RIGHT, top(up)));
      parts.add(text(LEFT - 6, top(up) + 4, "end", number(up)));
      parts.add(text(left(right), HEIGHT - BOTTOM + 18, "middle", number(right)));
    }
  }

  private void line(int index, List<String> parts) {
    Line line = lines.get(index);
    String color = COLORS.get(index % COLORS.size());
    StringBuilder path = new StringBuilder();
    for (Point point : line.points()) {
      path.append(format("%.1f,%.1f ", left(point.x()), top(point.y())));
      parts.add(
          format(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
              left(point.x()), top(point.y()), color));
    }
    parts.add(
        format(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
            path.toString().strip(), color));
    int top = TOP + 16 * index;
    parts.add(
        format(
            "<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>",
            LEFT + 10, top, color));
    parts.add(text(LEFT + 26, top + 9, "start", line.name()));
  }

  private double maxX() {
    return points().mapToDouble(Point::x).max().orElse(1);
  }

  private double maxY() {
    return points().mapToDouble(Point::y).max().orElse(1) * 1.15;
  }

  private Stream<Point> points() {
    return lines.stream().flatMap(line -> line.points().stream());
  }

  private double left(double x) {
    return LEFT + x / maxX() * (WIDTH - LEFT - RIGHT);
  }

  private double top(double y) {
    return HEIGHT - BOTTOM - y / maxY() * (HEIGHT - BOTTOM - TOP);
  }

  private static String text(double x, double y, String anchor, String text) {
    return format(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x, y, anchor, text.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private static String number(double value) {
    return value >= 10 ? format("%,.0f", value) : format("%.1f", value);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
