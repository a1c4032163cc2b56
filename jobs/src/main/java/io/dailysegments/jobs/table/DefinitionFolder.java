package io.dailysegments.jobs.table;

import io.dailysegments.core.problem.InputException;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * A folder of definitions, which are read from the local disk: one that lies elsewhere is copied to
 * a temporary folder first, for as long as the program runs.
 *
 * @param place where the user says it is
 * @param local where it can be read
 */
public record DefinitionFolder(String place, java.nio.file.Path local) {

  /**
   * A folder by its path or by the URI of any Hadoop file system.
   *
   * @throws InputException if a file system can't be read; a folder that is not there is left to
   *     those who read it
   */
  public static DefinitionFolder of(String place) {
    if (!isRemote(place)) {
      return new DefinitionFolder(place, java.nio.file.Path.of(place));
    }
    try {
      Path folder = new Path(place);
      return new DefinitionFolder(folder.toString(), copy(folder));
    } catch (IOException e) {
      throw new InputException("Cannot read definitions at " + place + ": " + e.getMessage(), e);
    }
  }

  /** A text in which the copy is called by its place. */
  public String renamed(String text) {
    return isRemote(place) ? text.replace(local.toString(), place) : text;
  }

  private static boolean isRemote(String place) {
    return place.matches("(?s)[A-Za-z][A-Za-z0-9+.-]+:/.*");
  }

  private static java.nio.file.Path copy(Path from) throws IOException {
    java.nio.file.Path folder = Files.createTempDirectory("segments-definitions-");
    FileSystem source = from.getFileSystem(SparkHadoopUtil.get().conf());
    FileSystem disk = FileSystem.getLocal(SparkHadoopUtil.get().conf());
    Path target = new Path(folder.toUri());
    disk.deleteOnExit(target);
    java.nio.file.Path copied = folder.resolve(from.getName());
    if (source.exists(from)) {
      FileUtil.copy(source, from, disk, target, false, SparkHadoopUtil.get().conf());
    }
    return copied;
  }
}
