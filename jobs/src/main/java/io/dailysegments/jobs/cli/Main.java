package io.dailysegments.jobs.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;

/** The program {@code segments}. */
public final class Main {

  private Main() {}

  /** Runs a command and ends the JVM with its exit status. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int status = execute(out, err, Clock.systemUTC(), args);
    out.flush();
    err.flush();
    System.exit(status);
  }

  /**
   * Runs a command.
   *
   * @param out for results
   * @param err for messages
   * @param clock only for what day it is and when something ended; results never depend on it
   * @return the exit status: 0 complete, 1 a fault of the program, 2 usage, 3 definitions, 4 input
   *     data, 5 day held, 6 differences found
   */
  public static int execute(PrintWriter out, PrintWriter err, Clock clock, String... args) {
    SegmentsCommand command = new SegmentsCommand();
    CommandLine line = new CommandLine(command, new CommandFactory(clock));
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    FailureHandler failures = new FailureHandler(command);
    line.setExecutionExceptionHandler(failures);
    line.setExecutionStrategy(
        parsed -> {
          LogLevels.set(command);
          return new CommandLine.RunLast().execute(parsed);
        });
    try {
      return line.execute(args);
    } catch (Error e) { // picocli hands on exceptions only
      return failures.fail(e, line);
    }
  }
}
