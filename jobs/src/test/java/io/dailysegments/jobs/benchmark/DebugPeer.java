package io.dailysegments.jobs.benchmark;

import java.nio.file.Path;

final class DebugPeer {
  public static void main(String[] args) throws Exception {
    WorldFolder folder = new WorldFolder(Path.of(args[0]));
    SegmentMix mix = new SegmentMix(Integer.parseInt(args[1]), SegmentMix.Form.PLAIN);
    WritePeerScript peer = new WritePeerScript(Path.of("/work/h/bench/conf"), folder, mix);
    peer.script("8g", 2).save(Path.of("/tmp/script.json"));
    System.out.println(PeerNight.run(peer.script("8g", 2)));
    System.out.println(new Comparison(folder, mix, peer.labels()).differences());
  }
}
