package io.dailysegments.jobs.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Where a world and the nights on it lie.
 *
 * @param root of the world
 */
record WorldFolder(Path root) {

  WorldFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** The world of a size below a folder. */
  static WorldFolder of(Path folder, WorldSize size) {
    return new WorldFolder(folder.resolve(size.slug()));
  }

  /** The inputs. */
  Path data(String input) {
    return root.resolve("data").resolve(input);
  }

  /** The snapshot or log partition of a day. */
  Path data(String input, LocalDate day) {
    return data(input).resolve("dt=" + day);
  }

  /** The warehouse that holds the digest up to the day before the night, and nothing else. */
  Path history() {
    return root.resolve("history").resolve("warehouse");
  }

  /** The folder of the nights with some segments. */
  Path mix(SegmentMix mix) {
    return root.resolve(mix.slug());
  }

  /** The definitions of some segments. */
  Path segments(SegmentMix mix) {
    return mix(mix).resolve("segments");
  }

  /** The warehouse with the day before the night published. */
  Path before(SegmentMix mix) {
    return mix(mix).resolve("before");
  }

  /** The warehouse of the night. */
  Path warehouse(SegmentMix mix) {
    return mix(mix).resolve("warehouse");
  }

  /** The settings of the night. */
  Path settings(SegmentMix mix) {
    return mix(mix).resolve("conf").resolve("settings.yaml");
  }

  /** What the peer writes. */
  Path peer(SegmentMix mix) {
    return mix(mix).resolve("peer");
  }

  /** What plain Spark SQL writes. */
  Path plainSql(SegmentMix mix) {
    return mix(mix).resolve("plain-sql");
  }

  /** Whether something was made to its end. */
  static boolean isComplete(Path made) {
    return Files.exists(made.resolve("_complete"));
  }
}
