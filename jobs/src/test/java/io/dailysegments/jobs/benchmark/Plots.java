package io.dailysegments.jobs.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Charts of how cost grows, from the results of several runs. Each shows nights that differ in one
 * number only: of all such groups the one with most of them. An axis with less than two has no
 * chart.
 */
final class Plots {

  private static final List<Axis> AXES =
      List.of(
          new Axis("users", night -> night.size().users(), Seconds.NIGHT),
          new Axis("days", night -> night.size().days(), Seconds.NIGHT),
          new Axis("events", night -> night.size().eventsPerUserDay(), Seconds.NIGHT),
          new Axis("segments", night -> night.mix().count(), Seconds.MEMBERS),
          new Axis("criteria", NightResult::criteria, Seconds.MEMBERS));

  private Plots() {}

  private enum Seconds {
    NIGHT,
    MEMBERS
  }

  private record Axis(String name, ToDoubleFunction<NightResult> value, Seconds seconds) {

    /** What nights of one chart have in common. */
    String others(NightResult night) {
      WorldSize size = night.size();
      List<String> same = new ArrayList<>();
      same.add(name.equals("users") ? "" : size.users() + " users, ");
      same.add(name.equals("days") ? "" : size.days() + " days, ");
      same.add(name.equals("events") ? "" : size.eventsPerUserDay() + " events a user and day, ");
      boolean segments = seconds == Seconds.MEMBERS;
      boolean few = night.mix().form() == SegmentMix.Form.FEW_MEMBERS;
      String form = few ? "hardly a member" : "members as rules say";
      same.add(segments ? form : night.mix().count() + " segments");
      return String.join("", same);
    }

    double product(NightResult night) {
      return seconds == Seconds.NIGHT ? night.product().seconds() : night.memberSeconds();
    }

    double peer(NightResult night) {
      return seconds == Seconds.NIGHT ? night.peer().seconds() : night.peerMemberSeconds();
    }
  }

  /**
   * Writes a chart for each axis.
   *
   * @return the files written
   */
  static List<Path> write(List<BenchmarkResult> results, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<NightResult> nights = newest(results);
    List<Path> files = new ArrayList<>();
    for (Axis axis : AXES) {
      List<NightResult> group = largestGroup(nights, axis);
      if (group.size() > 1) {
        Path file = folder.resolve(axis.name() + ".svg");
        Files.writeString(file, chart(axis, group).svg());
        files.add(file);
      }
    }
    return files;
  }

  /** Of nights that were measured again the last one. */
  private static List<NightResult> newest(List<BenchmarkResult> results) {
    Map<String, NightResult> nights = new TreeMap<>();
    results.stream()
        .sorted(Comparator.comparing(BenchmarkResult::measuredAt))
        .flatMap(result -> result.nights().stream())
        .forEach(night -> nights.put(night.size() + " " + night.mix(), night));
    return List.copyOf(nights.values());
  }

  private static List<NightResult> largestGroup(List<NightResult> nights, Axis axis) {
    Map<String, List<NightResult>> groups =
        nights.stream()
            .collect(Collectors.groupingBy(axis::others, TreeMap::new, Collectors.toList()));
    return groups.values().stream()
        .max(Comparator.comparingInt(List::size))
        .orElse(List.of())
        .stream()
        .sorted(Comparator.comparingDouble(axis.value()))
        .toList();
  }

  private static LineChart chart(Axis axis, List<NightResult> nights) {
    List<LineChart.Line> lines = new ArrayList<>();
    lines.add(line("Daily Segments", nights.stream(), axis, axis::product));
    Stream<NightResult> peers = nights.stream().filter(NightResult::hasPeer);
    lines.add(line("DuckDB", peers, axis, axis::peer));
    lines.removeIf(line -> line.points().isEmpty());
    String what = axis.seconds() == Seconds.NIGHT ? "The night" : "Members of all segments";
    return new LineChart(what + ": " + axis.others(nights.get(0)), axis.name(), "seconds", lines);
  }

  private static LineChart.Line line(
      String name, Stream<NightResult> nights, Axis axis, Function<NightResult, Double> seconds) {
    return new LineChart.Line(
        name,
        nights
            .map(
                night ->
                    new LineChart.Point(axis.value().applyAsDouble(night), seconds.apply(night)))
            .toList());
  }
}
