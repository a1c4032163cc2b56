package io.dailysegments.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentReferencesTest {
  @TempDir Path folder;
  private final Problems problems = new Problems();

  @Test
  void circlesOfSegmentsShowTheirPath() {
    Worlds.load(
        folder,
        Map.of(
            "a.yaml", "name: A\nmatch: [{segment: b}]\n",
            "b.yaml", "name: B\nmatch: [{not: {segment: c}}]\n",
            "c.yaml", "name: C\nmatch: [{segment: a}]\n"),
        problems);

    assertThat(shown())
        .containsExactly("c.yaml:2:19: segments refer to each other in a circle: a -> b -> c -> a");
  }

  @Test
  void referencesToWhatIsUnknownOrNotActiveAreErrors() {
    Worlds.load(
        folder,
        Map.of(
            "lapsed.yaml", "name: A\nstatus: draft\nmatch: [{label: have_gateway, equals: true}]\n",
            "b.yaml", "name: B\nmatch: [{segment: lapsd}, {segment: lapsed}]\n"),
        problems);

    assertThat(shown())
        .containsExactly(
            "b.yaml:2:19: unknown segment 'lapsd'. Did you mean 'lapsed'?",
            "b.yaml:2:37: segment 'lapsed' is not active, so it has no members");
  }

  @Test
  void referencesAreCheckedInFilesWithOtherProblems() {
    Worlds.load(
        folder,
        Map.of(
            "a.yaml",
                "name: A\nmatch: [{label: nix, equals: 1}, {segment: b}, {segment: nowhere}]\n",
            "b.yaml", "name: B\nstatus: draft\nmatch: [{label: nix, equals: 1}, {segment: a}]\n",
            "c.yaml", "name: [\n",
            "d.yaml", "name: D\nmatch: [{segment: c}]\n"),
        problems);

    assertThat(shown())
        .containsExactly(
            "a.yaml:2:17: unknown label 'nix'.",
            "a.yaml:2:44: segment 'b' is not active, so it has no members",
            "a.yaml:2:58: unknown segment 'nowhere'.",
            "b.yaml:3:17: unknown label 'nix'.",
            "b.yaml:3:44: segments refer to each other in a circle: a -> b -> a",
            "c.yaml:2:1: not valid YAML: while parsing a flow node: expected the node content, but"
                + " found '<stream end>'");
  }

  @Test
  void thirtyTwoSegmentsInARowAreAllowedAndOneMoreIsAnError() {
    Worlds.load(folder.resolve("32"), chain(32, "{segment: S}"), problems);
    assertThat(shown()).isEmpty();

    Worlds.load(folder.resolve("40"), chain(40, "{segment: S}"), problems);
    assertThat(shown())
        .containsExactly(
            "40/s-00007.yaml:1:1: more than 32 segments in a row, each referring to the next");
  }

  @Test
  void aHundredLevelsAreAllowedAndOneMoreIsAnError() {
    String criterion = "{not: ".repeat(32) + "{segment: S}" + "}".repeat(32);
    Map<String, String> files = chain(4, criterion); // 3 of 33 levels and 1 of 1
    Worlds.load(folder.resolve("100"), files, problems);
    assertThat(shown()).isEmpty();

    files.put("x.yaml", "name: X\nmatch: [{segment: s-00000}]\n");
    files.put("y.yaml", "name: Y\nmatch: [{segment: x}]\n");
    Worlds.load(folder.resolve("101"), files, problems);
    assertThat(shown())
        .containsExactly(
            "101/x.yaml:1:1: more than 100 levels of any, all, not and segments with those of the"
                + " segments that it refers to");
  }

  @Test
  void thousandsOfSegmentsInARowOrInACircleAreMessages() {
    Worlds.load(folder.resolve("row"), chain(3_000, "{segment: S}"), problems);
    assertThat(shown())
        .containsExactly(
            "row/s-02967.yaml:1:1: more than 32 segments in a row, each referring to the next");

    Map<String, String> files = chain(200, "{segment: S}");
    files.put("s-00199.yaml", "name: Last\nmatch: [{segment: s-00000}]\n");
    Problems circle = new Problems();
    Worlds.load(folder.resolve("circle"), files, circle);
    assertThat(circle.errors())
        .extracting(Problem::message)
        .contains(
            "segments refer to each other in a circle: s-00000 -> s-00001 -> s-00002 -> s-00003 ->"
                + " s-00004 -> … -> s-00195 -> s-00196 -> s-00197 -> s-00198 -> s-00199 ->"
                + " s-00000");
  }

  /** So many segments, each with that criterion, in which {@code S} is the next one's id. */
  private static Map<String, String> chain(int length, String criterion) {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < length; i++) {
      String next = criterion.replace("S", "s-%05d".formatted(i + 1));
      String match = i == length - 1 ? "{label: have_gateway, equals: true}" : next;
      files.put("s-%05d.yaml".formatted(i), "name: X\nmatch: [" + match + "]\n");
    }
    return files;
  }

  private List<String> shown() {
    return problems.errors().stream()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .toList();
  }
}
