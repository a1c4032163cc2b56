package io.dailysegments.jobs.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Measures a night, each time from the same state. */
final class MeasureNight {

  private static final int THREADS = 2;

  private final Path home;
  private final Path conf;
  private final Path worlds;
  private final String heap;

  /**
   * @param home the checkout, with the program built
   * @param heap of the program, and memory of the peer
   */
  MeasureNight(Path home, Path worlds, String heap) {
    this.home = home;
    this.conf = home.resolve("conf").toAbsolutePath().normalize();
    this.worlds = worlds;
    this.heap = heap;
  }

  /** The program's night. */
  NightResult alone(Scenario.Case one) throws IOException, InterruptedException {
    WorldFolder folder = made(one);
    WritePeerScript script = new WritePeerScript(conf, folder, one.mix());
    NightFigures product = new ProductNight(home, heap).run(folder, one.mix());
    return new NightResult(
        one.size(), one.mix(), script.criteria(), product, PeerFigures.NONE, List.of());
  }

  /** The program's and the peer's night, and whether they differ. */
  NightResult besidePeer(Scenario.Case one) throws IOException, InterruptedException, SQLException {
    WorldFolder folder = made(one);
    WritePeerScript script = new WritePeerScript(conf, folder, one.mix());
    NightFigures product = new ProductNight(home, heap).run(folder, one.mix());
    PeerFigures peer = Peer.run(script.script(heap, THREADS), folder.mix(one.mix()));
    List<String> differences = new Comparison(folder, one.mix(), script.labels()).differences();
    return new NightResult(one.size(), one.mix(), script.criteria(), product, peer, differences);
  }

  private WorldFolder made(Scenario.Case one) throws IOException, InterruptedException {
    WorldFolder folder = WorldFolder.of(worlds, one.size());
    WorldProgram.make(conf, folder, one.size(), one.mix(), heap);
    return folder;
  }
}
