package io.dailysegments.core.rule;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the files of segments. */
final class SegmentFiles {
  private static final String ENDING = ".yaml";

  private SegmentFiles() {}

  /**
   * Every {@code *.yaml} below the folder, by path. What begins with a dot is left out, so that a
   * volume that keeps its former versions in hidden folders is not read twice. A folder that can't
   * be read is reported.
   */
  static List<SegmentFile> below(Path folder, Problems problems) {
    SourcePosition place = new SourcePosition(folder.toString(), 1, 1);
    if (!Files.isDirectory(folder)) {
      problems.error(
          place,
          "cannot read the segments: there is no such folder; make it, or set 'segments' in the"
              + " settings");
      return List.of();
    }
    List<Path> paths = new ArrayList<>();
    try {
      Files.walkFileTree(folder, new Visible(folder, paths));
    } catch (IOException e) {
      problems.error(place, "cannot read the segments: " + e.getMessage());
    }
    return paths.stream()
        .sorted(Comparator.comparing(Path::toString))
        .map(SegmentFiles::file)
        .toList();
  }

  /** The file of a segment; its name ends with {@code .yaml}. */
  static SegmentFile file(Path path) {
    String name = path.getFileName().toString();
    String id = name.substring(0, name.length() - ENDING.length());
    return new SegmentFile(id, path, path.toString());
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  /** Collects files, and goes into every folder that is not hidden. */
  private static final class Visible extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> paths;

    Visible(Path root, List<Path> paths) {
      this.root = root;
      this.paths = paths;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skipped = !folder.equals(root) && isHidden(folder);
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      boolean yaml = file.getFileName().toString().endsWith(ENDING);
      if (yaml && !isHidden(file) && !Files.isDirectory(file)) {
        paths.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
