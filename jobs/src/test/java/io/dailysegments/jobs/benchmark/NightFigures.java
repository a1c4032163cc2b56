package io.dailysegments.jobs.benchmark;

import java.util.List;

/**
 * What a night of the program cost.
 *
 * @param seconds from the start of the process to its end
 * @param sessionSeconds of these until Spark was there
 * @param stages in their order, the last is all outside of stages
 * @param bytesStored by how much the warehouse grew
 * @param queries of the tables as the night left them; results of earlier versions have none
 * @param evaluation of all segments by itself; measured only where hardly anybody is a member
 */
record NightFigures(
    double seconds,
    double sessionSeconds,
    long peakRss,
    List<Stage> stages,
    long bytesStored,
    List<Queries.Cost> queries,
    Evaluation.Cost evaluation) {

  NightFigures {
    stages = List.copyOf(stages);
    queries = queries == null ? List.of() : List.copyOf(queries);
    evaluation = evaluation == null ? Evaluation.Cost.NONE : evaluation;
  }

  /**
   * A stage.
   *
   * @param result what the program says of it
   */
  record Stage(String name, double seconds, String result, StageCost cost) {}

  /** The seconds of the stages whose name holds a word. */
  double secondsOf(String word) {
    return stages.stream()
        .filter(stage -> stage.name().contains(word))
        .mapToDouble(Stage::seconds)
        .sum();
  }
}
