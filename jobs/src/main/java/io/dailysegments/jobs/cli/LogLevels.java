package io.dailysegments.jobs.cli;

import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * What Spark and Delta may log. Their messages on failed tasks, files and plans hold rows of the
 * input and literals of rules: they are let through with {@code --debug} only. Without, those few
 * loggers speak that tell of the cluster and hold no data.
 */
final class LogLevels {

  /** Spark, with Delta; and Delta Kernel, which warns of every table too young for a checkpoint. */
  private static final List<String> ENGINES = List.of("org.apache.spark", "io.delta");

  /** Who may speak: of resources, lost executors, memory and deployment. */
  private static final List<String> HARMLESS =
      List.of(
          "org.apache.spark.SparkContext",
          "org.apache.spark.deploy",
          "org.apache.spark.scheduler.TaskSchedulerImpl",
          "org.apache.spark.scheduler.cluster",
          "org.apache.spark.storage.memory.MemoryStore");

  private LogLevels() {}

  /** Sets them for this process, whatever its configuration says. */
  static void set(SegmentsCommand command) {
    Level level = command.isDebugging() ? Level.WARN : Level.OFF;
    ENGINES.forEach(name -> Configurator.setLevel(name, level));
    HARMLESS.forEach(name -> Configurator.setLevel(name, Level.WARN));
  }
}
