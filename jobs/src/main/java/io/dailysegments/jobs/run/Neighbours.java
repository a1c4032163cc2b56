package io.dailysegments.jobs.run;

import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A published day is compared with the day before it: who came and went. Its inputs name the day
 * that it was compared with, so that it shows when that was published again.
 */
final class Neighbours {

  /** The key of the day before among a day's inputs. */
  static final String DAY_BEFORE = "day_before";

  /** What stands there if the day before was not published. */
  static final String NONE = "none";

  private final OutputTables tables;
  private final PublishedDays published;

  Neighbours(OutputTables tables) {
    this.tables = tables;
    this.published = new PublishedDays(tables);
  }

  private record Pair(PublishedDay day, PublishedDay before) {
    boolean isCompared() {
      return Neighbours.isCompared(day, before);
    }
  }

  /** Whether a day was compared with the day before it as that is published now. */
  static boolean isCompared(PublishedDay day, PublishedDay before) {
    return name(before).equals(day.inputs().get(DAY_BEFORE));
  }

  /** What a day is named among the inputs of the day after it. */
  static String name(PublishedDay before) {
    return "runs:" + String.join(",", before.runIds());
  }

  /** Whether a day and the day after it were compared with what is published before them. */
  boolean areCompared(PublishedDay day) {
    return pairs(day).allMatch(Pair::isCompared);
  }

  /** Compares a day and the day after it again, where they were with another day. */
  void compareAgain(PublishedDay day) {
    pairs(day).filter(pair -> !pair.isCompared()).forEach(this::compareAgain);
  }

  /** Without days that are not published, or of which retention removed rows. */
  private Stream<Pair> pairs(PublishedDay day) {
    if (!day.isWhole()) {
      return Stream.empty();
    }
    LocalDate before = day.dataDate().minusDays(1);
    return published.findWhole(List.of(before, day.dataDate().plusDays(1))).stream()
        .map(
            other -> other.dataDate().equals(before) ? new Pair(day, other) : new Pair(other, day));
  }

  private void compareAgain(Pair pair) {
    new Changes(tables).compareAgain(pair.day(), pair.before());
    Map<String, String> inputs = new HashMap<>(pair.day().inputs());
    inputs.put(DAY_BEFORE, name(pair.before()));
    published.updateInputs(pair.day(), inputs);
  }
}
