package io.dailysegments.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentFilesTest {
  private static final String TEXT = "name: X\nmatch: []\n";

  @TempDir Path folder;
  private final Problems problems = new Problems();
  private Path real;

  @BeforeEach
  void writeFiles() {
    real = folder.resolve("real");
    Worlds.write(real.resolve("a.yaml"), TEXT);
    Worlds.write(real.resolve("crm/b.yaml"), TEXT);
  }

  @Test
  void aLinkToTheFolderIsFollowed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    assertThat(ids(link)).containsExactly("a", "b");
    assertThat(messages()).isEmpty();
  }

  @Test
  void linksToFoldersAndFilesInItAreFollowed() throws IOException {
    Path segments = Files.createDirectory(folder.resolve("segments"));
    Files.createSymbolicLink(segments.resolve("team"), real.resolve("crm"));
    Files.createSymbolicLink(segments.resolve("c.yaml"), real.resolve("a.yaml"));

    assertThat(ids(segments)).containsExactly("c", "b");
    assertThat(messages()).isEmpty();
  }

  @Test
  void aVolumeWithItsVersionsInHiddenFoldersIsReadOnce() throws IOException {
    Path volume = Files.createDirectory(folder.resolve("volume"));
    Worlds.write(volume.resolve("..2026/a.yaml"), TEXT);
    Files.createSymbolicLink(volume.resolve("..data"), Path.of("..2026"));
    Files.createSymbolicLink(volume.resolve("a.yaml"), Path.of("..data/a.yaml"));

    assertThat(ids(volume)).containsExactly("a");
    assertThat(messages()).isEmpty();
  }

  @Test
  void aLoopOfLinksIsAMessage() throws IOException {
    Files.createSymbolicLink(real.resolve("crm/up"), real);

    assertThat(ids(real)).containsExactly("a", "b");
    assertThat(messages())
        .containsExactly(
            "crm/up:1:1: cannot read the segments: this link leads back to a folder that it is in");
  }

  @Test
  void aLinkThatLeadsNowhereIsAMessage() throws IOException {
    Files.createSymbolicLink(real.resolve("team"), folder.resolve("gone"));

    assertThat(ids(real)).containsExactly("a", "b");
    assertThat(messages())
        .containsExactly("team:1:1: this link leads nowhere: mend it, or remove it");
  }

  @Test
  void otherEndingsOfYamlDrawAWarning() {
    Worlds.write(real.resolve("c.yml"), TEXT);
    Worlds.write(real.resolve("d.YAML"), TEXT);
    Worlds.write(real.resolve("README.md"), TEXT);

    assertThat(ids(real)).containsExactly("a", "b");
    String message = "this file is not read: the name of a definition ends with .yaml";
    assertThat(messages())
        .containsExactly("warning c.yml:1:1: " + message, "warning d.YAML:1:1: " + message);
  }

  private List<String> ids(Path path) {
    return SegmentFiles.below(path, problems).stream().map(SegmentFile::id).toList();
  }

  private List<String> messages() {
    List<String> messages = new java.util.ArrayList<>();
    problems.errors().forEach(error -> messages.add(error.toString()));
    problems.warnings().forEach(warning -> messages.add("warning " + warning));
    return messages.stream().map(message -> message.replace(real + "/", "")).toList();
  }
}
