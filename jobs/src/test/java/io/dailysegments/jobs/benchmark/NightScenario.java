package io.dailysegments.jobs.benchmark;

import java.util.List;
import java.util.Locale;

/** How long a night takes, beside the peer's. */
final class NightScenario implements Scenario {

  @Override
  public String name() {
    return "night";
  }

  @Override
  public List<Case> cases(WorldSize size, SegmentMix mix) {
    return List.of(new Case(size, mix));
  }

  @Override
  public List<String> answer(List<NightResult> nights) {
    return nights.stream()
        .filter(NightResult::hasPeer)
        .map(
            night ->
                String.format(
                    Locale.ROOT,
                    "The night takes %.2f times the peer's: %.1f s, peer %.1f s",
                    night.ratio(),
                    night.product().seconds(),
                    night.peer().seconds()))
        .toList();
  }
}
