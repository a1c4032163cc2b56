package io.dailysegments.jobs.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
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

  /** Writes the file, unless there is one. It appears with all that it holds, or not at all. */
  public void writeIfAbsent(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      switch (files.getUri().getScheme()) {
        case "file" -> link(bytes);
        case "s3", "s3a" -> put(bytes);
        default -> rename(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private String part() {
    return "." + file.getName() + "-" + UUID.randomUUID();
  }

  /** On a local disk a rename would replace a file that is there, and a link does not. */
  private void link(byte[] bytes) throws IOException {
    java.nio.file.Path target = java.nio.file.Path.of(file.toUri().getPath());
    Files.createDirectories(target.getParent());
    java.nio.file.Path part = target.resolveSibling(part());
    try {
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(part, bytes);
      Files.createLink(target, part);
    } catch (java.nio.file.FileAlreadyExistsException e) {
      return; // another process was first, and that one's counts
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** A conditional put, which shows the object once it is complete. */
  private void put(byte[] bytes) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(file).overwrite(false);
    builder.opt("fs.option.create.conditional.overwrite", true);
    try (OutputStream out = (OutputStream) builder.build()) {
      out.write(bytes);
    } catch (FileAlreadyExistsException e) {
      return; // as above
    }
  }

  private void rename(byte[] bytes) throws IOException {
    Path part = new Path(file.getParent(), part());
    try {
      try (OutputStream out = files.create(part, false)) {
        files.setPermission(part, OWNER_ONLY);
        out.write(bytes);
      }
      if (!files.rename(part, file) && !files.exists(file)) {
        throw new IOException("cannot rename " + part);
      }
    } catch (FileAlreadyExistsException e) {
      return; // as above
    } finally {
      files.delete(part, false);
    }
  }

  /** Where it is. */
  public String place() {
    return file.toString();
  }
}
