package io.dailysegments.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results as they are written, read and drawn. */
class PlotsTest {

  @Test
  void resultsAreReadBackAndDrawnAlongWhatDiffers(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("results").resolve("night-1.json");
    result(1_000, 2_000, 5_000).save(file);
    BenchmarkResult read = BenchmarkResult.load(file);
    assertThat(read).isEqualTo(result(1_000, 2_000, 5_000));
    List<Path> charts = Plots.write(List.of(read), folder);
    assertThat(charts).containsExactly(folder.resolve("users.svg"));
    assertThat(Files.readString(charts.get(0)))
        .contains("The night: 30 days", "Daily Segments", "DuckDB", "5,000")
        .containsPattern("polyline points=\"(\\S+,\\S+ ?){3}\"");
  }

  private static BenchmarkResult result(long... users) {
    return new BenchmarkResult(
        "night",
        "2026-04-01T00:00:00Z",
        new Machine("cpu", 2, 1L << 30, "Linux", 0.1),
        new Versions("17", "4", "4", "2", "abc"),
        "8g",
        new SessionStart(3, 1),
        LongStream.of(users).mapToObj(PlotsTest::night).toList());
  }

  private static NightResult night(long users) {
    return new NightResult(
        new WorldSize(users, 30, 4, 1),
        new SegmentMix(10, SegmentMix.Form.PLAIN),
        46,
        new NightFigures(
            10 + users / 1_000.0,
            3,
            1L << 30,
            List.of(new NightFigures.Stage("derive labels", 5, "all", StageCost.NONE)),
            1L << 20,
            List.of(new Queries.Cost("user_labels: one user", 1, 2, 3)),
            Evaluation.Cost.NONE),
        new ReferenceFigures(
            "2", users / 900.0, List.of(new ReferenceFigures.Step("labels", 1)), 1 << 20),
        Evaluation.Cost.NONE,
        ReferenceFigures.NONE,
        List.of());
  }
}
