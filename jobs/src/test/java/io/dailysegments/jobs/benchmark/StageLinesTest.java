package io.dailysegments.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is read of the program's lines. */
class StageLinesTest {

  private static final List<String> LINES =
      List.of(
          "14:42:43.500 INFO  digest 1 log date(s) up to 2026-03-31 ...",
          "14:42:52.000 INFO  digest 1 log date(s) up to 2026-03-31: 1 in the digest (8.5 s)",
          "14:42:58.010 WARN  input 'users': 1 of 1000 rows refused: null_key",
          "14:43:11.000 INFO  2026-03-31: derive labels: 999 accounts (9.0 s)",
          "2026-03-31 is published: {user_labels=999}, run 2026-03-31-8bbdcb42");

  private static double outside(String... lines) {
    MeterFigures none = new MeterFigures(0, 0, new TreeMap<>());
    List<NightFigures.Stage> stages = StageLines.stages(List.of(lines), none, 100);
    return stages.get(stages.size() - 1).seconds();
  }

  @Test
  void timeInTwoStagesAtOnceCountsOnce() {
    String check = "10:00:10.500 INFO  2026-03-31: check user tables: 7 rows (4.5 s)"; // from 6.0
    String measure =
        "10:00:20.000 INFO  2026-03-31: measure users: from the digest (13.0 s)"; // 7.0
    String within = "10:00:19.000 INFO  2026-03-31: derive labels: 57 labels (2.0 s)";
    assertThat(outside(check, measure)).isEqualTo(100 - 14.0);
    assertThat(outside(check, within, measure)).isEqualTo(100 - 14.0);
  }

  @Test
  void aNightMayGoOnPastMidnight() {
    String before = "23:59:58.000 INFO  2026-03-31: derive labels: 57 labels (2.0 s)";
    String after = "00:00:03.000 INFO  2026-03-31: write labels: 7 accounts (4.0 s)";
    assertThat(outside(before, after)).isEqualTo(100 - 6.0);
  }

  @Test
  void aStageHasItsSecondsAndWhatSparkDidUnderItsName() {
    MeterFigures meter =
        new MeterFigures(
            2,
            0,
            new TreeMap<>(
                Map.of(
                    "2026-03-31: derive labels",
                    StageCost.job(),
                    "2026-03-31: derive labels\nDelta: something",
                    StageCost.job(),
                    "",
                    StageCost.job())));
    List<NightFigures.Stage> stages = StageLines.stages(LINES, meter, 22.5);
    assertThat(stages)
        .containsExactly(
            new NightFigures.Stage(
                "digest 1 log date(s) up to 2026-03-31", 8.5, "1 in the digest", StageCost.NONE),
            new NightFigures.Stage(
                "derive labels", 9, "999 accounts", StageCost.job().plus(StageCost.job())),
            new NightFigures.Stage("outside of stages", 3, "", StageCost.job()));
  }
}
