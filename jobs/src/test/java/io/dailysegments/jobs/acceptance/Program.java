package io.dailysegments.jobs.acceptance;

import io.dailysegments.jobs.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The program in a process of its own, as the launcher starts it. */
final class Program {

  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "spark.master", "local[2]",
          "spark.ui.enabled", "false",
          "spark.sql.shuffle.partitions", "2",
          "spark.databricks.delta.snapshotPartitions", "2",
          "log4j2.configurationFile", World.CONF.resolve("log4j2.properties").toString());

  /** Who hangs is killed. */
  private static final int MOST_MINUTES = 6;

  private final Process process;
  private final InputStream heard;
  private final List<String> lines = new ArrayList<>();

  private Program(Process process, InputStream heard) {
    this.process = process;
    this.heard = heard;
    CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES)
        .execute(process::destroyForcibly);
  }

  /** Starts a command with a world's settings. */
  static Program start(World world, String... args) {
    return start(world, Map.of(), args);
  }

  /**
   * Starts a command with a world's settings.
   *
   * @param properties system properties, beside or instead of the usual ones
   */
  static Program start(World world, Map<String, String> properties, String... args) {
    ProcessBuilder builder = new ProcessBuilder(command(world, properties, args));
    Process process = start(builder.redirectErrorStream(true));
    return new Program(process, process.getInputStream());
  }

  private static List<String> command(World world, Map<String, String> properties, String... args) {
    List<String> command = java(Main.class, properties);
    command.addAll(Arrays.asList(args));
    command.addAll(List.of("--conf", world.conf().toString()));
    return command;
  }

  /**
   * Starts a command with a world's settings on two executors in processes of their own.
   *
   * @param home a folder for what Spark keeps beside its jars, which are those of the tests
   */
  static Program startOnExecutors(World world, Path home, String... args) throws IOException {
    Files.createDirectories(home.resolve("jars"));
    Map<String, String> properties =
        Map.of(
            "spark.master", "local-cluster[2,1,512]",
            "spark.executor.memory", "512m",
            "spark.executor.extraClassPath", CLASS_PATH);
    ProcessBuilder builder = new ProcessBuilder(command(world, properties, args));
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = start(builder.redirectErrorStream(true));
    return new Program(process, process.getInputStream());
  }

  /**
   * Starts several commands, one after another in one process.
   *
   * @param out the file that gets standard output; what is heard is standard error
   */
  static Program startAll(Path out, List<List<String>> commands) {
    List<String> all = java(Commands.class, Map.of());
    all.addAll(commands.get(0));
    for (List<String> command : commands.subList(1, commands.size())) {
      all.add(Commands.THEN);
      all.addAll(command);
    }
    Process process = start(new ProcessBuilder(all).redirectOutput(out.toFile()));
    return new Program(process, process.getErrorStream());
  }

  private static List<String> java(Class<?> main, Map<String, String> properties) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.add("-Xmx1g");
    command.add("-XX:TieredStopAtLevel=1"); // it ends before a better compiler pays
    command.add("-XX:ReservedCodeCacheSize=240m"); // 48 MB without a better compiler: too few
    command.add("-XX:+UseSerialGC");
    Map<String, String> all = new TreeMap<>(PROPERTIES);
    all.putAll(properties);
    all.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-cp");
    command.add(CLASS_PATH);
    command.add(main.getName());
    return command;
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands each line that the program says to somebody until it ends; gives its exit status. */
  int listen(Consumer<String> listener) throws InterruptedException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(heard, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        listener.accept(line);
      }
    } catch (IOException e) {
      lines.add("(" + e.getMessage() + ")"); // killed
    }
    return process.waitFor();
  }

  /** Waits for the end; gives the exit status. */
  int end() throws InterruptedException {
    return listen(line -> {});
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
  }

  /** {@code kill -9} of one of the executors that it started. */
  boolean killExecutor() {
    Optional<ProcessHandle> executor = process.descendants().findFirst();
    executor.ifPresent(ProcessHandle::destroyForcibly);
    return executor.isPresent();
  }

  /** What it said. */
  String said() {
    return String.join("\n", lines);
  }
}
