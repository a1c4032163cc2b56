package io.dailysegments.jobs.testing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk under the scheme {@code fault}, which fails when a test says so. Whatever was
 * written up to then stays as it is: half of a file, a file without its commit.
 *
 * <p>It counts opening, creating, each piece written, closing, renaming, deleting and making
 * folders. All instances share the count and the fault.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {

  private static final AtomicLong OPERATIONS = new AtomicLong();
  private static volatile long failAt = Long.MAX_VALUE;
  private static volatile Fault fault = Fault.STOP;
  private static volatile boolean failed;
  private static volatile String opened = "";
  private static final AtomicReference<Runnable> INTERRUPTION = new AtomicReference<>(() -> {});

  /** Does something once, just before a file is opened whose path contains a text. */
  public static void onceBeforeOpening(String text, Runnable what) {
    opened = text;
    INTERRUPTION.set(what);
  }

  private static final AtomicReference<Meanwhile> MEANWHILE = new AtomicReference<>();

  /** Something that happens just before the first file below a folder is created. */
  private record Meanwhile(String folder, Runnable action) {}

  /** What happens from some operation on. */
  public enum Fault {
    /** Nothing works any more, as for a process that was killed. */
    STOP,
    /** Nothing can be written any more; reading and deleting work. */
    DISK_FULL,
    /** That operation fails, and no other. */
    ONCE
  }

  /** The system property that names the operation at which a process of its own has no memory. */
  public static final String OUT_OF_MEMORY_AT = "fault.outOfMemoryAt";

  private static final long OUT_OF_MEMORY = Long.getLong(OUT_OF_MEMORY_AT, Long.MAX_VALUE);

  /** Lets the n-th counted operation from now on fail; the first is 0. */
  public static void failAt(long operation, Fault kind) {
    heal();
    failAt = operation;
    fault = kind;
  }

  /** Fails from now on. */
  public static void stop() {
    fault = Fault.STOP;
    failed = true;
  }

  /**
   * Lets something happen once, just before the next file in a folder of this name is created, in a
   * thread of its own, to whose end the creation waits.
   */
  public static void meanwhile(String folder, Runnable action) {
    MEANWHILE.set(new Meanwhile("/" + folder + "/", action));
  }

  private static void meanwhile(Path file) throws IOException {
    Meanwhile next = MEANWHILE.get();
    if (next == null
        || !file.toString().contains(next.folder())
        || file.toString().contains("/_delta_log/")
        || !MEANWHILE.compareAndSet(next, null)) {
      return;
    }
    Thread thread = new Thread(next.action());
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Ends the fault, and counts from 0 again. */
  public static void heal() {
    failAt = Long.MAX_VALUE;
    failed = false;
    MEANWHILE.set(null);
    OPERATIONS.set(0);
  }

  /** Whether something failed since it was healed. */
  public static boolean hasFailed() {
    return failed;
  }

  /** How many operations were counted since it was healed. */
  public static long operations() {
    return OPERATIONS.get();
  }

  /** An operation that is counted. */
  private static void step(boolean writes) throws IOException {
    long operation = OPERATIONS.getAndIncrement();
    if (operation == OUT_OF_MEMORY) {
      fillHeap();
    }
    if (operation == failAt) {
      failed = true;
      if (fault != Fault.DISK_FULL) {
        throw new IOException("stopped here");
      }
    }
    look(writes);
  }

  /** Takes all memory there is, as one operation that needs too much does. */
  private static void fillHeap() {
    List<long[]> taken = new ArrayList<>();
    while (taken.size() < Integer.MAX_VALUE) {
      taken.add(new long[1 << 16]);
    }
  }

  private static void look(boolean writes) throws IOException {
    if (failed && (fault == Fault.STOP || (fault == Fault.DISK_FULL && writes))) {
      throw new IOException(writes ? "No space left on device" : "stopped before");
    }
  }

  @Override
  public URI getUri() {
    return URI.create("fault:///");
  }

  @Override
  public String getScheme() {
    return "fault";
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    if (file.toString().contains(opened)) {
      INTERRUPTION.getAndSet(() -> {}).run();
    }
    step(false);
    return super.open(file, bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    meanwhile(file); // before its folder is made, which nobody else would leave empty
    return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    meanwhile(file);
    return super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path file, boolean append, FsPermission permission) throws IOException {
    step(true);
    return new Pieces(super.createOutputStreamWithMode(file, append, permission));
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    step(true);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    step(false);
    return super.delete(path, recursive);
  }

  @Override
  public boolean mkdirs(Path folder) throws IOException {
    step(true);
    return super.mkdirs(folder);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    look(false);
    return Arrays.stream(super.listStatus(path))
        .map(FaultyFileSystem::plain)
        .toArray(FileStatus[]::new);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    look(false);
    return plain(super.getFileStatus(path));
  }

  /** Without permissions, which Hadoop looks up by the scheme {@code file} only. */
  private static FileStatus plain(FileStatus status) {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        1,
        status.getBlockSize(),
        status.getModificationTime(),
        status.getPath());
  }

  /** Counts each piece that is written. */
  private static final class Pieces extends FilterOutputStream {

    Pieces(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      step(true);
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      step(true);
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      try {
        step(true);
      } finally {
        out.close();
      }
    }
  }
}
