package io.dailysegments.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night of the benchmark, small: the program and the peer agree. */
class NightTest extends SparkTest {

  private static final Path CONF = Path.of("..", "conf").toAbsolutePath().normalize();

  @Test
  void theProgramAndThePeerAgree(@TempDir Path made) throws IOException {
    WorldSize size = new WorldSize(1000, 3, 4, 1);
    WorldFolder folder = WorldFolder.of(Path.of("/work/h/worlds/test"), size);
    SegmentMix mix = new SegmentMix(10, SegmentMix.Form.PLAIN);
    new MakeWorld(session(), CONF, size, folder).make(mix);
    assertThat(folder.before(mix)).isDirectory();
  }
}
