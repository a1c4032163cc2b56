package io.dailysegments.core.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.activity.DayWindow;
import io.dailysegments.core.activity.EventSelection;
import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Measure.Attribute;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.activity.PropertyFilter;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.EventProperty;
import io.dailysegments.core.catalog.EventProperty.Type;
import io.dailysegments.core.condition.TextCondition;
import io.dailysegments.core.condition.TextCondition.Operator;
import io.dailysegments.core.time.DayRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricPlanTest {
  private static final LocalDate DATA_DATE = LocalDate.of(2026, 3, 10);
  private static final EventSelection ALL = new EventSelection.All();
  private static final EventSelection A = new EventSelection.Codes(List.of("a"));
  private static final EventSelection A_AND_B = new EventSelection.Codes(List.of("b", "a", "b"));
  private static final DayWindow TWO_DAYS = new DayWindow.LastDays(2);
  private static final String IN_TWO_DAYS =
      "`activity_date` BETWEEN DATE '2026-03-09' AND DATE '2026-03-10'";
  private static final PropertyFilter RED =
      filter("color", new TextCondition.Compare(Operator.EQUALS, List.of("red")));

  /** a declares color and price, b only size, c does not count as activity. */
  private static final EventCatalog EVENTS =
      new EventCatalog(
          List.of(
              event("a", "shop", true, Map.of("color", Type.STRING, "price", Type.NUMBER)),
              event("b", "shop", true, Map.of("size", Type.STRING)),
              event("c", "other", false, Map.of())));

  @Test
  void timesAddUpTheRowsThatMatch() {
    MetricSql sql = sql(metric(ALL, TWO_DAYS, new Measure.Times()));

    assertThat(sql.aggregateSql())
        .isEqualTo(
            "coalesce(sum(CASE WHEN " + IN_TWO_DAYS + " THEN `times` END), CAST(0 AS BIGINT))");
    assertThat(sql.emptySql()).isEqualTo("CAST(0 AS BIGINT)");
  }

  @Test
  void eventsAreSelectedByCodeCategoryOrActivity() {
    assertThat(condition(A_AND_B)).isEqualTo(" AND `event_code` IN ('a', 'b')");
    assertThat(condition(new EventSelection.Category("shop")))
        .isEqualTo(" AND `event_code` IN ('a', 'b')");
    assertThat(condition(new EventSelection.Category("none"))).isEqualTo(" AND false");
    assertThat(condition(new EventSelection.Activity()))
        .isEqualTo(" AND `event_code` NOT IN ('c')");
  }

  @Test
  void daysAreTheBitsOfAWord() {
    MetricSql sql = sql(metric(A, TWO_DAYS, new Measure.Days()));

    assertThat(sql.aggregateSql())
        .isEqualTo(
            "coalesce(bit_count(bit_or(CASE WHEN ("
                + IN_TWO_DAYS
                + " AND `event_code` IN ('a')) THEN shiftleft(1L, date_diff(`activity_date`,"
                + " DATE '2026-03-09')) END)), 0)");
    assertThat(sql.emptySql()).isEqualTo("CAST(0 AS INT)");
  }

  @Test
  void moreThan64DaysAreSeveralWords() {
    String sql = sql(metric(ALL, new DayWindow.LastDays(65), new Measure.Days())).aggregateSql();
    String window = "`activity_date` BETWEEN DATE '2026-01-05' AND DATE '2026-03-10'";

    assertThat(sql)
        .isEqualTo(
            "("
                + word(window, "2026-01-05", "2026-03-09")
                + " + "
                + word(window, "2026-03-10", "2026-03-10")
                + ")");
  }

  @Test
  void sumsAreOfEventsThatDeclareTheProperty() {
    String zero = "CAST(0 AS DECIMAL(38,10))";
    MetricSql one = sql(metric(A, TWO_DAYS, new Measure.Sum("price")));
    MetricSql two = sql(metric(A_AND_B, TWO_DAYS, new Measure.Sum("price")));

    assertThat(one.aggregateSql())
        .isEqualTo(
            "coalesce(try_sum(CASE WHEN ("
                + IN_TWO_DAYS
                + " AND `event_code` IN ('a')) THEN `sums`['price'] END), "
                + zero
                + ")");
    assertThat(one.emptySql()).isEqualTo(zero);
    assertThat(two.aggregateSql())
        .isEqualTo(
            "coalesce(try_sum(CASE WHEN ("
                + IN_TWO_DAYS
                + " AND `event_code` IN ('a', 'b')) THEN CASE WHEN `event_code` IN ('a') THEN"
                + " `sums`['price'] END END), "
                + zero
                + ")");
  }

  @Test
  void propertyFiltersAreNeverNull() {
    Metric metric = new Metric(A, List.of(RED), TWO_DAYS, new Measure.Times());

    assertThat(sql(metric).aggregateSql())
        .contains(" AND coalesce(`properties`['color'] = 'red', false)) THEN");
  }

  @Test
  void aPropertyOfAnEventThatDoesNotDeclareItIsMissing() {
    PropertyFilter none = filter("color", new TextCondition.IsEmpty(true));
    Metric metric = new Metric(A_AND_B, List.of(none), TWO_DAYS, new Measure.Times());

    assertThat(sql(metric).aggregateSql())
        .contains(
            " AND coalesce(CASE WHEN `event_code` IN ('a') THEN `properties`['color'] END = '',"
                + " true))");
  }

  @Test
  void lastOnesAreNullWithoutEvents() {
    MetricSql time = sql(metric(ALL, TWO_DAYS, new Measure.LastTime()));
    MetricSql day = sql(metric(ALL, TWO_DAYS, new Measure.LastDay()));
    MetricSql value = sql(metric(ALL, TWO_DAYS, new Measure.LastValue(Attribute.APP_VERSION)));

    assertThat(time.aggregateSql())
        .isEqualTo("max(CASE WHEN " + IN_TWO_DAYS + " THEN `last_at` END)");
    assertThat(time.emptySql()).isEqualTo("CAST(NULL AS TIMESTAMP)");
    assertThat(day.aggregateSql())
        .isEqualTo("max(CASE WHEN " + IN_TWO_DAYS + " THEN `activity_date` END)");
    assertThat(day.emptySql()).isEqualTo("CAST(NULL AS DATE)");
    assertThat(value.aggregateSql())
        .isEqualTo(
            "max_by(`app_version`, CASE WHEN ("
                + IN_TWO_DAYS
                + " AND `app_version` IS NOT NULL) THEN struct(`app_version_at`,"
                + " `app_version_event_id`, `log_date`) END)");
    assertThat(value.emptySql()).isEqualTo("CAST(NULL AS STRING)");
  }

  @Test
  void equalMetricsAreOneColumnWhateverTheOrderOfTheirParts() {
    PropertyFilter big = filter("size", new TextCondition.Compare(Operator.IN, List.of("y", "x")));
    PropertyFilter same = filter("size", new TextCondition.Compare(Operator.IN, List.of("x", "y")));
    Metric one = new Metric(A_AND_B, List.of(RED, big), TWO_DAYS, new Measure.Days());
    Metric other =
        new Metric(
            new EventSelection.Codes(List.of("a", "b")),
            List.of(same, RED),
            new DayWindow.DaysAgo(1, 0),
            new Measure.Days());

    MetricPlan plan = MetricPlan.of(List.of(one, other), EVENTS, DATA_DATE);

    assertThat(one.column()).isEqualTo(other.column());
    assertThat(plan.metrics()).hasSize(1);
  }

  @Test
  void columnsAreReadableAndShortAndHoldNoOperands() {
    Metric metric = new Metric(A, List.of(RED), TWO_DAYS, new Measure.Times());
    List<String> codes =
        java.util.stream.IntStream.range(0, 50).mapToObj(i -> "code_" + i).toList();
    Metric many = metric(new EventSelection.Codes(codes), TWO_DAYS, new Measure.Times());

    assertThat(metric.column()).matches("m_times_a_color_equals_last_2_days_[0-9a-f]{12}");
    assertThat(many.column()).matches("m_[a-z0-9_]{1,80}_[0-9a-f]{12}");
  }

  @Test
  void differentMetricsAreDifferentColumns() {
    PropertyFilter red =
        filter("color", new TextCondition.Compare(Operator.EQUALS, List.of("Red")));

    assertThat(new Metric(A, List.of(RED), TWO_DAYS, new Measure.Times()).column())
        .isNotEqualTo(new Metric(A, List.of(red), TWO_DAYS, new Measure.Times()).column());
  }

  @Test
  void thePlanSpansEveryWindow() {
    Metric early = metric(A, new DayWindow.DaysAgo(9, 5), new Measure.Times());
    Metric late = metric(A, new DayWindow.DaysAgo(3, 1), new Measure.Times());

    assertThat(MetricPlan.of(List.of(late, early), EVENTS, DATA_DATE).days())
        .contains(new DayRange(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 9)));
    assertThat(MetricPlan.of(List.of(), EVENTS, DATA_DATE).days()).isEmpty();
  }

  @Test
  void propertiesAreRequiredOfTheEventsThatDeclareThem() {
    Metric filtered = new Metric(ALL, List.of(RED), TWO_DAYS, new Measure.Times());
    Metric sum = metric(A_AND_B, new DayWindow.DaysAgo(5, 4), new Measure.Sum("price"));
    Metric again = metric(A, TWO_DAYS, new Measure.Sum("price"));

    assertThat(MetricPlan.of(List.of(filtered, sum, again), EVENTS, DATA_DATE).requiredProperties())
        .containsExactly(
            Map.entry(
                new RequiredProperty("a", "color", Type.STRING),
                new DayRange(LocalDate.of(2026, 3, 9), DATA_DATE)),
            Map.entry(
                new RequiredProperty("a", "price", Type.NUMBER),
                new DayRange(LocalDate.of(2026, 3, 5), DATA_DATE)));
  }

  private static String word(String window, String from, String to) {
    String within = "`activity_date` BETWEEN DATE '" + from + "' AND DATE '" + to + "'";
    return "coalesce(bit_count(bit_or(CASE WHEN ("
        + window
        + " AND "
        + within
        + ") THEN shiftleft(1L, date_diff(`activity_date`, DATE '"
        + from
        + "')) END)), 0)";
  }

  private static String condition(EventSelection events) {
    String sql = sql(metric(events, TWO_DAYS, new Measure.LastDay())).aggregateSql();
    return sql.replace("max(CASE WHEN (" + IN_TWO_DAYS, "")
        .replace(") THEN `activity_date` END)", "");
  }

  private static MetricSql sql(Metric metric) {
    return MetricPlan.of(List.of(metric), EVENTS, DATA_DATE).metrics().get(0);
  }

  private static Metric metric(EventSelection events, DayWindow window, Measure measure) {
    return new Metric(events, List.of(), window, measure);
  }

  private static PropertyFilter filter(String property, TextCondition condition) {
    return new PropertyFilter(property, condition);
  }

  private static EventDefinition event(
      String code, String category, boolean activity, Map<String, Type> types) {
    TreeMap<String, EventProperty> properties = new TreeMap<>();
    types.forEach((name, type) -> properties.put(name, new EventProperty(type, List.of())));
    return new EventDefinition(code, category, code, code, activity, properties);
  }
}
