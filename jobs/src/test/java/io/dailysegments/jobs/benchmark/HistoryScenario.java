package io.dailysegments.jobs.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a longer history costs. */
final class HistoryScenario implements Scenario {

  @Override
  public String name() {
    return "history";
  }

  @Override
  public List<Case> cases(WorldSize size, SegmentMix mix) {
    return Stream.of(30, 180)
        .map(days -> new WorldSize(size.users(), days, size.eventsPerUserDay(), size.seed()))
        .map(world -> new Case(world, mix))
        .toList();
  }

  @Override
  public List<String> answer(List<NightResult> nights) {
    NightResult shortest = nights.get(0);
    return nights.stream()
        .map(
            night ->
                String.format(
                    Locale.ROOT,
                    "%3d days of history: night in %.1f s, %.2f times that of %d; peer %.1f s",
                    night.size().days(),
                    night.product().seconds(),
                    night.product().seconds() / shortest.product().seconds(),
                    shortest.size().days(),
                    night.peer().seconds()))
        .toList();
  }
}
