package io.dailysegments.jobs.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All that a run of the benchmark measured.
 *
 * @param measuredAt an instant
 * @param heap of the program and of plain SQL, and memory of the peer
 */
record BenchmarkResult(
    String scenario,
    String measuredAt,
    Machine machine,
    Versions versions,
    String heap,
    SessionStart sessionStart,
    List<NightResult> nights) {

  BenchmarkResult {
    nights = List.copyOf(nights);
  }

  void save(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
  }

  static BenchmarkResult load(Path file) throws IOException {
    return new ObjectMapper().readValue(file.toFile(), BenchmarkResult.class);
  }

  boolean hasDifferences() {
    return nights.stream().anyMatch(night -> !night.differences().isEmpty());
  }
}
