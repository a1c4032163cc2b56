package io.dailysegments.jobs.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the peer is asked to do.
 *
 * @param memory what DuckDB may use, such as {@code 8g}
 * @param folder where it writes
 */
record PeerScript(String memory, int threads, String folder, List<Step> steps) {

  /** The name of each step of an evaluation by itself. */
  static final String EVALUATION = "evaluation";

  /** Statements under one name. */
  record Step(String name, List<String> statements) {}

  void save(Path file) throws IOException {
    new ObjectMapper().writeValue(file.toFile(), this);
  }

  static PeerScript load(Path file) throws IOException {
    return new ObjectMapper().readValue(file.toFile(), PeerScript.class);
  }
}
