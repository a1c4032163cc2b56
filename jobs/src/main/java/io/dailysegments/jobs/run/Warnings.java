package io.dailysegments.jobs.run;

import java.util.ArrayList;
import java.util.List;

/** What the user should know of a run: said at once, and kept for whoever looks at it later. */
final class Warnings {

  private final StageLog stages;
  private final List<String> all = new ArrayList<>();

  Warnings(StageLog stages) {
    this.stages = stages;
  }

  void add(List<String> warnings) {
    addSaid(warnings);
    warnings.forEach(stages::warn);
  }

  /** Keeps those that the user has seen. */
  void addSaid(List<String> warnings) {
    all.addAll(warnings);
  }

  /** In the order in which they came. */
  List<String> all() {
    return List.copyOf(all);
  }
}
