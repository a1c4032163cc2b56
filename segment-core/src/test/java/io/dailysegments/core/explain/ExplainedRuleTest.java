package io.dailysegments.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.problem.HostileTexts;
import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.rule.RuleTexts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainedRuleTest {

  /** Criterion | observed | its words | what is missing for it to hold, or (holds) not to hold. */
  private static final String TABLE =
      """
      {label: have_gateway, equals: true} | false | have_gateway is true | must be true
      {label: have_gateway, not_equals: true} | holds false | have_gateway is false | must not be false
      {label: country_en, equals: Chile} | Peru | country_en is "Chile" | must be "Chile"
      {label: country_en, equals: Chile} | - | country_en is "Chile" | must be "Chile"
      {label: country_en, equals: Chile} | holds Chile | country_en is "Chile" | must not be "Chile"
      {label: country_en, not_equals: Chile} | - | country_en has a value other than "Chile" | must have a value other than "Chile"
      {label: country_en, not_equals: Chile} | holds Peru | country_en has a value other than "Chile" | must be "Chile"
      {label: country_en, in: [b, a]} | c | country_en is one of "b", "a" | must be one of "b", "a"
      {label: country_en, not_in: [b, a]} | a | country_en has a value that is none of "b", "a" | must have a value that is none of "b", "a"
      {label: country_en, not_in: [b, a]} | holds c | country_en has a value that is none of "b", "a" | must be one of "b", "a"
      {label: country_en, contains: b} | a | country_en contains "b" | must contain "b"
      {label: country_en, not_contains: b} | b | country_en has a value without "b" in it | must have a value without "b" in it
      {label: country_en, not_contains: b} | holds a | country_en has a value without "b" in it | must contain "b"
      {label: country_en, starts_with: b} | holds b | country_en begins with "b" | must not begin with "b"
      {label: country_en, ends_with: b} | a | country_en ends with "b" | must end with "b"
      {label: country_en, is_empty: true} | a | country_en has no value | must have no value
      {label: country_en, is_empty: true} | holds - | country_en has no value | must have a value
      {label: country_en, is_empty: false} | holds a | country_en has a value | must have no value
      {label: device_count, equals: 3} | 2 | device_count is 3 | must be 3
      {label: device_count, not_equals: 3} | 3 | device_count has a value other than 3 | must be a number other than 3
      {label: device_count, in: [3, 1]} | 2 | device_count is one of 3, 1 | must be one of 1, 3
      {label: device_count, not_in: [3, 1]} | holds 2 | device_count has a value that is none of 3, 1 | must be one of 1, 3
      {label: device_count, greater_than: 2} | 2 | device_count is more than 2 | must be 3 or more: short by 1
      {label: device_count, greater_than: 2} | holds 5 | device_count is more than 2 | must be 2 or less: over by 3
      {label: device_count, at_least: 3} | 1 | device_count is at least 3 | must be 3 or more: short by 2
      {label: device_count, at_least: 3} | - | device_count is at least 3 | must be 3 or more
      {label: device_count, at_least: 3} | holds 4 | device_count is at least 3 | must be 2 or less: over by 2
      {label: device_count, less_than: 0.5} | 2 | device_count is less than 0.5 | must be 0 or less: over by 2
      {label: device_count, less_than: 3} | holds 2 | device_count is less than 3 | must be 3 or more: short by 1
      {label: device_count, at_most: 3} | 4 | device_count is at most 3 | must be 3 or less: over by 1
      {label: device_count, at_most: 3} | holds 3 | device_count is at most 3 | must be 4 or more: short by 1
      {label: device_count, between: [2, 4]} | 1 | device_count is from 2 to 4 | must be from 2 to 4: short by 1
      {label: device_count, between: [2, 4]} | 6 | device_count is from 2 to 4 | must be from 2 to 4: over by 2
      {label: device_count, between: [2, 4]} | holds 3 | device_count is from 2 to 4 | must not be from 2 to 4
      {label: amount_paid_180d, greater_than: 2} | 2 | amount_paid_180d is more than 2 | must be above 2
      {label: amount_paid_180d, less_than: 2.50} | 3.75 | amount_paid_180d is less than 2.50 | must be below 2.5
      {label: amount_paid_180d, at_least: 2.5} | 1.25 | amount_paid_180d is at least 2.5 | must be 2.5 or more: short by 1.25
      {label: amount_paid_180d, at_least: 2.5} | holds 3 | amount_paid_180d is at least 2.5 | must be below 2.5
      {label: positive_review_pct, at_least: 50} | -Infinity | positive_review_pct is at least 50 | must be 50 or more
      {label: registered_at, before: 2026-01-01} | 2026-02-01T00:00:00Z | registered_at is before 2026-01-01 | must be before 2026-01-01
      {label: registered_at, after: 2026-01-01} | holds 2026-02-01T00:00:00Z | registered_at is after 2026-01-01 | must not be after 2026-01-01
      {label: registered_at, on: 2026-01-01} | - | registered_at is on 2026-01-01 | must be on 2026-01-01
      {label: registered_at, between: [2026-01-01, 2026-01-03]} | - | registered_at is from 2026-01-01 to 2026-01-03 | must be from 2026-01-01 to 2026-01-03
      {label: registered_at, in_last_days: 30} | holds 2026-02-01T00:00:00Z | registered_at is in the last 30 days | must not be in the last 30 days
      {label: registered_at, not_in_last_days: 1} | - | registered_at has a value that is not in the last 1 day | must have a value that is not in the last 1 day
      {label: registered_at, not_in_last_days: 30} | holds 2025-02-01T00:00:00Z | registered_at has a value that is not in the last 30 days | must be in the last 30 days
      {label: registered_at, in_next_days: 7} | - | registered_at is in the next 7 days | must be in the next 7 days
      {label: registered_at, days_ago: [7, 3]} | - | registered_at is 7 to 3 days ago | must be 7 to 3 days ago
      {behavior: page_view, last_days: 3, times: {greater_than: 2}} | 2 | did page_view in the last 3 days: more than 2 times | must be 3 or more: short by 1
      {behavior: page_view, last_days: 3, days: {at_least: 1.5}} | 1 | did page_view in the last 3 days: at least 1.5 days | must be 2 or more: short by 1
      {behavior: page_view, last_days: 3, performed: false} | 2 | did not do page_view in the last 3 days | must be 0
      {behavior: page_view, days_ago: [0, 0]} | 0 | did page_view on the data date | must be 1 or more: short by 1
      {behavior: mall_item_purchase, last_days: 3, sum: {property: amount, greater_than: 9.5}} | 9.5 | amount of mall_item_purchase adds up to more than 9.5, in the last 3 days | must be above 9.5
      """;

  @TempDir Path folder;

  @Test
  void everyCriterionSaysWhatIsMissing() {
    for (String line : TABLE.lines().toList()) {
      String[] cells = line.split(" \\| ", -1);
      boolean holds = cells[1].startsWith("holds ");
      String value = cells[1].replace("holds ", "");
      Observation observation =
          new Observation(
              holds, Optional.of(value).filter(text -> !text.equals("-")), Optional.empty());
      BoundRule criterion = RuleTexts.criterion(folder, cells[0]);
      BoundRule rule = holds ? new BoundRule.Not(criterion.position(), criterion) : criterion;
      ExplainedRule explained = ExplainedRule.of(rule, any -> observation);
      ExplainedRule part = holds ? explained.parts().get(0) : explained;

      assertThat(part.words()).isEqualTo(cells[2]);
      assertThat(part.missing()).as(line).contains(cells[3]);
    }
  }

  private static final String TREE =
      """
      name: X
      match:
        - any:
            - {label: country_en, equals: a}
            - all:
                - {label: country_en, equals: b}
                - {label: country_en, equals: c}
        - not:
            any:
              - {label: country_en, equals: d}
              - {label: country_en, equals: e}
              - not: {label: country_en, equals: f}
      """;

  @Test
  void onlyPartsThatAreNotAsTheyHaveToBeMissSomething() {
    assertThat(explained(TREE, Set.of("b", "d")))
        .containsExactly(
            "no all of",
            "no  at least one of / one of these is enough",
            "no   country_en is \"a\" / must be \"a\"",
            "no   all of",
            "yes    country_en is \"b\"",
            "no    country_en is \"c\" / must be \"c\"",
            "no  not",
            "yes   at least one of",
            "yes    country_en is \"d\" / must not be \"d\"",
            "no    country_en is \"e\"",
            "yes    not",
            "no     country_en is \"f\" / must be \"f\"");
  }

  @Test
  void ofAllUnderNotOnePartLessIsEnough() {
    String text = "name: X\nmatch: [{not: {all: [" + is("a") + ", " + is("b") + "]}}]\n";
    assertThat(explained(text, Set.of("a", "b")))
        .containsExactly(
            "no all of",
            "no  not",
            "yes   all of / one of these less is enough",
            "yes    country_en is \"a\" / must not be \"a\"",
            "yes    country_en is \"b\" / must not be \"b\"");
  }

  @Test
  void aMemberMissesNothing() {
    assertThat(explained(TREE, Set.of("a", "f")))
        .hasSize(12)
        .startsWith("yes all of", "yes  at least one of", "yes   country_en is \"a\"")
        .noneMatch(line -> line.contains(" / "));
  }

  @Test
  void groupsOfNothingAreEverybodyAndNobody() {
    assertThat(explained("name: X\nmatch: [{all: []}, {any: []}]\n", Set.of()))
        .containsExactly("no all of", "yes  everybody", "no  nobody");
  }

  @Test
  void wordsAreLinesThatCanBeReadWhateverTheOperandsHold() {
    for (String text : HostileTexts.ESCAPED) {
      String list = "[" + ("\"" + text.substring(0, Math.min(400, text.length())) + "\"") + "]";
      for (String comparison : List.of("equals: \"" + text + '"', "in: " + list)) {
        BoundRule rule = RuleTexts.criterion(folder, "{label: country_en, " + comparison + "}");
        ExplainedRule explained = ExplainedRule.of(rule, any -> nothing());

        assertThat(explained.words()).matches(HostileTexts::isHarmless);
        assertThat(explained.missing().orElseThrow()).matches(HostileTexts::isHarmless);
      }
    }
  }

  @Test
  void ofManyOperandsTheFirstAreNamed() {
    String numbers =
        IntStream.range(0, 1000).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    BoundRule rule = RuleTexts.criterion(folder, "{label: device_count, in: [" + numbers + "]}");

    assertThat(ExplainedRule.of(rule, any -> nothing()).words())
        .isEqualTo("device_count is one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, … (1000 in all)");
  }

  private static Observation nothing() {
    return new Observation(false, Optional.empty(), Optional.empty());
  }

  private static String is(String country) {
    return "{label: country_en, equals: " + country + "}";
  }

  /** A line for each part, indented; the criteria with these countries hold. */
  private List<String> explained(String text, Set<String> holding) {
    ExplainedRule rule =
        ExplainedRule.of(
            RuleTexts.segment(folder, text).rule(),
            criterion -> {
              String country = ((BoundRule.OfLabel) criterion).written().operands().get(0);
              return new Observation(holding.contains(country), Optional.empty(), Optional.empty());
            });
    List<String> lines = new ArrayList<>();
    add(rule, " ", lines);
    return lines;
  }

  private static void add(ExplainedRule rule, String indent, List<String> lines) {
    String missing = rule.missing().map(text -> " / " + text).orElse("");
    lines.add((rule.holds() ? "yes" : "no") + indent + rule.words() + missing);
    rule.parts().forEach(part -> add(part, indent + " ", lines));
  }
}
