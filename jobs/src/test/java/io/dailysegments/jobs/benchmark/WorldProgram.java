package io.dailysegments.jobs.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dailysegments.jobs.session.SparkSessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Makes worlds in a process of its own. */
final class WorldProgram {

  private WorldProgram() {}

  /** Arguments: the folder {@code conf}, the world's folder, size and mix as JSON. */
  public static void main(String[] args) throws IOException {
    ObjectMapper json = new ObjectMapper();
    WorldSize size = json.readValue(args[2], WorldSize.class);
    SegmentMix mix = json.readValue(args[3], SegmentMix.class);
    WorldFolder folder = new WorldFolder(Path.of(args[1]));
    new MakeWorld(SparkSessions.open("Benchmark world"), Path.of(args[0]), size, folder).make(mix);
  }

  /** Makes what is not there yet. */
  static void make(Path conf, WorldFolder folder, WorldSize size, SegmentMix mix, String heap)
      throws IOException, InterruptedException {
    if (WorldFolder.isComplete(folder.root()) && WorldFolder.isComplete(folder.mix(mix))) {
      return;
    }
    ObjectMapper json = new ObjectMapper();
    ChildProcess.run(
        ChildProcess.java(
            WorldProgram.class,
            heap,
            conf.toString(),
            folder.root().toString(),
            json.writeValueAsString(size),
            json.writeValueAsString(mix)),
        Map.of(),
        folder.root().resolveSibling(folder.root().getFileName() + ".log"));
  }
}
