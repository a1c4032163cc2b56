package io.dailysegments.core.block;

import static io.dailysegments.core.block.Rules.all;
import static io.dailysegments.core.block.Rules.any;
import static io.dailysegments.core.block.Rules.behavior;
import static io.dailysegments.core.block.Rules.everyAccount;
import static io.dailysegments.core.block.Rules.label;
import static io.dailysegments.core.block.Rules.listed;
import static io.dailysegments.core.block.Rules.member;
import static io.dailysegments.core.block.Rules.metric;
import static io.dailysegments.core.block.Rules.not;
import static io.dailysegments.core.block.Rules.number;
import static io.dailysegments.core.block.Rules.plan;
import static io.dailysegments.core.block.Rules.segment;
import static io.dailysegments.core.block.Rules.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.block.Rules.Consent;
import io.dailysegments.core.block.Rules.Deleted;
import io.dailysegments.core.catalog.LabelType;
import io.dailysegments.core.condition.FlagCondition;
import io.dailysegments.core.condition.NumberCondition.Operator;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TimeCondition;
import io.dailysegments.core.rule.BoundRule;
import io.dailysegments.core.rule.SegmentStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockPlanTest {
  private static final BoundRule GATEWAY =
      label("have_gateway", Rules.BOOLEAN, new FlagCondition(true));
  private static final List<Map<String, Object>> ACCOUNTS =
      List.of(
          Map.of("user_type", "deleted", "have_gateway", true, "accept_marketing", true),
          Map.of("user_type", "guest", "have_gateway", true, "accept_marketing", true),
          Map.of("have_gateway", true, "accept_marketing", false),
          Map.of("user_type", "", "have_gateway", true),
          Map.of("user_type", "Deleted", "have_gateway", false, "accept_marketing", true));

  @Test
  void deletedAccountsAreInNoSegmentUnlessItIncludesThem() {
    BlockPlan plan =
        plan(
            List.of(
                segment("all", all(), Consent.NONE, Deleted.INCLUDED),
                segment("gateway", GATEWAY, Consent.NONE, Deleted.LEFT_OUT),
                segment("nobody", any(), Consent.NONE, Deleted.INCLUDED),
                segment("undeleted", all(), Consent.NONE, Deleted.LEFT_OUT)));

    assertThat(Rows.members(plan, "all", ACCOUNTS)).containsExactly(0, 1, 2, 3, 4);
    assertThat(Rows.members(plan, "gateway", ACCOUNTS)).containsExactly(1, 2, 3);
    assertThat(Rows.members(plan, "nobody", ACCOUNTS)).isEmpty();
    assertThat(Rows.members(plan, "undeleted", ACCOUNTS)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void consentKeepsThoseWhoAcceptMarketingAndThePopulationIsTheOneBefore() {
    BlockPlan plan =
        plan(
            List.of(
                segment("every", all(), Consent.REQUIRED, Deleted.INCLUDED),
                segment("undeleted", all(), Consent.REQUIRED, Deleted.LEFT_OUT)));
    BlockEvaluator evaluator = plan.program().newEvaluator();
    Rows.fill(evaluator, plan.program(), ACCOUNTS);
    BlockMembers members = evaluator.evaluate();

    assertThat(Rows.members(members, 0)).containsExactly(0, 1, 4);
    assertThat(Rows.members(members, 1)).containsExactly(1, 4);
    assertThat(members.count(1)).isEqualTo(2);
    assertThat(members.populationCount(0)).isEqualTo(5);
    assertThat(members.populationCount(1)).isEqualTo(4);
  }

  @Test
  void aReferenceBringsThePopulationAndConsentOfItsSegmentWhateverItsId() {
    BlockPlan plan =
        plan(
            List.of(
                everyAccount("a-not", not(member("m"))),
                segment("m", member("z"), Consent.REQUIRED, Deleted.INCLUDED),
                segment("z", GATEWAY, Consent.NONE, Deleted.LEFT_OUT),
                everyAccount("zz", any(member("m"), not(member("z"))))));

    assertThat(plan.program().segmentIds()).containsExactly("a-not", "m", "z", "zz");
    assertThat(Rows.members(plan, "z", ACCOUNTS)).containsExactly(1, 2, 3);
    assertThat(Rows.members(plan, "m", ACCOUNTS)).containsExactly(1);
    assertThat(Rows.members(plan, "a-not", ACCOUNTS)).containsExactly(0, 2, 3, 4);
    assertThat(Rows.members(plan, "zz", ACCOUNTS)).containsExactly(0, 1, 4);
  }

  @Test
  void aChosenSegmentIsGivenAloneAlsoADraft() {
    BlockPlan plan =
        BlockPlan.of(
            List.of(
                segment("a", all(), Consent.NONE, Deleted.INCLUDED, SegmentStatus.DRAFT),
                everyAccount("b", not(member("c"))),
                everyAccount("c", GATEWAY)),
            List.of("b", "a"),
            Rules.DHAKA,
            Rules.DATA_DATE);

    assertThat(plan.program().segmentIds()).containsExactly("a", "b");
    assertThat(Rows.members(plan, "a", ACCOUNTS)).containsExactly(0, 1, 2, 3, 4);
    assertThat(Rows.members(plan, "b", ACCOUNTS)).containsExactly(4);
  }

  @Test
  void onlyActiveSegmentsArePlanned() {
    BlockPlan plan =
        plan(
            List.of(
                segment("a", GATEWAY, Consent.NONE, Deleted.LEFT_OUT, SegmentStatus.DRAFT),
                segment("b", GATEWAY, Consent.NONE, Deleted.LEFT_OUT, SegmentStatus.ARCHIVED)));

    assertThat(plan.program().segmentIds()).isEmpty();
    assertThat(plan.program().columns()).isEmpty();
    assertThat(plan.distinctCriteria()).isZero();
  }

  @Test
  void unknownSegmentsAndCirclesAreRefused() {
    assertThatThrownBy(() -> plan(List.of(everyAccount("a", member("b")))))
        .hasMessage("Cannot plan segment 'b': there is none");
    assertThatThrownBy(() -> plan(List.of(everyAccount("a", member("a")))))
        .hasMessage("Cannot plan segment 'a': it needs itself");
  }

  @Test
  void criteriaThatMeanTheSameAreOne() {
    LabelType int_ = Rules.INT;
    TimeCondition last = new TimeCondition.DaysAgo(9, 0);
    TimeCondition dates =
        new TimeCondition.Dates(
            Optional.of(LocalDate.of(2026, 3, 1)), Optional.of(Rules.DATA_DATE));
    BlockPlan plan =
        plan(
            List.of(
                everyAccount("a", label("n", int_, number(Operator.GREATER_THAN, "2"))),
                everyAccount("b", not(label("n", int_, number(Operator.AT_LEAST, "3")))),
                everyAccount("c", label("t", Rules.TIMESTAMP, last)),
                everyAccount("d", label("t", Rules.TIMESTAMP, dates)),
                everyAccount("e", label("s", Rules.STRING, text(TextCondition.Operator.IN, "v"))),
                everyAccount(
                    "f", label("s", Rules.STRING, text(TextCondition.Operator.EQUALS, "v"))),
                everyAccount("g", all(GATEWAY, any(GATEWAY, not(GATEWAY))))));

    assertThat(plan.distinctCriteria()).isEqualTo(4);
    assertThat(plan.labels())
        .isEqualTo(
            Map.of(
                "have_gateway", Rules.BOOLEAN,
                "n", int_,
                "s", Rules.STRING,
                "t", Rules.TIMESTAMP));
  }

  @Test
  void fixedDaysAreCutToThoseThatCanHoldEvents() {
    Metric all = metric(dates("2020-01-01", "2026-12-31"), new Measure.Times());
    Metric cut = metric(dates("2025-09-12", "2026-03-10"), new Measure.Times());
    Metric never = metric(dates("2026-03-11", "2026-03-12"), new Measure.Times());
    BlockPlan plan =
        plan(
            List.of(
                everyAccount("a", behavior(all, Operator.AT_LEAST, "1")),
                everyAccount("b", behavior(cut, Operator.AT_LEAST, "1")),
                everyAccount("c", behavior(never, Operator.AT_LEAST, "1")),
                everyAccount("d", behavior(never, Operator.LESS_THAN, "1"))));
    List<Map<String, Object>> rows = List.of(Map.of(), Map.of(cut.column(), 1L));

    assertThat(plan.metrics()).containsExactly(cut);
    assertThat(plan.distinctCriteria()).isEqualTo(1);
    assertThat(Rows.members(plan, "a", rows)).containsExactly(1);
    assertThat(Rows.members(plan, "b", rows)).containsExactly(1);
    assertThat(Rows.members(plan, "c", rows)).isEmpty();
    assertThat(Rows.members(plan, "d", rows)).containsExactly(0, 1);
  }

  @Test
  void aMetricThatIsNotThereIsZero() {
    DayWindow days = new DayWindow.LastDays(30);
    Metric times = metric(days, new Measure.Times());
    Metric active = metric(days, new Measure.Days());
    Metric sum = metric(days, new Measure.Sum("amount"));
    BlockPlan plan =
        plan(
            List.of(
                everyAccount("a", behavior(times, Operator.LESS_THAN, "2")),
                everyAccount("b", behavior(active, Operator.EQUALS, "0")),
                everyAccount("c", behavior(sum, Operator.AT_LEAST, "-0.0000000001"))));
    List<Map<String, Object>> rows =
        List.of(
            Map.of(),
            Map.of(
                times.column(),
                2L,
                active.column(),
                1,
                sum.column(),
                new BigDecimal("-0.0000000002")),
            Map.of(
                times.column(),
                1L,
                active.column(),
                0,
                sum.column(),
                new BigDecimal("9".repeat(28))));

    assertThat(plan.program().columns())
        .containsExactlyInAnyOrder(
            new BlockColumn(times.column(), BlockColumn.Origin.METRIC, Rules.BIGINT),
            new BlockColumn(active.column(), BlockColumn.Origin.METRIC, Rules.INT),
            new BlockColumn(sum.column(), BlockColumn.Origin.METRIC, Rules.decimal(38, 10)));
    for (String id : plan.program().segmentIds()) {
      assertThat(Rows.members(plan, id, rows)).containsExactly(0, 2);
    }
  }

  @Test
  void listedUsersStandExactlyAsInTheList() {
    BlockPlan plan =
        plan(
            List.of(
                everyAccount("a", listed("vip", "u1", " u2", "ü")),
                everyAccount("b", all(listed("vip", "u1", " u2", "ü"), not(listed("old", "u1")))),
                everyAccount("c", listed("none"))));
    List<Map<String, Object>> rows =
        List.of(
            Map.of("user_id", "u1"),
            Map.of("user_id", "U1"),
            Map.of("user_id", "u2"),
            Map.of("user_id", " u2"),
            Map.of("user_id", "ü"),
            Map.of("user_id", ""),
            Map.of());

    assertThat(plan.program().columns()).containsExactly(BlockColumn.userId());
    assertThat(plan.lists()).containsOnlyKeys("none", "old", "vip");
    assertThat(Rows.members(plan, "a", rows)).containsExactly(0, 3, 4);
    assertThat(Rows.members(plan, "b", rows)).containsExactly(3, 4);
    assertThat(Rows.members(plan, "c", rows)).isEmpty();
  }

  @Test
  void aSegmentHasTenThousandCriteriaOnOneLabel() {
    LabelType type = Rules.BIGINT;
    BoundRule[] equal =
        IntStream.range(0, 10_000)
            .mapToObj(n -> label("n", type, number(Operator.EQUALS, String.valueOf(3 * n))))
            .toArray(BoundRule[]::new);
    BoundRule[] texts =
        IntStream.range(0, 10_000)
            .mapToObj(
                n -> label("s", Rules.STRING, text(TextCondition.Operator.NOT_EQUALS, "t" + n)))
            .toArray(BoundRule[]::new);
    BlockPlan plan = plan(List.of(everyAccount("n", any(equal)), everyAccount("s", all(texts))));
    List<Map<String, Object>> rows =
        List.of(
            Map.of("n", 29_997L, "s", "t9999"),
            Map.of("n", 29_998L, "s", "t10000"),
            Map.of("n", 0L, "s", "t0"),
            Map.of());

    assertThat(plan.distinctCriteria()).isEqualTo(20_000);
    assertThat(Rows.members(plan, "n", rows)).containsExactly(0, 2);
    assertThat(Rows.members(plan, "s", rows)).containsExactly(1);
  }

  @Test
  void theProgramTravelsToTasks() throws IOException, ClassNotFoundException {
    BoundRule wide = label("d", Rules.decimal(28, 2), number(Operator.LESS_THAN, "0"));
    BoundRule part = label("s", Rules.STRING, text(TextCondition.Operator.CONTAINS, "v"));
    BoundRule rule = any(GATEWAY, not(listed("vip", "u1")), wide, part);
    BlockProgram program =
        plan(List.of(segment("a", rule, Consent.REQUIRED, Deleted.LEFT_OUT))).program();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(program);
    }
    BlockProgram read;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      read = (BlockProgram) in.readObject();
    }
    BlockEvaluator evaluator = read.newEvaluator();
    Rows.fill(
        evaluator,
        read,
        List.of(
            Map.of("user_id", "u1", "accept_marketing", true),
            Map.of("user_id", "u2", "accept_marketing", true),
            Map.of("user_id", "u1", "accept_marketing", true, "s", "avb"),
            Map.of("user_id", "u1", "accept_marketing", true, "d", new BigDecimal("-1e25"))));

    assertThat(read.columns()).isEqualTo(program.columns());
    assertThat(Rows.members(evaluator.evaluate(), 0)).containsExactly(1, 2, 3);
  }

  private static DayWindow dates(String from, String to) {
    return new DayWindow.Dates(LocalDate.parse(from), LocalDate.parse(to));
  }
}
