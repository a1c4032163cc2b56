package io.dailysegments.jobs.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;

/** The peer in a process of its own. */
final class Peer {

  private static final String HEAP = "512m"; // DuckDB's memory is not the heap

  private Peer() {}

  /** Arguments: the script, and the file that gets the figures. */
  public static void main(String[] args) throws IOException, SQLException {
    ReferenceFigures figures = PeerNight.run(PeerScript.load(Path.of(args[0])));
    new ObjectMapper().writeValue(Path.of(args[1]).toFile(), figures);
  }

  /** Starts the process and waits for its end. */
  static ReferenceFigures run(PeerScript script, Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("peer-script.json");
    Path result = folder.resolve("peer-figures.json");
    script.save(file);
    ChildProcess.Ended ended =
        ChildProcess.run(
            ChildProcess.java(Peer.class, HEAP, file.toString(), result.toString()),
            Map.of(),
            folder.resolve("peer.log"));
    ReferenceFigures figures =
        new ObjectMapper().readValue(result.toFile(), ReferenceFigures.class);
    return figures.inProcessOf(ended.seconds());
  }

  /**
   * The evaluation of all segments by itself, as {@link Evaluation} has it: over finished labels
   * and metrics in memory, members counted, nothing written.
   *
   * @param script of {@link WritePeerScript#evaluation}
   */
  static Evaluation.Cost evaluate(PeerScript script, Path folder)
      throws IOException, InterruptedException {
    double[] seconds =
        run(script, folder).steps().stream()
            .filter(step -> step.name().equals(PeerScript.EVALUATION))
            .mapToDouble(ReferenceFigures.Step::seconds)
            .toArray();
    return new Evaluation.Cost(seconds[0], Arrays.stream(seconds).skip(1).min().orElseThrow());
  }
}
