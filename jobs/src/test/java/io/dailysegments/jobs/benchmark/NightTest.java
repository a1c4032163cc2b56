package io.dailysegments.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small night of the benchmark: DuckDB and plain SQL say the same of every user and segment. */
class NightTest extends SparkTest {

  private static final Path CONF = Path.of("..", "conf").toAbsolutePath().normalize();
  private static final SegmentMix MIX = new SegmentMix(10, SegmentMix.Form.PLAIN);

  @Test
  @Tag("benchmark")
  void theProgramThePeerAndPlainSqlAgree(@TempDir Path made) throws IOException, SQLException {
    WorldSize size = new WorldSize(1000, 3, 4, 1);
    WorldFolder folder = WorldFolder.of(made, size);
    new MakeWorld(session(), CONF, size, folder).make(MIX);
    Warehouse.restore(folder.before(MIX), folder.warehouse(MIX));
    MakeWorld.run(folder.settings(MIX), "run", "--date", WorldSize.DATA_DATE.toString());
    WritePeerScript peer = new WritePeerScript(CONF, folder, MIX);
    PeerNight.run(peer.script("1g", 2));
    assertThat(Comparison.withPeer(folder, MIX, peer.labels())).isEmpty();
    new PlainSql(session(), folder, MIX).write();
    assertThat(Comparison.withPlainSql(folder, MIX, peer.labels())).isEmpty();

    alter(folder.peer(MIX).resolve("counts.parquet"), "entered + 1 AS entered");
    alter(folder.peer(MIX).resolve("labels.parquet"), "NOT have_email AS have_email");
    List<String> differences = Comparison.withPeer(folder, MIX, peer.labels());
    assertThat(differences).hasSize(1 + MIX.count());
    assertThat(differences.get(0))
        .isEqualTo("label have_email differs for 999 users from that of the peer");
    assertThat(differences.get(1)).startsWith("counts of segment-0000 are {'members': ");
    findsWhatPlainSqlHasOtherwise(folder, peer.labels());
  }

  private static void findsWhatPlainSqlHasOtherwise(WorldFolder folder, List<String> labels)
      throws SQLException, IOException {
    try (Stream<Path> files = Files.list(folder.plainSql(MIX).resolve("counts"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".parquet")).toList()) {
        alter(file, "members + 1 AS members");
      }
    }
    assertThat(Comparison.withPlainSql(folder, MIX, labels))
        .hasSize(MIX.count())
        .allMatch(line -> line.contains(", of plain SQL {'members': "));
  }

  private static void alter(Path file, String replacement) throws SQLException, IOException {
    Path altered = file.resolveSibling("altered");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT * REPLACE (%s) FROM '%s') TO '%s' (FORMAT parquet)"
              .formatted(replacement, file, altered));
    }
    Files.move(altered, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
