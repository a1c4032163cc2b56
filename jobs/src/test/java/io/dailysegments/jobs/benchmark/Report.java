package io.dailysegments.jobs.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as text. */
final class Report {

  private static final String ROW = "%-38s %8s %12s %10s %12s %10s %10s %9s %8s %9s %9s";

  private Report() {}

  static List<String> of(BenchmarkResult result, List<String> answer) {
    List<String> lines = new ArrayList<>();
    lines.add("Machine   " + result.machine());
    lines.add("Versions  " + result.versions());
    lines.add(
        format(
            "Session   cold %.1f s, warm %.1f s; heap %s",
            result.sessionStart().coldSeconds(),
            result.sessionStart().warmSeconds(),
            result.heap()));
    result.nights().forEach(night -> night(night, lines));
    lines.add("");
    lines.addAll(answer);
    return lines;
  }

  private static void night(NightResult night, List<String> lines) {
    lines.add("");
    lines.add(night.size() + ", " + night.mix() + ", criteria " + night.criteria());
    lines.add(
        format(
            ROW,
            "stage",
            "s",
            "rows read",
            "MB read",
            "rows written",
            "MB written",
            "MB shuffled",
            "MB spilt",
            "cpu s",
            "MB heap",
            "MB RSS"));
    NightFigures product = night.product();
    lines.add(
        format(
            ROW,
            "session start",
            seconds(product.sessionSeconds()),
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            ""));
    product.stages().forEach(stage -> lines.add(stage(stage)));
    lines.add(
        format(
            "program: %.1f s, %d MB RSS, warehouse grew by %d MB",
            product.seconds(), megabytes(product.peakRss()), megabytes(product.bytesStored())));
    product.queries().forEach(query -> lines.add(query(query)));
    evaluation("", product.evaluation(), lines);
    reference("peer: ", night.peer(), lines);
    evaluation("peer: ", night.peerEvaluation(), lines);
    reference("plain SQL: ", night.plainSql(), lines);
    night.differences().forEach(difference -> lines.add("DIFFERENCE " + difference));
  }

  private static void evaluation(String whose, Evaluation.Cost cost, List<String> lines) {
    if (!cost.equals(Evaluation.Cost.NONE)) {
      lines.add(
          format(
              "%sevaluation by itself: first %.2f s, then %.2f s",
              whose, cost.firstSeconds(), cost.seconds()));
    }
  }

  private static void reference(String name, ReferenceFigures figures, List<String> lines) {
    if (figures.isLeftOut()) {
      return;
    }
    figures
        .steps()
        .forEach(
            step -> lines.add(format("%-38s %8s", name + step.name(), seconds(step.seconds()))));
    lines.add(format("%s%.1f s, %d MB RSS", name, figures.seconds(), megabytes(figures.peakRss())));
  }

  private static String stage(NightFigures.Stage stage) {
    StageCost cost = stage.cost();
    return format(
        ROW,
        stage.name(),
        seconds(stage.seconds()),
        cost.rowsRead(),
        megabytes(cost.bytesRead()),
        cost.rowsWritten(),
        megabytes(cost.bytesWritten()),
        megabytes(cost.shuffled()),
        megabytes(cost.spilled()),
        seconds(cost.cpuSeconds()),
        megabytes(cost.peakHeap()),
        megabytes(cost.peakRss()));
  }

  private static String query(Queries.Cost query) {
    return format(
        "query of %s: %,d rows read, %,d KB of %,d KB",
        query.name(), query.rows(), query.bytesRead() >> 10, query.bytesStored() >> 10);
  }

  private static String seconds(double seconds) {
    return format("%.2f", seconds);
  }

  private static long megabytes(long bytes) {
    return bytes >> 20;
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
