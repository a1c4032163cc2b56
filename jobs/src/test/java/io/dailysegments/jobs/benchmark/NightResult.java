package io.dailysegments.jobs.benchmark;

import java.util.List;

/**
 * A night, computed by the program, by the peer and in plain Spark SQL.
 *
 * @param criteria of all definitions together
 * @param peer {@link ReferenceFigures#NONE} if it was left out
 * @param peerEvaluation by the peer what {@link NightFigures#evaluation} is of the program;
 *     measured with it, and earlier results have none
 * @param plainSql as peer; earlier results have none
 * @param differences between what the program and one of the others wrote
 */
record NightResult(
    WorldSize size,
    SegmentMix mix,
    int criteria,
    NightFigures product,
    ReferenceFigures peer,
    Evaluation.Cost peerEvaluation,
    ReferenceFigures plainSql,
    List<String> differences) {

  NightResult {
    peerEvaluation = peerEvaluation == null ? Evaluation.Cost.NONE : peerEvaluation;
    plainSql = plainSql == null ? ReferenceFigures.NONE : plainSql;
    differences = List.copyOf(differences);
  }

  boolean hasPeer() {
    return !peer.isLeftOut();
  }

  /** What the program took for each second of the peer. */
  double ratio() {
    return product.seconds() / peer.seconds();
  }

  /** Seconds of evaluating and counting members, by the program. */
  double memberSeconds() {
    return product.secondsOf("members");
  }

  /** The same by the peer. */
  double peerMemberSeconds() {
    return peer.secondsOf("membership") + peer.secondsOf("counts");
  }
}
