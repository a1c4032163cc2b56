package io.dailysegments.jobs.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.stream.Stream;

/** Copies and removes warehouses. */
final class Warehouse {

  private Warehouse() {}

  /**
   * Puts a copy of a folder in the place of another. Data files are never written again and share
   * their bytes with the copy; logs and all other files may be, and are copied.
   */
  static void restore(Path from, Path to) throws IOException {
    remove(to);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.isDirectory(from)) {
      Files.createDirectories(to);
    } else if (isData(from)) {
      Files.createLink(to, from);
    } else {
      Files.copy(from, to);
    }
  }

  private static boolean isData(Path file) {
    return file.toString().endsWith(".parquet") && !file.toString().contains("_delta_log");
  }

  /** Deletes a folder with all that is in it. */
  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The bytes of all files below a folder; 0 if it is not there. */
  static long bytes(Path folder) {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.find(folder, 99, (any, kind) -> kind.isRegularFile())) {
      return files.mapToLong(Warehouse::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
