package io.dailysegments.jobs.benchmark;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings together what the program says of its stages and what Spark did under their names. */
final class StageLines {

  private static final String DATE = "\\d{4}-\\d{2}-\\d{2}: ";
  private static final Pattern END =
      Pattern.compile("(\\S+) INFO +((?:" + DATE + ")?[^:]+): (.*) \\(([0-9.]+) s\\)");

  private static final double DAY = 24 * 60 * 60;

  private StageLines() {}

  /**
   * The stages in the order of their ends, and all that happened outside. Stages that go on at once
   * have their own seconds each, so all together may take longer than the process.
   *
   * @param lines what the program said
   * @param totalSeconds of the process
   */
  static List<NightFigures.Stage> stages(
      List<String> lines, MeterFigures meter, double totalSeconds) {
    Map<String, StageCost> costs = byStage(meter);
    List<NightFigures.Stage> stages = new ArrayList<>();
    TreeMap<Double, Double> spans = new TreeMap<>();
    for (String line : lines) {
      Matcher end = END.matcher(line);
      if (end.matches()) {
        String name = shortened(end.group(2));
        double seconds = Double.parseDouble(end.group(4));
        StageCost cost = costs.getOrDefault(name, StageCost.NONE);
        costs.remove(name);
        stages.add(new NightFigures.Stage(name, seconds, end.group(3), cost));
        double last = secondsOf(end.group(1), spans);
        spans.merge(last - seconds, last, Math::max);
      }
    }
    StageCost outside = costs.values().stream().reduce(StageCost.NONE, StageCost::plus);
    double rest = totalSeconds - meter.sessionSeconds() - covered(spans);
    stages.add(new NightFigures.Stage("outside of stages", rest, "", outside));
    return stages;
  }

  /** The seconds since the midnight before the first span. */
  private static double secondsOf(String clock, SortedMap<Double, Double> spans) {
    double seconds = LocalTime.parse(clock).toNanoOfDay() / 1e9;
    return !spans.isEmpty() && seconds < spans.get(spans.firstKey()) ? seconds + DAY : seconds;
  }

  /**
   * How many seconds lie in at least one span.
   *
   * @param spans by their starts, their ends
   */
  private static double covered(SortedMap<Double, Double> spans) {
    double covered = 0;
    double end = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Double, Double> span : spans.entrySet()) {
      covered += Math.max(0, span.getValue() - Math.max(end, span.getKey()));
      end = Math.max(end, span.getValue());
    }
    return covered;
  }

  private static Map<String, StageCost> byStage(MeterFigures meter) {
    Map<String, StageCost> costs = new HashMap<>();
    meter
        .stages()
        .forEach(
            (description, cost) ->
                costs.merge(
                    shortened(description.lines().findFirst().orElse("")), cost, StageCost::plus));
    return costs;
  }

  private static String shortened(String description) {
    return description.replaceFirst("^" + DATE, "");
  }
}
