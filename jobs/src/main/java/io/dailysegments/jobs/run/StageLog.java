package io.dailysegments.jobs.run;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what the job is doing: one line when a stage starts, one when it ends; and the same in the
 * Spark UI.
 */
final class StageLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.dailysegments");

  private final SparkSession session;

  StageLog(SparkSession session) {
    this.session = session;
  }

  /**
   * Runs a stage.
   *
   * @param description in words such as {@code 2026-03-01: derive labels}
   * @param summary what the closing line says of the result
   */
  <T> T stage(String description, Supplier<T> work, Function<T, String> summary) {
    long start = System.nanoTime();
    LOG.info("{} ...", description);
    session.sparkContext().setJobDescription(description);
    try {
      T result = work.get();
      double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
      LOG.info("{}: {} ({} s)", description, summary.apply(result), seconds);
      return result;
    } finally {
      session.sparkContext().setJobDescription(null);
    }
  }

  void warn(String warning) {
    LOG.warn(warning);
  }
}
