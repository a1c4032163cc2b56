package io.dailysegments.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommendedSegmentsTest {
  private static final Path SHIPPED = Path.of("../conf/segments/recommended");

  @TempDir Path folder;

  @Test
  void theTenShippedFilesHaveTheShippedRules() {
    Problems problems = new Problems();
    List<BoundSegment> segments =
        SegmentLoader.load(
            SHIPPED,
            Worlds.catalog(),
            UserLists.in(SHIPPED),
            Worlds.RETENTION_DAYS,
            false,
            problems);

    assertThat(problems.errors()).isEmpty();
    assertThat(problems.warnings()).isEmpty();
    SortedMap<String, String> rules = new TreeMap<>();
    segments.forEach(segment -> rules.put(segment.id(), ShippedSegments.rule(segment)));
    assertThat(rules).isEqualTo(ShippedSegments.rules()).hasSize(10);
  }

  @Test
  void theSettingsCanAskForConsentToAllOfThem() {
    List<BoundSegment> segments =
        SegmentLoader.load(
            SHIPPED,
            Worlds.catalog(),
            UserLists.in(SHIPPED),
            Worlds.RETENTION_DAYS,
            true,
            new Problems());

    assertThat(segments).hasSize(10).allMatch(BoundSegment::consentRequired);
  }

  @Test
  void anotherRuleUnderAShippedIdIsAnError() {
    assertThat(errors("with-gateways", "match: [{label: have_gateway, equals: false}]"))
        .containsExactly(
            "1:1: the rule of recommended segment 'with-gateways' differs from the shipped one."
                + " Write kind: custom for a rule of your own");
  }

  @Test
  void aRuleOfOnesOwnMayHaveAShippedId() {
    Problems problems = new Problems();
    String text = "name: X\nkind: custom\nmatch: [{label: have_gateway, equals: false}]\n";
    Worlds.load(folder, Map.of("with-gateways.yaml", text), problems);

    assertThat(problems.errors()).isEmpty();
  }

  @Test
  void aRecommendedSegmentThatIsNotShippedIsAnError() {
    assertThat(errors("with-gateway", "match: [{label: have_gateway, equals: true}]"))
        .containsExactly(
            "1:1: there is no recommended segment 'with-gateway'. Did you mean 'with-gateways'?"
                + " Write kind: custom for a rule of your own");
  }

  @Test
  void theSameRuleInAnotherLayoutIsTheShippedOne() {
    assertThat(
            errors("with-gateways", "match: [{all: [{label: have_gateway, not_equals: false}]}]"))
        .isEmpty();
  }

  private List<String> errors(String id, String match) {
    Problems problems = new Problems();
    Worlds.load(folder, Map.of(id + ".yaml", "name: X\nkind: recommended\n" + match), problems);
    return problems.errors().stream()
        .map(p -> p.toString().replaceFirst("^.*\\.yaml:", ""))
        .toList();
  }
}
