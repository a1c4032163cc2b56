package io.dailysegments.jobs.cli;

import io.dailysegments.core.problem.Problem;
import java.io.PrintWriter;
import java.util.Collection;

/** Prints warnings where messages go, so that results stay results. */
final class WarningLines {

  private WarningLines() {}

  static void print(Collection<Problem> warnings, PrintWriter err) {
    warnings.stream().distinct().forEach(warning -> err.println("warning: " + warning));
  }
}
