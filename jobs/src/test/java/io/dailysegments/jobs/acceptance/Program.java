package io.dailysegments.jobs.acceptance;

import io.dailysegments.jobs.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The program in a process of its own, as the launcher starts it. */
final class Program {

  private static final Path LOGGING = World.CONF.resolve("log4j2.properties");

  private final Process process;
  private final InputStream heard;
  private final List<String> lines = new ArrayList<>();

  private Program(Process process, InputStream heard) {
    this.process = process;
    this.heard = heard;
  }

  /** Starts a command with a world's settings. */
  static Program start(World world, String... args) {
    List<String> command = java(Main.class);
    command.addAll(Arrays.asList(args));
    command.addAll(List.of("--conf", world.conf().toString()));
    Process process = start(new ProcessBuilder(command).redirectErrorStream(true));
    return new Program(process, process.getInputStream());
  }

  /**
   * Starts several commands, one after another in one process.
   *
   * @param out the file that gets standard output; what is heard is standard error
   */
  static Program startAll(Path out, List<List<String>> commands) {
    List<String> all = java(Commands.class);
    all.addAll(commands.get(0));
    for (List<String> command : commands.subList(1, commands.size())) {
      all.add(Commands.THEN);
      all.addAll(command);
    }
    Process process = start(new ProcessBuilder(all).redirectOutput(out.toFile()));
    return new Program(process, process.getErrorStream());
  }

  private static List<String> java(Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.add("-Xmx1g");
    command.add("-XX:TieredStopAtLevel=1"); // it ends before a better compiler pays
    command.add("-XX:+UseSerialGC");
    command.add("-Dspark.master=local[2]");
    command.add("-Dspark.ui.enabled=false");
    command.add("-Dspark.sql.shuffle.partitions=2");
    command.add("-Dspark.databricks.delta.snapshotPartitions=2");
    command.add("-Dlog4j2.configurationFile=" + LOGGING);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
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

  /** What it said. */
  String said() {
    return String.join("\n", lines);
  }
}
