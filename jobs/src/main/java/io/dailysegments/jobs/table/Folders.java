package io.dailysegments.jobs.table;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.problem.InputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Looks at folders of input files through Hadoop's file systems. */
final class Folders {

  private static final String DAY_PREFIX = "dt=";

  private final Configuration configuration;

  Folders(Configuration configuration) {
    this.configuration = configuration;
  }

  boolean exists(String path) {
    try {
      return fileSystem(path).exists(new Path(path));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * The sub-folders {@code dt=yyyy-MM-dd}, by day; empty if there is none. Other names are passed
   * over.
   */
  SortedMap<LocalDate, String> days(String path) {
    SortedMap<LocalDate, String> days = new TreeMap<>();
    for (String name : names(path)) {
      day(name).ifPresent(day -> days.put(day, new Path(path, name).toString()));
    }
    return days;
  }

  /**
   * What should be known of the folders {@code dt=…} of an input that name no day: no run reads
   * them.
   */
  List<String> warnings(InputName input, String path) {
    return names(path).stream()
        .filter(name -> name.startsWith(DAY_PREFIX) && day(name).isEmpty())
        .map(
            name ->
                "input '%s': the folder %s names no day (dt=yyyy-MM-dd) and is passed over"
                    .formatted(input.key(), name))
        .toList();
  }

  /** The names of the folders in a folder, ascending; none if there is no such folder. */
  private SortedSet<String> names(String path) {
    SortedSet<String> names = new TreeSet<>();
    try {
      for (FileStatus status : fileSystem(path).listStatus(new Path(path))) {
        if (status.isDirectory()) {
          names.add(status.getPath().getName());
        }
      }
    } catch (FileNotFoundException e) {
      return names;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    return names;
  }

  /**
   * The data files below a path that hold something; hidden ones ({@code _x}, {@code .x}) are none.
   */
  List<FileStatus> dataFiles(String path) {
    List<FileStatus> files = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> all = fileSystem(path).listFiles(new Path(path), true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        String name = file.getPath().getName();
        if (file.getLen() > 0 && !name.startsWith("_") && !name.startsWith(".")) {
          files.add(file);
        }
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    files.sort(Comparator.comparing(FileStatus::getPath));
    return files;
  }

  /**
   * A hash of names, sizes and modification times: another one means that other data may be read.
   */
  static String fingerprint(List<FileStatus> files) {
    MessageDigest digest = sha256();
    for (FileStatus file : files) {
      String line =
          file.getPath() + "\t" + file.getLen() + "\t" + file.getModificationTime() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return "files:" + files.size() + ":" + HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  /**
   * The same of files and of all data files in folders.
   *
   * @param uris as Spark names them
   */
  String fingerprint(Collection<String> uris) {
    List<FileStatus> files = new ArrayList<>();
    for (String uri : uris) {
      Path path = new Path(URI.create(uri));
      try {
        FileStatus status = path.getFileSystem(configuration).getFileStatus(path);
        files.addAll(status.isDirectory() ? dataFiles(path.toString()) : List.of(status));
      } catch (IOException e) {
        throw unreadable(path.toString(), e);
      }
    }
    files.sort(Comparator.comparing(FileStatus::getPath));
    return fingerprint(files);
  }

  private FileSystem fileSystem(String path) throws IOException {
    return new Path(path).getFileSystem(configuration);
  }

  private static Optional<LocalDate> day(String folder) {
    if (!folder.startsWith(DAY_PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(folder.substring(DAY_PREFIX.length())));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // not a day: no snapshot that a run could ask for
    }
  }

  private static InputException unreadable(String path, IOException e) {
    return new InputException("Cannot read " + path + ": " + e.getMessage(), e);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
