package io.dailysegments.core.rule;

import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.problem.SourcePosition;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the files of segments. */
final class SegmentFiles {
  private static final String ENDING = ".yaml";

  private SegmentFiles() {}

  /**
   * Every {@code *.yaml} below the folder, by path; links are followed. What begins with a dot is
   * left out, so that a volume that keeps its former versions in hidden folders is not read twice.
   * What can't be read is reported, and a file that only looks like a definition draws a warning.
   */
  static List<SegmentFile> below(Path folder, Problems problems) {
    if (!Files.isDirectory(folder)) {
      problems.error(
          start(folder),
          "cannot read the segments: there is no such folder; make it, or set 'segments' in the"
              + " settings");
      return List.of();
    }
    List<Path> paths = new ArrayList<>();
    Visible visible = new Visible(folder, paths, problems);
    try {
      Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visible);
    } catch (IOException e) {
      problems.error(start(folder), "cannot read the segments: " + e.getMessage());
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

  private static SourcePosition start(Path path) {
    return new SourcePosition(path.toString(), 1, 1);
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  /** Collects files, and goes into every folder that is not hidden. */
  private static final class Visible extends SimpleFileVisitor<Path> {
    private static final Pattern OTHER_ENDING =
        Pattern.compile(".*\\.ya?ml", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Path root;
    private final List<Path> paths;
    private final Problems problems;

    Visible(Path root, List<Path> paths, Problems problems) {
      this.root = root;
      this.paths = paths;
      this.problems = problems;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean skipped = !folder.equals(root) && isHidden(folder);
      return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (isHidden(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isSymbolicLink()) { // one that could be followed is shown as its target
        problems.error(start(file), "this link leads nowhere: mend it, or remove it");
      } else if (name.endsWith(ENDING)) {
        paths.add(file);
      } else if (OTHER_ENDING.matcher(name).matches()) {
        problems.warn(
            start(file), "this file is not read: the name of a definition ends with .yaml");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
      if (path.equals(root) || !isHidden(path)) {
        problems.error(start(path), "cannot read the segments: " + reason(failure));
      }
      return FileVisitResult.CONTINUE;
    }

    private static String reason(IOException failure) {
      if (failure instanceof FileSystemLoopException) {
        return "this link leads back to a folder that it is in";
      }
      return failure instanceof AccessDeniedException
          ? "permission denied"
          : String.valueOf(failure.getMessage());
    }
  }
}
