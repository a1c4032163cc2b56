package io.dailysegments.core.rule;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of a segment.
 *
 * @param id the file's name without {@code .yaml}
 * @param displayName the path as a user would type it
 */
record SegmentFile(String id, Path path, String displayName) {
  /** Where the file begins. */
  SourcePosition start() {
    return new SourcePosition(displayName, 1, 1);
  }

  /** What the file holds; empty if there is a problem, which is then recorded. */
  Optional<Content> read(Problems problems) {
    return YamlReader.readFile(path, displayName, problems).flatMap(node -> text(node, problems));
  }

  private Optional<Content> text(YamlNode document, Problems problems) {
    try {
      return Optional.of(new Content(document, Files.readString(path, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      problems.error(start(), "cannot read the file: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The document and the text that it was read from. */
  record Content(YamlNode document, String text) {}
}
