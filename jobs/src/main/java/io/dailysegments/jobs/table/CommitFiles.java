package io.dailysegments.jobs.table;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.hadoopio.HadoopFileIO;
import io.delta.kernel.defaults.engine.hadoopio.HadoopOutputFile;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;

/**
 * Files for Delta Kernel, whose commits go through the same log store as those of Delta on Spark:
 * only then each sees what the other commits, and neither overwrites it.
 */
final class CommitFiles extends HadoopFileIO {

  private static final String STORE_OF_SCHEME = "delta.logStore.%s.impl";
  private static final String STORE_OF_ALL = "delta.logStore.class";

  private final Configuration hadoop;
  private final SparkConf spark;
  private final Map<String, LogStore> stores = new ConcurrentHashMap<>();

  CommitFiles(Configuration hadoop, SparkConf spark) {
    super(hadoop);
    this.hadoop = hadoop;
    this.spark = spark;
  }

  /** Whether Kernel knows how commits are made: not through a store in the way of old releases. */
  static boolean areKnown(SparkConf spark) {
    return !spark.contains("spark." + STORE_OF_ALL) && !spark.contains(STORE_OF_ALL);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new HadoopOutputFile(hadoop, path) {
      @Override
      public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
          throws IOException {
        Path file = new Path(path);
        Optional<LogStore> store = store(file);
        if (store.isEmpty()) {
          super.writeAtomically(lines, overwrite);
          return;
        }
        try (lines) {
          store.get().write(file, lines, overwrite, hadoop);
        }
      }
    };
  }

  /** The store that a deployment set; its class may be one that only this program's loader sees. */
  private Optional<LogStore> store(Path file) throws IOException {
    String named = file.toUri().getScheme();
    String scheme = named == null ? file.getFileSystem(hadoop).getUri().getScheme() : named;
    String key = STORE_OF_SCHEME.formatted(scheme);
    String name = spark.get("spark." + key, spark.get(key, ""));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    LogStore known = stores.get(name);
    if (known == null) {
      known = make(name);
      stores.put(name, known);
    }
    return Optional.of(known);
  }

  private LogStore make(String name) throws IOException {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return Class.forName(name, true, loader == null ? getClass().getClassLoader() : loader)
          .asSubclass(LogStore.class)
          .getConstructor(Configuration.class)
          .newInstance(hadoop);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IOException("Cannot make the log store " + name, e);
    }
  }
}
