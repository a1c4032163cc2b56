package io.dailysegments.jobs.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs programs in processes of their own, from their start to their end. */
final class ChildProcess {

  private ChildProcess() {}

  /**
   * A program that has ended well.
   *
   * @param seconds from start to end
   * @param lines what it said
   */
  record Ended(double seconds, List<String> lines) {}

  /**
   * Runs a command.
   *
   * @param log gets what it says
   * @throws IllegalStateException if its exit status is not 0
   */
  static Ended run(List<String> command, Map<String, String> environment, Path log)
      throws IOException, InterruptedException {
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    int exit = builder.start().waitFor();
    double seconds = Seconds.since(start);
    if (exit != 0) {
      throw new IllegalStateException(
          "%s ended with exit status %d. See %s".formatted(command.get(0), exit, log));
    }
    return new Ended(seconds, Files.readAllLines(log, StandardCharsets.UTF_8));
  }

  /**
   * A main class with the class path of this process and what Spark needs of the JDK.
   *
   * @param heap such as {@code 8g}
   */
  static List<String> java(Class<?> main, String heap, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens") || argument.startsWith("-Dlog4j2"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx" + heap,
            "-XX:+UseParallelGC",
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.ui.showConsoleProgress=false",
            "-Dspark.databricks.delta.snapshotPartitions=2",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(Arrays.asList(args));
    return command;
  }
}
