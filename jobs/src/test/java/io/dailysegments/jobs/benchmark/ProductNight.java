package io.dailysegments.jobs.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program, computing a night as its users start it. */
final class ProductNight {

  private final Path home;
  private final String heap;

  /**
   * @param home the checkout, with the program built
   * @param heap such as {@code 8g}
   */
  ProductNight(Path home, String heap) {
    this.home = home;
    this.heap = heap;
  }

  /** Runs the night on a warehouse in which the day before is published. */
  NightFigures run(WorldFolder folder, SegmentMix mix) throws IOException, InterruptedException {
    Warehouse.restore(folder.before(mix), folder.warehouse(mix));
    long before = Warehouse.bytes(folder.warehouse(mix));
    Path meter = folder.mix(mix).resolve("meter.json");
    Path jar = folder.mix(mix).resolve("listener.jar");
    ListenerJar.write(jar);
    ChildProcess.Ended ended =
        ChildProcess.run(
            command(folder.settings(mix), jar, meter),
            Map.of("SEGMENTS_DRIVER_MEMORY", heap, "SEGMENTS_CLASS_ARCHIVE", "none"),
            folder.mix(mix).resolve("night.log"));
    MeterFigures seen = new ObjectMapper().readValue(meter.toFile(), MeterFigures.class);
    return new NightFigures(
        ended.seconds(),
        seen.sessionSeconds(),
        seen.peakRss(),
        StageLines.stages(ended.lines(), seen, ended.seconds()),
        Warehouse.bytes(folder.warehouse(mix)) - before,
        Queries.measure(folder, mix, heap),
        mix.form() == SegmentMix.Form.FEW_MEMBERS
            ? Evaluation.measure(home.resolve("conf"), folder, mix, heap)
            : Evaluation.Cost.NONE);
  }

  private List<String> command(Path settings, Path jar, Path meter) {
    return List.of(
        home.resolve("scripts").resolve("segments").toString(),
        "run",
        "--date",
        WorldSize.DATA_DATE.toString(),
        "--conf",
        settings.toString(),
        "--",
        "--master",
        "local[2]",
        "--jars",
        jar.toString(),
        "--conf",
        "spark.extraListeners=" + StageMeter.class.getName(),
        "--conf",
        StageMeter.FILE + "=" + meter);
  }
}
