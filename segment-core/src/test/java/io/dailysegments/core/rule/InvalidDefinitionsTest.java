package io.dailysegments.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files below {@code invalid/}: each ends with the exact messages that it draws, as comments.
 */
class InvalidDefinitionsTest {
  private static final Path CORPUS =
      Path.of("src/test/resources/io/dailysegments/core/rule/invalid");

  @TempDir Path folder;

  static Stream<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void everyFileDrawsItsMessages(Path file) throws IOException {
    String text = Files.readString(file);
    List<String> expected =
        text.lines().filter(line -> line.startsWith("#= ")).map(line -> line.substring(3)).toList();

    assertThat(messages("bad.yaml", text)).isEqualTo(expected).isNotEmpty();
  }

  @Test
  void theSameIdInTwoFoldersIsAnError() {
    Problems problems = new Problems();
    String text = "name: X\nmatch: [{label: have_gateway, equals: true}]\n";
    Worlds.load(folder, Map.of("a/twice.yaml", text, "b/twice.yaml", text), problems);

    assertThat(shown(problems))
        .containsExactly(
            "b/twice.yaml:1:1: segment 'twice' is defined a second time, first in "
                + folder.resolve("a/twice.yaml"));
  }

  @Test
  void aFileNameThatIsNoIdIsAnError() {
    assertThat(messages("My_Segment.yaml", "name: X\nmatch: []\n"))
        .containsExactly(
            "1:1: 'My_Segment' can't be the id of a segment: its name must be letters a-z, digits"
                + " and '-', and begin with a letter");
  }

  @Test
  void aFileOfMoreThanOneMebibyteIsAnError() {
    assertThat(messages("large.yaml", "name: X\nmatch: []\n" + "#".repeat(1024 * 1024)))
        .containsExactly(
            "1:1: the file has 1048594 bytes, more than the 1048576 (1 MiB) that are read: split"
                + " it");
  }

  @Test
  void moreThanTenThousandCriteriaAreAnError() {
    String criterion = "  - {label: have_gateway, equals: true}\n";
    assertThat(messages("many.yaml", "name: X\nmatch:\n" + criterion.repeat(10_000))).isEmpty();
    assertThat(messages("more.yaml", "name: X\nmatch:\n" + criterion.repeat(10_001)))
        .containsExactly("10003:5: more than 10,000 criteria in one segment");
  }

  @Test
  void thirtyTwoLevelsAreAllowedAndOneMoreIsAnError() {
    assertThat(messages("deep.yaml", nested(32))).isEmpty();
    assertThat(messages("deeper.yaml", nested(33)))
        .containsExactly("2:201: more than 32 levels of any, all and not");
  }

  @Test
  void sixtyLevelsAreCalledTooMany() {
    String text = "name: X\nmatch: [" + "{any: [".repeat(60) + "]}".repeat(60) + "]\n";
    assertThat(messages("deep.yaml", text))
        .containsExactly("2:233: more than 32 levels of any, all and not");
  }

  @Test
  void aMissingFolderIsAnError() {
    Problems problems = new Problems();
    Path missing = folder.resolve("missing");
    SegmentLoader.load(missing, Worlds.catalog(), UserLists.in(missing), 180, false, problems);

    assertThat(shown(problems))
        .containsExactly(
            "missing:1:1: cannot read the segments: there is no such folder; make it, or set"
                + " 'segments' in the settings");
  }

  /** A segment whose one criterion is in that many groups. */
  private static String nested(int levels) {
    return "name: X\nmatch: ["
        + "{not: ".repeat(levels)
        + "{label: have_gateway, equals: true}"
        + "}".repeat(levels)
        + "]\n";
  }

  private List<String> messages(String name, String text) {
    Problems problems = new Problems();
    Path own = folder.resolve("own");
    delete(own);
    Worlds.load(own, Map.of(name, text), problems);
    List<String> messages = new ArrayList<>();
    problems.errors().forEach(p -> messages.add(place(p.toString())));
    problems.warnings().forEach(p -> messages.add("warning " + place(p.toString())));
    return messages;
  }

  private static String place(String message) {
    return message.replaceFirst("^.*?\\.yaml:", "");
  }

  private List<String> shown(Problems problems) {
    return problems.errors().stream()
        .map(problem -> problem.toString().replaceFirst("^" + folder + "/", ""))
        .toList();
  }

  private static void delete(Path own) {
    try (Stream<Path> files = Files.exists(own) ? Files.list(own) : Stream.empty()) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
