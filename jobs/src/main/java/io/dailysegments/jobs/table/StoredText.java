package io.dailysegments.jobs.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/** A small text file that only its owner can read. */
public final class StoredText {

  private static final FsPermission OWNER_ONLY = new FsPermission("600");

  private final Path file;
  private final FileSystem files;

  StoredText(String file, Configuration configuration) {
    this.file = new Path(file);
    try {
      this.files = this.file.getFileSystem(configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it holds; empty if there is no such file. */
  public Optional<String> read() {
    try {
      if (!files.exists(file)) {
        return Optional.empty();
      }
      try (var in = files.open(file)) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** Writes the file, unless there is one. */
  public void writeIfAbsent(String text) {
    try (OutputStream out = files.create(file, false)) {
      files.setPermission(file, OWNER_ONLY);
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException e) {
      return; // another process was first, and that one's counts
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** Where it is. */
  public String place() {
    return file.toString();
  }
}
