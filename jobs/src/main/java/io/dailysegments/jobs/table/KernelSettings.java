package io.dailysegments.jobs.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/**
 * What Delta Kernel should know of the settings of Delta on Spark: which log store a file system
 * has, and how files are compressed. On S3 with several clusters only the configured one sees a
 * commit as soon as it is made.
 */
final class KernelSettings {

  private static final Pattern LOG_STORE =
      Pattern.compile("spark\\.delta\\.logStore\\.([^.]+)\\.impl");

  /** Only keeps writers apart, see {@link CommitFiles}; Kernel may not find its class. */
  private static final String OWN_LOG_STORE = ExclusiveLocalLogStore.class.getName();

  private static final String STORAGE = "spark.io.delta.storage.";

  private KernelSettings() {}

  /** The file systems' settings with those of Delta's log stores. */
  static Configuration of(Configuration hadoop, SparkConf spark) {
    Configuration settings = new Configuration(hadoop);
    String codec = spark.get("spark.sql.parquet.compression.codec", "");
    if (!codec.isEmpty()) {
      settings.set("parquet.compression", codec.equals("none") ? "uncompressed" : codec);
    }
    for (Tuple2<String, String> entry : spark.getAll()) {
      Matcher store = LOG_STORE.matcher(entry._1());
      if (store.matches() && !entry._2().equals(OWN_LOG_STORE)) {
        settings.set("io.delta.kernel.logStore." + store.group(1) + ".impl", entry._2());
      } else if (entry._1().startsWith(STORAGE)) {
        settings.set(entry._1(), entry._2());
      }
    }
    return settings;
  }
}
