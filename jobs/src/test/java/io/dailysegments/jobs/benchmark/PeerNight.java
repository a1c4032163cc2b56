package io.dailysegments.jobs.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** DuckDB, computing a night. */
final class PeerNight {

  private PeerNight() {}

  /**
   * Runs a script in a database in memory.
   *
   * @return what each step took; the first is the start of the database
   */
  static ReferenceFigures run(PeerScript script) throws SQLException, IOException {
    Path folder = Path.of(script.folder());
    Warehouse.remove(folder);
    Files.createDirectories(folder);
    List<ReferenceFigures.Step> steps = new ArrayList<>();
    long start = System.nanoTime();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String setting : settings(script)) {
        statement.execute(setting);
      }
      steps.add(new ReferenceFigures.Step("start of DuckDB", Seconds.since(start)));
      for (PeerScript.Step step : script.steps()) {
        long began = System.nanoTime();
        for (String sql : step.statements()) {
          statement.execute(sql);
        }
        steps.add(new ReferenceFigures.Step(step.name(), Seconds.since(began)));
      }
      return new ReferenceFigures(
          version(statement), Seconds.since(start), steps, ProcessMemory.peakBytes());
    }
  }

  private static List<String> settings(PeerScript script) {
    return List.of(
        "SET threads = " + script.threads(),
        "SET memory_limit = '" + script.memory().replace("g", "GiB") + "'",
        "SET temp_directory = '" + script.folder() + "/temp'",
        "SET preserve_insertion_order = false");
  }

  private static String version(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT version()")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
