package io.dailysegments.core.catalog;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import io.dailysegments.core.yaml.YamlFields;
import io.dailysegments.core.yaml.YamlNode;
import io.dailysegments.core.yaml.YamlNode.YamlList;
import io.dailysegments.core.yaml.YamlNode.YamlMap;
import io.dailysegments.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the files of a folder of the catalog. */
final class BlockFiles {

  private static final String ENDING = ".yaml";

  private final Problems problems;

  BlockFiles(Problems problems) {
    this.problems = problems;
  }

  /** The documents of every file {@code *.yaml} of a folder that can be read, by file name. */
  List<YamlNode> read(Path folder) {
    List<YamlNode> documents = new ArrayList<>();
    for (Path file : files(folder)) {
      YamlReader.readFile(file, file.toString(), problems).ifPresent(documents::add);
    }
    return documents;
  }

  /** The fields of every block of a document that is a list of blocks. */
  List<YamlFields> blocks(String what, YamlNode document) {
    if (document instanceof YamlList list) {
      return list.items().stream().flatMap(item -> fields(what, item).stream()).toList();
    }
    problems.error(
        document.position(), "a list of %ss is expected, not %s".formatted(what, document.kind()));
    return List.of();
  }

  /** The fields of a block. */
  Optional<YamlFields> fields(String what, YamlNode node) {
    if (node instanceof YamlMap map) {
      return Optional.of(new YamlFields(map, problems));
    }
    problems.error(node.position(), "%s must be a map, not %s".formatted(what, node.kind()));
    return Optional.empty();
  }

  private List<Path> files(Path folder) {
    SourcePosition position = new SourcePosition(folder.toString(), 1, 1);
    if (!Files.isDirectory(folder)) {
      problems.error(position, "cannot read the catalog: there is no such folder");
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(BlockFiles::isBlockFile)
          .sorted(Comparator.comparing(BlockFiles::name))
          .toList();
    } catch (IOException e) {
      problems.error(position, "cannot read the catalog: " + e.getMessage());
      return List.of();
    }
  }

  /** Hidden files are those of editors. */
  private static boolean isBlockFile(Path file) {
    return name(file).endsWith(ENDING) && !name(file).startsWith(".");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
