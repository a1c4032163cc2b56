package io.dailysegments.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Measure.Attribute;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.activity.PropertyFilter;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.time.DayRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dhistory.seeds=1,2} repeats seeds. */
class HistoryMeasurerTest {
  private static final DayRange RETAINED = DayRange.last(180, Histories.DATA_DATE);
  private static final EventSelection ALL = new EventSelection.All();
  private static final EventSelection A = new EventSelection.Codes(List.of("a"));
  private static final DayWindow TWO_DAYS = new DayWindow.LastDays(2);

  static LongStream seeds() {
    String given = System.getProperty("history.seeds", "");
    return given.isEmpty()
        ? LongStream.of(1, 2, new Random().nextInt(Integer.MAX_VALUE))
        : Arrays.stream(given.split(",", -1)).mapToLong(Long::parseLong);
  }

  @Test
  void eachMeasureTakesWhatItIsOf() {
    List<Deed> deeds =
        List.of(
            deed(1, "a", Map.of("color", "red"), 3, "1.50"),
            deed(1, "a", Map.of(), 2, "-0.25"),
            deed(0, "c", Map.of(), 7, "9"), // declares no price
            deed(2, "a", Map.of("color", "red"), 100, "100"));

    assertThat(value(deeds, A, new Measure.Times())).contains(5L);
    assertThat(value(deeds, ALL, new Measure.Times())).contains(12L);
    assertThat(value(deeds, ALL, new Measure.Days())).contains(2);
    assertThat(value(deeds, A, new Measure.Days())).contains(1);
    assertThat(value(deeds, ALL, new Measure.Sum("price")))
        .contains(new BigDecimal("1.2500000000"));
    assertThat(value(deeds, A, new Measure.LastDay())).contains(day(1));
    assertThat(value(deeds, A, new Measure.LastTime())).contains(deeds.get(0).micros());
    assertThat(value(deeds, ALL, new Measure.LastValue(Attribute.PLATFORM))).contains("iOS c");
  }

  @Test
  void nothingIsZeroOrMissing() {
    byte[] empty = Deed.packed(List.of(), RETAINED);

    assertThat(UserHistory.isEmpty(empty)).isTrue();
    assertThat(value(List.of(), ALL, new Measure.Times())).contains(0L);
    assertThat(value(List.of(), ALL, new Measure.Days())).contains(0);
    assertThat(value(List.of(), ALL, new Measure.Sum("price")))
        .contains(BigDecimal.ZERO.setScale(10));
    assertThat(value(List.of(), ALL, new Measure.LastDay())).isEmpty();
    assertThat(value(List.of(), ALL, new Measure.LastTime())).isEmpty();
    assertThat(value(List.of(), ALL, new Measure.LastValue(Attribute.PLATFORM))).isEmpty();
  }

  @Test
  void sumsThatDoNotFitAreZero() {
    List<Deed> most = List.of(deed(0, "a", Map.of(), 1, "9999999999999999999999999999"));
    List<Deed> more = List.of(most.get(0), deed(1, "a", Map.of(), 1, "1"));

    assertThat(value(most, A, new Measure.Sum("price")))
        .contains(new BigDecimal("9999999999999999999999999999.0000000000"));
    assertThat(value(more, A, new Measure.Sum("price"))).contains(BigDecimal.ZERO.setScale(10));
  }

  @Test
  void filtersHoldOnTheSameEvent() {
    List<Deed> deeds =
        List.of(
            deed(0, "a", Map.of("color", "red"), 1, "0"),
            deed(0, "a", Map.of("color", "darkred"), 10, "0"),
            deed(0, "b", Map.of("color", "red"), 100, "0"), // not declared as a text now
            deed(0, "a", Map.of(), 1000, "0"));

    assertThat(filtered(deeds, ends("red"))).contains(11L);
    assertThat(filtered(deeds, ends("red"), starts("dark"))).contains(10L);
    assertThat(filtered(deeds, new TextCondition.IsEmpty(true))).contains(1100L);
  }

