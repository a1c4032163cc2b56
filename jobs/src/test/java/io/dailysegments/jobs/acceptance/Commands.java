package io.dailysegments.jobs.acceptance;

import io.dailysegments.jobs.cli.Main;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several commands one after another in one process, which saves the starts of others. */
final class Commands {

  /** Stands between two commands. */
  static final String THEN = "--then";

  private Commands() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    List<String> rest = new ArrayList<>(Arrays.asList(args));
    while (!rest.isEmpty()) {
      int end = rest.contains(THEN) ? rest.indexOf(THEN) : rest.size();
      List<String> command = List.copyOf(rest.subList(0, end));
      rest = rest.subList(Math.min(end + 1, rest.size()), rest.size());
      int status = Main.execute(out, err, Clock.systemUTC(), command.toArray(String[]::new));
      err.println(command.get(0) + " ended with " + status);
    }
    System.exit(0);
  }
}
