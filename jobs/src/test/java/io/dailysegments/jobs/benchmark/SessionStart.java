package io.dailysegments.jobs.benchmark;

import io.dailysegments.jobs.session.SparkSessions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How long a Spark session takes to start.
 *
 * @param coldSeconds from the start of the JVM until the first session is there
 * @param warmSeconds a second one in the same JVM, after the first was stopped
 */
record SessionStart(double coldSeconds, double warmSeconds) {

  /** Argument: the file that gets the two numbers. */
  public static void main(String[] args) throws IOException {
    SparkSessions.open("cold").range(1).collectAsList();
    double cold = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
    SparkSessions.open("cold").stop();
    long start = System.nanoTime();
    SparkSessions.open("warm").range(1).collectAsList();
    double warm = Seconds.since(start);
    Files.writeString(Path.of(args[0]), cold + "\n" + warm + "\n");
    SparkSessions.open("warm").stop();
  }

  /** Measures in a process of its own. */
  static SessionStart measure(Path folder, String heap) throws IOException, InterruptedException {
    Path file = folder.resolve("session-start");
    ChildProcess.run(
        ChildProcess.java(SessionStart.class, heap, file.toString()),
        Map.of(),
        folder.resolve("session-start.log"));
    List<String> lines = Files.readAllLines(file);
    return new SessionStart(Double.parseDouble(lines.get(0)), Double.parseDouble(lines.get(1)));
  }
}
