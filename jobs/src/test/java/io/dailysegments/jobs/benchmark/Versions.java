package io.dailysegments.jobs.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What was measured. */
record Versions(String java, String spark, String delta, String duckdb, String commit) {

  /**
   * The versions of this class path.
   *
   * @param home the checkout
   */
  static Versions here(Path home, String duckdb) throws IOException {
    return new Versions(
        System.getProperty("java.vm.version"),
        org.apache.spark.package$.MODULE$.SPARK_VERSION(),
        io.delta.package$.MODULE$.VERSION(),
        duckdb,
        commit(home));
  }

  private static String commit(Path home) throws IOException {
    Process git =
        new ProcessBuilder("git", "-C", home.toString(), "describe", "--always", "--dirty").start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(git.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      return line == null ? "unknown" : line;
    }
  }
}
