package io.dailysegments.jobs.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The settings file of a world. */
final class WorldSettings {

  /** The dated user tables. */
  static final List<String> USER_TABLES =
      List.of(
          "users",
          "homes",
          "device_bindings",
          "device_shares",
          "service_orders",
          "feedback",
          "reviews",
          "mall_addresses",
          "mall_coupons",
          "mall_cart_items",
          "mall_orders");

  private WorldSettings() {}

  /**
   * Writes a settings file that names what is given.
   *
   * @param conf the folder {@code conf} of the installation
   */
  static void write(Path file, WorldFolder folder, Path conf, Path warehouse, Path segments)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("zone: UTC\n");
    text.append("warehouse: '").append(warehouse).append("'\n");
    text.append("catalog: '").append(conf.resolve("catalog")).append("'\n");
    text.append("segments: '").append(segments).append("'\n");
    text.append("quality:\n"); // chance moves the members of made rules from day to day
    text.append("  segment_size: {max_drop: 1, max_growth: 1000000}\n");
    text.append("inputs:\n");
    List.of("app_events", "places").forEach(name -> input(text, folder, name));
    USER_TABLES.forEach(name -> input(text, folder, name));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void input(StringBuilder text, WorldFolder folder, String name) {
    text.append("  %s: {format: parquet, path: '%s'}\n".formatted(name, folder.data(name)));
  }
}
