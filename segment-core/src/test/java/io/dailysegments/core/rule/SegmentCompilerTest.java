package io.dailysegments.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.activity.PropertyFilter;
import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.EventProperty;
import io.dailysegments.core.catalog.EventProperty.Type;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TextCondition.Operator;
import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.Problem;
import io.dailysegments.core.problem.Problems;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCompilerTest {
  private static final String GATEWAY = "match: [{label: have_gateway, equals: true}]\n";

  @TempDir Path folder;

  @Test
  void groupsAreLaidOutACriterionALine() {
    String text =
        """
        name: Quiet
        match:
          - any:
              - {label: lifecycle, equals: silence}
              - {label: active_days_30d, at_most: 3}
          - not:
              all:
                - {label: have_gateway, equals: true}
                - not: {label: country_en, equals: Chile}
          - {any: []}
        """;
    assertThat(compile(text).filterSql())
        .isEqualTo(
            """
            (
              coalesce(`user_type` <> 'deleted', true) -- population of x
              AND (
                coalesce(`lifecycle` = 'silence', false) -- x.yaml:4
                OR coalesce(`active_days_30d` <= 3, false) -- x.yaml:5
              )
              AND NOT (
                (
                  coalesce(`have_gateway`, false) -- x.yaml:8
                  AND NOT (
                    coalesce(`country_en` = 'Chile', false) -- x.yaml:9
                  )
                )
              )
              AND false -- x.yaml:10
            )\
            """);
  }

  @Test
  void everybodyIsTheWholePopulation() {
    CompiledSegment everybody = compile("name: X\ninclude_deleted: true\nmatch: []\n");

    assertThat(everybody.filterSql()).isEqualTo("(\n  true -- x.yaml:3\n)");
    assertThat(everybody.populationSql()).isEqualTo("true");
    assertThat(everybody.labels()).isEmpty();
  }

  @Test
  void consentKeepsThoseWhoAcceptMarketing() {
    CompiledSegment segment = compile("name: X\nconsent: required\n" + GATEWAY);

    assertThat(segment.filterSql())
        .isEqualTo(
            """
            (
              coalesce(`user_type` <> 'deleted', true) -- population of x
              AND coalesce(`have_gateway`, false) -- x.yaml:3
              AND coalesce(`accept_marketing`, false) -- consent of x
            )\
            """);
    assertThat(segment.populationSql()).isEqualTo("coalesce(`user_type` <> 'deleted', true)");
    assertThat(segment.labels()).containsExactly("accept_marketing", "have_gateway", "user_type");
  }

  @Test
  void aBehaviorIsAMetricCompared() {
    CompiledSegment segment =
        compile(
            """
            name: X
            include_deleted: true
            match:
              - behavior: [pairing_start, pairing_end, pairing_end]
                where: {result: {equals: failure}}
                last_days: 30
                days: {between: [2, 5]}
            """);
    Metric metric =
        new Metric(
            new EventSelection.Codes(List.of("pairing_end", "pairing_start")),
            List.of(
                new PropertyFilter(
                    "result", new TextCondition.Compare(Operator.EQUALS, List.of("failure")))),
            new DayWindow.LastDays(30),
            new Measure.Days());

    assertThat(segment.metrics()).containsExactly(metric);
    assertThat(segment.filterSql())
        .isEqualTo("(\n  `" + metric.column() + "` BETWEEN 2 AND 5 -- x.yaml:4\n)");
  }

  @Test
  void performedIsAtLeastOnceAndItsOppositeNever() {
    assertThat(behavior("last_days: 1")).isEqualTo("`C` >= 1");
    assertThat(behavior("last_days: 1, performed: true")).isEqualTo("`C` >= 1");
    assertThat(behavior("last_days: 1, performed: false")).isEqualTo("`C` = 0");
    assertThat(behavior("last_days: 1, times: {less_than: 2}")).isEqualTo("`C` < 2");
    assertThat(behavior("last_days: 1, times: {at_least: 1.5}")).isEqualTo("`C` >= 2");
    assertThat(behavior("last_days: 1, sum: {property: amount, at_least: 0.05}"))
        .isEqualTo("`C` >= 0.05");
    assertThat(behavior("last_days: 1, times: {at_least: 0}")).isEqualTo("true");
  }

  @Test
  void fixedDaysAreCutToThoseThatCanHoldEvents() {
    CompiledSegment segment = compile(dates("2020-01-01", "2026-12-31"));

    assertThat(segment.metrics())
        .extracting(Metric::window)
        .containsExactly(new DayWindow.Dates(LocalDate.of(2025, 9, 12), LocalDate.of(2026, 3, 10)));
    assertThat(segment.warnings()).isEmpty();
  }

  @Test
  void fixedDaysThatHoldNoEventsAreAZeroAndAWarning() {
    CompiledSegment segment = compile(dates("2026-03-11", "2026-03-12"));

    assertThat(segment.filterSql()).isEqualTo("(\n  0 >= 1 -- x.yaml:3\n)");
    assertThat(segment.metrics()).isEmpty();
    assertThat(segment.warnings())
        .extracting(Problem::message)
        .containsExactly(
            "no day from 'from' to 'to' is among the 180 that end with 2026-03-10, so nothing was"
                + " done");
  }

  @Test
  void aReferenceBringsThePopulationAndConsentOfItsSegment() {
    List<CompiledSegment> segments =
        Worlds.compile(
            folder,
            Map.of(
                "all-users.yaml",
                "name: A\ninclude_deleted: true\nmatch: [{not: {segment: with-consent}}]\n",
                "with-consent.yaml",
                "name: B\nconsent: required\n" + GATEWAY));

    assertThat(segments)
        .extracting(CompiledSegment::id)
        .containsExactly("all-users", "with-consent");
    assertThat(segments.get(0).filterSql())
        .isEqualTo(
            """
            (
              NOT (
                (
                  coalesce(`user_type` <> 'deleted', true) -- population of with-consent
                  AND coalesce(`have_gateway`, false) -- with-consent.yaml:3
                  AND coalesce(`accept_marketing`, false) -- consent of with-consent
                )
              )
            )\
            """);
  }

  @Test
  void draftsAndArchivedOnesAreNotComputed() {
    Map<String, String> files =
        Map.of(
            "a.yaml", "name: A\nstatus: draft\n" + GATEWAY,
            "b.yaml", "name: B\nstatus: archived\n" + GATEWAY,
            "c.yaml", "name: C\nstatus: active\n" + GATEWAY);

    assertThat(Worlds.compile(folder, files)).extracting(CompiledSegment::id).containsExactly("c");
  }

  @Test
  void theHashIsThatOfTheMeaning() {
    String hash = hash("name: A\n" + GATEWAY);

    assertThat(hash).hasSize(64);
    assertThat(hash("# comment\n" + GATEWAY + "description: Y\nname: B\n")).isEqualTo(hash);
    assertThat(hash("name: A\nmatch: [{all: [{label: have_gateway, not_equals: false}]}]\n"))
        .isEqualTo(hash);
    assertThat(hash("name: A\nconsent: required\n" + GATEWAY)).isNotEqualTo(hash);
    assertThat(hash("name: A\ninclude_deleted: true\n" + GATEWAY)).isNotEqualTo(hash);
    assertThat(hash("name: A\nmatch: [{label: have_gateway, equals: false}]\n")).isNotEqualTo(hash);
  }

  @Test
  void theHashCoversTheBlocksOfTheLabelsAndIsTheSameEveryDay() {
    String text = "name: A\nmatch: [{label: lifecycle, equals: churn}]\n";
    Problems problems = new Problems();
    List<BoundSegment> bound = Worlds.load(folder, Map.of("x.yaml", text), problems);

    assertThat(
            SegmentCompiler.compile(
                    bound, Worlds.catalog("'churn'"), Worlds.DHAKA, Worlds.DATA_DATE)
                .get(0)
                .definitionHash())
        .isNotEqualTo(hash(text));
    assertThat(
            SegmentCompiler.compile(
                    bound, Worlds.catalog(), Worlds.DHAKA, Worlds.DATA_DATE.plusDays(9))
                .get(0)
                .definitionHash())
        .isEqualTo(hash(text));
  }

  @Test
  void theHashCoversWhatTheEventsOfItsLabelsAre() {
    String text = "name: A\nmatch: [{label: feedback_count, at_least: 2}]\n";
    EventSelection category = new EventSelection.Category("mall");
    EventSelection activity = new EventSelection.Activity();
    EventDefinition known = event("mall_gift", "mall", true);

    assertThat(hash(text, category, known)).isEqualTo(hash(text, category, known));
    assertThat(hash(text, category, known))
        .isNotEqualTo(hash(text, category, event("mall_gift", "homepage", true)));
    assertThat(hash(text, category, known))
        .isEqualTo(hash(text, category, event("mall_gift", "mall", false)));
    assertThat(hash(text, activity, known))
        .isNotEqualTo(hash(text, activity, event("mall_gift", "mall", false)));
    assertThat(hash(text, activity, known))
        .isEqualTo(hash(text, activity, event("mall_gift", "homepage", true)));
  }

  @Test
  void theHashCoversWhichOfTheEventsDeclareAProperty() {
    String text =
        "name: A\nmatch: [{behavior: [pairing_end, x], last_days: 3, where: {result: {equals:"
            + " failure}}}]\n";
    EventDefinition plain = event("x", "mall", true);
    EventDefinition declaring =
        new EventDefinition(
            "x",
            "mall",
            "x",
            "x",
            true,
            new TreeMap<>(Map.of("result", new EventProperty(Type.STRING, List.of()))));

    assertThat(hash(text, new EventSelection.All(), plain))
        .isNotEqualTo(hash(text, new EventSelection.All(), declaring));
  }

  /** The hash under a catalog with one more event, whose labels measure those events. */
  private String hash(String text, EventSelection selection, EventDefinition more) {
    Catalog catalog = Worlds.catalog(selection, more);
    Worlds.write(folder.resolve("x.yaml"), text);
    Problems problems = new Problems();
    List<BoundSegment> bound =
        SegmentLoader.load(folder, catalog, UserLists.in(folder), 180, false, problems);
    problems.throwIfAny();
    return SegmentCompiler.compile(bound, catalog, Worlds.DHAKA, Worlds.DATA_DATE)
        .get(0)
        .definitionHash();
  }

  private static EventDefinition event(String code, String category, boolean activity) {
    return new EventDefinition(code, category, code, code, activity, new TreeMap<>());
  }

  @Test
  void theHashCoversTheSegmentsThatItRefersTo() {
    String reference = "name: A\nmatch: [{segment: b}]\n";
    String one =
        Worlds.compile(folder, Map.of("a.yaml", reference, "b.yaml", "name: B\n" + GATEWAY))
            .get(0)
            .definitionHash();
    String other =
        Worlds.compile(
                folder,
                Map.of("a.yaml", reference, "b.yaml", "name: B\nconsent: required\n" + GATEWAY))
            .get(0)
            .definitionHash();

    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void theDefinitionIsTheTextOfTheFile() {
    String text = "# note\nname: Ünïcode 家\n" + GATEWAY;

    assertThat(compile(text).definition()).isEqualTo(text);
    assertThat(compile(text).name()).isEqualTo("Ünïcode 家");
    assertThat(compile(text).kind()).isEqualTo("custom");
  }

  private String behavior(String rest) {
    CompiledSegment segment =
        compile(
            "name: X\ninclude_deleted: true\nmatch: [{behavior: mall_item_purchase, "
                + rest
                + "}]\n");
    String sql = segment.filterSql().replaceFirst("^\\(\n  ", "").replaceFirst(" -- .*\n\\)$", "");
    for (Metric metric : segment.metrics()) {
      sql = sql.replace(metric.column(), "C");
    }
    return sql;
  }

  private static String dates(String from, String to) {
    String range = "from: " + from + ", to: " + to;
    return "name: X\ninclude_deleted: true\nmatch: [{behavior: page_view, " + range + "}]\n";
  }

  private String hash(String text) {
    return compile(text).definitionHash();
  }

  private CompiledSegment compile(String text) {
    return Worlds.compile(folder, Map.of("x.yaml", text)).get(0);
  }
}
