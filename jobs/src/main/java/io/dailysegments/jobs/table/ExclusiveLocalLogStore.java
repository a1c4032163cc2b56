package io.dailysegments.jobs.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Commits to Delta tables on a local disk, one process at a time.
 *
 * <p>Delta's own store for local disks looks whether a version exists and then renames its file
 * into place: two processes can write the same version, and one of them is lost without a word.
 * Here a lock of the operating system spans both steps. The system gives it up when its holder
 * dies. A process that does not use this class is not held up by it.
 */
public final class ExclusiveLocalLogStore extends io.delta.storage.LocalLogStore {

  /** Delta passes over files whose names begin with a point. */
  private static final String LOCK_FILE = ".commit.lock";

  /** Locks of the operating system belong to a process: threads wait for each other here. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  public ExclusiveLocalLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    java.nio.file.Path folder = java.nio.file.Path.of(path.getParent().toUri().getPath());
    THREADS.lock();
    try {
      Files.createDirectories(folder);
      try (FileChannel channel = open(folder.resolve(LOCK_FILE))) {
        channel.lock(); // until the channel is closed
        super.write(path, actions, overwrite, configuration);
      }
    } finally {
      THREADS.unlock();
    }
  }

  private static FileChannel open(java.nio.file.Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