  @Test
  void anEventThatFeedsNothingIsPassedOver() {
    EventSelection selection = new EventSelection.Codes(List.of("other"));
    List<Deed> deeds = List.of(deed(0, "a", Map.of("color", "red"), 1, "1"));

    assertThat(value(deeds, selection, new Measure.Times())).contains(0L);
  }

  @Test
  void aHistoryOfALaterDayIsRefused() {
    byte[] packed = Deed.packed(List.of(deed(0, "a", Map.of(), 1, "0")), RETAINED);
    HistoryPlan plan = plan(List.of(), DayRange.last(180, day(1)));

    assertThatThrownBy(() -> plan.program().newMeasurer().measure(packed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot measure a history until 2026-03-09: it has events of 2026-03-10");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void metricsAreWhatTheyMean(long seed) {
    Histories random = new Histories(seed);
    for (int round = 0; round < 20; round++) {
      DayRange retained = random.retained();
      HistoryPlan plan = plan(random.metrics(150), retained);
      HistoryMeasurer measurer = copy(plan.program()).newMeasurer();
      for (int user = 0; user < 20; user++) {
        List<Deed> deeds = random.deeds(retained);
        measurer.measure(Deed.packed(deeds, retained));
        for (int i = 0; i < plan.supported().size(); i++) {
          Metric metric = plan.supported().get(i);
          assertThat(metric.measure().accept(new Measured(measurer, i)))
              .as("seed %d: %s of %s in %s", seed, metric, deeds, retained)
              .isEqualTo(new NaiveMetric(metric, Histories.CATALOG, retained).of(deeds));
        }
        assertThat(packed(measurer, plan))
            .as("seed %d: %s in %s", seed, deeds, retained)
            .isEqualTo(notZero(plan.packed(), deeds, retained));
      }
    }
  }

  @Test
  void answersOfFiltersAreKeptForSomeThousandValuesOnly() {
    Metric metric = metric(A, TWO_DAYS, new Measure.Times(), ends("7"));
    HistoryPlan plan = plan(List.of(metric), RETAINED);
    HistoryMeasurer measurer = plan.program().newMeasurer();
    List<Deed> deeds =
        IntStream.range(0, 20_000)
            .mapToObj(n -> "x".repeat(n % 100 == 0 ? 5_000 : n % 200) + n)
            .map(text -> deed(0, "a", Map.of("color", text), 1, "0"))
            .toList();

    measurer.measure(Deed.packed(deeds, RETAINED));

    assertThat(measurer.times(0)).isEqualTo(2_000);
  }

  @Test
  void packedMetricsHaveNoEntryForZero() {
    List<Metric> metrics =
        List.of(
            metric(new EventSelection.Codes(List.of("b")), TWO_DAYS, new Measure.Times()),
            metric(A, TWO_DAYS, new Measure.Times()),
            metric(A, TWO_DAYS, new Measure.Days()),
            metric(A, TWO_DAYS, new Measure.Sum("price")));
    HistoryPlan plan = HistoryPlan.of(List.of(), metrics, Histories.CATALOG, RETAINED);
    HistoryMeasurer measurer = plan.program().newMeasurer();

    measurer.measure(Deed.packed(List.of(deed(0, "a", Map.of(), 3, "0")), RETAINED));
    assertThat(measurer.packed()).containsExactly(1 << 1, 3 << 1, 0, 1 << 1);

    measurer.measure(
        Deed.packed(
            List.of(deed(0, "a", Map.of(), 1, "5"), deed(1, "a", Map.of(), 1, "-5")), RETAINED));
    assertThat(measurer.packed()).containsExactly(1 << 1, 2 << 1, 0, 2 << 1);

    measurer.measure(
        Deed.packed(List.of(deed(0, "a", Map.of(), 1, "9999999999999999999999999999")), RETAINED));
    assertThat(packed(measurer, plan))
        .containsEntry(3, new BigDecimal("9999999999999999999999999999.0000000000"));

    measurer.measure(Deed.packed(List.of(), RETAINED));
    assertThat(measurer.packed()).isEmpty();
  }

  private static List<Metric> numbers(List<Metric> metrics) {
    return metrics.stream()
        .filter(
            metric ->
                metric.measure() instanceof Measure.Times
                    || metric.measure() instanceof Measure.Days
                    || metric.measure() instanceof Measure.Sum)
        .toList();
  }

  /** By the place of the metric; sums with their point. */
  private static Map<Integer, BigDecimal> packed(HistoryMeasurer measurer, HistoryPlan plan) {
    Map<Integer, BigDecimal> values = new TreeMap<>();
    PackedMetrics metrics = new PackedMetrics();
    byte[] packed = measurer.packed();
    metrics.open(packed, 0, packed.length);
    while (metrics.next()) {
      boolean isSum = plan.packed().get(metrics.place()).measure() instanceof Measure.Sum;
      BigInteger value = metrics.isLong() ? BigInteger.valueOf(metrics.asLong()) : metrics.value();
      BigDecimal number = new BigDecimal(value, isSum ? UserHistory.SUM_SCALE : 0);
      assertThat(values.put(metrics.place(), number)).as("given once").isNull();
    }
    return values;
  }

  private static Map<Integer, BigDecimal> notZero(
      List<Metric> metrics, List<Deed> deeds, DayRange retained) {
    Map<Integer, BigDecimal> values = new TreeMap<>();
    for (int place = 0; place < metrics.size(); place++) {
      NaiveMetric naive = new NaiveMetric(metrics.get(place), Histories.CATALOG, retained);
      BigDecimal value = new BigDecimal(naive.of(deeds).orElseThrow().toString());
      if (value.signum() != 0) {
        values.put(place, value);
      }
    }
    return values;
  }

  private static HistoryProgram copy(HistoryProgram program) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new ObjectOutputStream(bytes).writeObject(program);
      return (HistoryProgram)
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static HistoryPlan plan(List<Metric> metrics, DayRange retained) {
    return HistoryPlan.of(metrics, numbers(metrics), Histories.CATALOG, retained);
  }

  private static Optional<Object> value(List<Deed> deeds, EventSelection events, Measure measure) {
    return value(deeds, metric(events, TWO_DAYS, measure));
  }

  private static Optional<Object> filtered(List<Deed> deeds, TextCondition... conditions) {
    return value(deeds, metric(ALL, TWO_DAYS, new Measure.Times(), conditions));
  }

  private static Optional<Object> value(List<Deed> deeds, Metric metric) {
    HistoryMeasurer measurer = plan(List.of(metric), RETAINED).program().newMeasurer();
    measurer.measure(Deed.packed(deeds, RETAINED));
    return metric.measure().accept(new Measured(measurer, 0));
  }

  private static Metric metric(
      EventSelection events, DayWindow window, Measure measure, TextCondition... conditions) {
    List<PropertyFilter> where =
        Arrays.stream(conditions).map(c -> new PropertyFilter("color", c)).toList();
    return new Metric(events, where, window, measure);
  }

  private static TextCondition ends(String text) {
    return new TextCondition.Compare(TextCondition.Operator.ENDS_WITH, List.of(text));
  }

  private static TextCondition starts(String text) {
    return new TextCondition.Compare(TextCondition.Operator.STARTS_WITH, List.of(text));
  }

  private static LocalDate day(int ago) {
    return Histories.DATA_DATE.minusDays(ago);
  }

  private static Deed deed(
      int ago, String code, Map<String, String> properties, long times, String price) {
    return new Deed(
        day(ago),
        day(ago),
        code,
        properties,
        times,
        Map.of("price", new BigDecimal(price)),
        Histories.ZONE.startOf(day(ago)).plusSeconds(3600),
        "e",
        Map.of(Attribute.PLATFORM, "iOS " + code));
  }
}
