package io.dailysegments.jobs.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Measures a night, each time from the same state. */
final class MeasureNight {

  private static final int THREADS = 2;

  private final Path home;
  private final Path conf;
  private final Path worlds;
  private final String heap;

  /**
   * @param home the checkout, with the program built
   * @param heap of the program and of plain SQL, and memory of the peer
   */
  MeasureNight(Path home, Path worlds, String heap) {
    this.home = home;
    this.conf = home.resolve("conf").toAbsolutePath().normalize();
    this.worlds = worlds;
    this.heap = heap;
  }

  /** The program's night, then those of others, and where they differ from it. */
  NightResult measure(Scenario.Case one, Set<Reference> others)
      throws IOException, InterruptedException, SQLException {
    WorldFolder folder = made(one);
    SegmentMix mix = one.mix();
    WritePeerScript script = new WritePeerScript(conf, folder, mix);
    NightFigures product = new ProductNight(home, heap).run(folder, mix);
    ReferenceFigures peer = ReferenceFigures.NONE;
    Evaluation.Cost peerEvaluation = Evaluation.Cost.NONE;
    ReferenceFigures plainSql = ReferenceFigures.NONE;
    List<String> differences = new ArrayList<>();
    if (others.contains(Reference.PEER)) {
      peer = Peer.run(script.script(heap, THREADS), folder.mix(mix));
      differences.addAll(Comparison.withPeer(folder, mix, script.labels()));
      if (differences.isEmpty()) { // it takes the place of what could be looked at
        peerEvaluation = peerEvaluation(script, folder, mix);
      }
    }
    if (others.contains(Reference.PLAIN_SQL)) {
      plainSql = PlainSql.run(folder, mix, heap);
      differences.addAll(Comparison.withPlainSql(folder, mix, script.labels()));
    }
    return new NightResult(
        one.size(), mix, script.criteria(), product, peer, peerEvaluation, plainSql, differences);
  }

  /** Where that of the program is measured, too. */
  private Evaluation.Cost peerEvaluation(WritePeerScript script, WorldFolder folder, SegmentMix mix)
      throws IOException, InterruptedException {
    return mix.form() == SegmentMix.Form.FEW_MEMBERS
        ? Peer.evaluate(script.evaluation(heap, THREADS, Evaluation.REPETITIONS), folder.mix(mix))
        : Evaluation.Cost.NONE;
  }

  private WorldFolder made(Scenario.Case one) throws IOException, InterruptedException {
    WorldFolder folder = WorldFolder.of(worlds, one.size());
    WorldProgram.make(conf, folder, one.size(), one.mix(), heap);
    return folder;
  }
}
