package io.dailysegments.jobs.acceptance;

import io.dailysegments.jobs.testing.SparkTest;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All rows of all tables of a warehouse, but for what no two undisturbed runs have in common. */
final class WholeState extends SparkTest {

  private static final List<String> OTHER_TABLES =
      List.of(
          "activity_digest",
          "activity_history",
          "digested_days",
          "segment_definitions",
          "quarantine");

  /** Columns that depend on where files lie and when they were written. */
  private static final String[] OF_FILES = {"source", "sources_before", "digest_version"};

  private WholeState() {}

  /** By table, and of published tables by day; without the tables that tell of attempts. */
  static SortedMap<String, List<String>> of(World world) {
    SortedMap<String, List<String>> all = new TreeMap<>(Readers.see(world));
    for (String table : OTHER_TABLES) {
      if (world.tables().contains(table)) {
        all.put(table, texts(world.table(table).drop(OF_FILES), "to_json(struct(*))"));
      }
    }
    if (world.tables().contains("runs")) {
      all.put(
          "runs",
          texts(
              world.table("runs"),
              "dt",
              "to_json(struct(row_counts, checks, measures, pruned, erased_users))"));
    }
    return all;
  }

  /** The part of it that readers see. */
  static SortedMap<String, List<String>> published(SortedMap<String, List<String>> all) {
    SortedMap<String, List<String>> published = new TreeMap<>(all);
    OTHER_TABLES.forEach(published::remove);
    published.remove("runs");
    return published;
  }
}
