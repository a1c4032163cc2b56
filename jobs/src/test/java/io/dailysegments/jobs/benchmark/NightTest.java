package io.dailysegments.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night of the benchmark, small: the program and the peer agree. */
class NightTest extends SparkTest {

  private static final Path CONF = Path.of("..", "conf").toAbsolutePath().normalize();

  @Test
  void theProgramAndThePeerAgree(@TempDir Path made) throws IOException, SQLException {
    WorldSize size = new WorldSize(1000, 3, 4, 1);
    WorldFolder folder = WorldFolder.of(made, size);
    SegmentMix mix = new SegmentMix(10, SegmentMix.Form.PLAIN);
    new MakeWorld(session(), CONF, size, folder).make(mix);
    Warehouse.restore(folder.before(mix), folder.warehouse(mix));
    MakeWorld.run(folder.settings(mix), "run", "--date", WorldSize.DATA_DATE.toString());
    WritePeerScript peer = new WritePeerScript(CONF, folder, mix);
    PeerNight.run(peer.script("1g", 2));
    assertThat(new Comparison(folder, mix, peer.labels()).differences()).isEmpty();
  }
}
