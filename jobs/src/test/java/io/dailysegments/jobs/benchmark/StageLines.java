package io.dailysegments.jobs.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings together what the program says of its stages and what Spark did under their names. */
final class StageLines {

  private static final String DATE = "\\d{4}-\\d{2}-\\d{2}: ";
  private static final Pattern END =
      Pattern.compile("\\S+ INFO +((?:" + DATE + ")?[^:]+): (.*) \\(([0-9.]+) s\\)");

  private StageLines() {}

  /**
   * The stages in the order of their ends, and all that happened outside.
   *
   * @param lines what the program said
   * @param totalSeconds of the process
   */
  static List<NightFigures.Stage> stages(
      List<String> lines, MeterFigures meter, double totalSeconds) {
    Map<String, StageCost> costs = byStage(meter);
    List<NightFigures.Stage> stages = new ArrayList<>();
    double rest = totalSeconds - meter.sessionSeconds();
    for (String line : lines) {
      Matcher end = END.matcher(line);
      if (end.matches()) {
        String name = shortened(end.group(1));
        double seconds = Double.parseDouble(end.group(3));
        StageCost cost = costs.getOrDefault(name, StageCost.NONE);
        costs.remove(name);
        stages.add(new NightFigures.Stage(name, seconds, end.group(2), cost));
        rest -= seconds;
      }
    }
    StageCost outside = costs.values().stream().reduce(StageCost.NONE, StageCost::plus);
    stages.add(new NightFigures.Stage("outside of stages", rest, "", outside));
    return stages;
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
