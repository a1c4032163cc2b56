package io.dailysegments.jobs.benchmark;

import java.util.List;

/**
 * A night, computed by the program and by the peer.
 *
 * @param criteria of all definitions together
 * @param peer {@link PeerFigures#NONE} if there was none
 * @param differences between what both wrote
 */
record NightResult(
    WorldSize size,
    SegmentMix mix,
    int criteria,
    NightFigures product,
    PeerFigures peer,
    List<String> differences) {

  NightResult {
    differences = List.copyOf(differences);
  }

  boolean hasPeer() {
    return !peer.steps().isEmpty();
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
