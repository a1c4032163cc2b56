package io.dailysegments.jobs.generate;

import io.dailysegments.core.input.InputName;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The settings file of a world. */
final class WorldSettings {

  private WorldSettings() {}

  static String text(WorldSpec world) {
    String inputs =
        Arrays.stream(InputName.values())
            .map(
                name ->
                    "  " + name.key() + ": {format: parquet, path: ../data/" + name.key() + "}\n")
            .collect(Collectors.joining());
    return """
        # Settings of a generated world of %d users and %d days up to %s (seed %d).
        zone: UTC
        warehouse: ../warehouse
        catalog: '%4$s/catalog'
        segments: '%4$s/segments'
        inputs:
        """
            .replace("%4$s", quoted(world.installation()))
            .formatted(world.users(), world.days(), world.lastDay(), world.seed())
        + inputs;
  }

  private static String quoted(String path) {
    return path.replace("'", "''").replace("%", "%%");
  }
}
