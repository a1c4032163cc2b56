package io.dailysegments.jobs.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
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
}
