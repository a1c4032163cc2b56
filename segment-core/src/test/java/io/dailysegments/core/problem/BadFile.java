package io.dailysegments.core.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of the corpus of bad definitions: at its foot stands {@code # => line:column: message} for
 * every problem that reading it must give, in their order.
 */
public record BadFile(Path path) {

  private static final String MARK = "# => ";
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  /** Every file below a folder of the test resources, by path. */
  public static List<BadFile> below(String folder) {
    try (Stream<Path> files = Files.walk(RESOURCES.resolve(folder))) {
      return files.filter(Files::isRegularFile).sorted().map(BadFile::new).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What stands at the foot. */
  public List<String> expected() throws IOException {
    try (Stream<String> lines = Files.lines(path)) {
      return lines.filter(line -> line.startsWith(MARK)).map(BadFile::unmarked).toList();
    }
  }

  /** The name of the folder that holds the file. */
  public String folder() {
    return path.getName(path.getNameCount() - 2).toString();
  }

  @Override
  public String toString() {
    return folder() + "/" + path.getFileName();
  }

  private static String unmarked(String line) {
    return line.substring(MARK.length());
  }
}
