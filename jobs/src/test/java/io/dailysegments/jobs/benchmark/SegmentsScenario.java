package io.dailysegments.jobs.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What more segments cost. Hardly anybody is in any of them, so that it is evaluation that is
 * measured, not writing.
 */
final class SegmentsScenario implements Scenario {

  @Override
  public String name() {
    return "segments";
  }

  @Override
  public List<Case> cases(WorldSize size, SegmentMix mix) {
    return Stream.of(10, 100, 200, 1000)
        .map(count -> new Case(size, new SegmentMix(count, SegmentMix.Form.FEW_MEMBERS)))
        .toList();
  }

  @Override
  public List<String> answer(List<NightResult> nights) {
    NightResult few = nights.get(0);
    return nights.stream()
        .map(
            night ->
                String.format(
                    Locale.ROOT,
                    "%4d segments, %5d criteria: evaluation %.2f s (first %.2f s), %.2f times that"
                        + " of %d, peer's %.2f s (first %.2f s); stage of members %.1f s, %.2f"
                        + " times, peer %.1f s; night %.1f s",
                    night.mix().count(),
                    night.criteria(),
                    seconds(night),
                    night.product().evaluation().firstSeconds(),
                    seconds(night) / seconds(few),
                    few.mix().count(),
                    night.peerEvaluation().seconds(),
                    night.peerEvaluation().firstSeconds(),
                    night.memberSeconds(),
                    night.memberSeconds() / few.memberSeconds(),
                    night.peerMemberSeconds(),
                    night.product().seconds()))
        .toList();
  }

  private static double seconds(NightResult night) {
    return night.product().evaluation().seconds();
  }
}
