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
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryPlanTest {
  private static final LocalDate D = Histories.DATA_DATE;
  private static final EventSelection ALL = new EventSelection.All();
  private static final EventSelection A = new EventSelection.Codes(List.of("a"));
  private static final Measure LAST_TIME = new Measure.LastTime();
  private static final Measure PLATFORM = new Measure.LastValue(Attribute.PLATFORM);
  private static final DayWindow TO_D = new DayWindow.LastDays(9);
  private static final DayWindow TO_YESTERDAY = new DayWindow.DaysAgo(9, 1);

  @Test
  void theLastTimeIsKeptForWindowsThatEndWithTheDataDateOnly() {
    assertThat(isSupported(A, TO_D, LAST_TIME)).isTrue();
    assertThat(isSupported(A, TO_YESTERDAY, LAST_TIME)).isFalse();
    assertThat(isSupported(A, new DayWindow.Dates(D, D.plusDays(9)), LAST_TIME)).isTrue();
    assertThat(isSupported(A, new DayWindow.Dates(D.minusDays(9), D.minusDays(1)), LAST_TIME))
        .isFalse();
    assertThat(isSupported(A, TO_YESTERDAY, new Measure.LastDay())).isTrue();
  }

  @Test
  void aWindowWithoutRetainedDaysIsNoMatter() {
    DayWindow past = new DayWindow.Dates(D.minusDays(99), D.minusDays(88));

    assertThat(isSupported(A, past, LAST_TIME)).isTrue();
    assertThat(isSupported(ALL, past, PLATFORM)).isTrue();
  }

  @Test
  void lastValuesAreKeptOfAllEventsOnly() {
    PropertyFilter red = new PropertyFilter("color", new TextCondition.IsEmpty(true));

    assertThat(isSupported(ALL, TO_D, PLATFORM)).isTrue();
    assertThat(isSupported(ALL, TO_YESTERDAY, PLATFORM)).isFalse();
    assertThat(isSupported(A, TO_D, PLATFORM)).isFalse();
    assertThat(isSupported(new EventSelection.Activity(), TO_D, PLATFORM)).isFalse();
    assertThat(isSupported(new Metric(ALL, List.of(red), TO_D, PLATFORM))).isFalse();
  }

  @Test
  void eachMetricIsThereOnceByItsColumn() {
    Metric times = new Metric(A, List.of(), TO_D, new Measure.Times());
    Metric days = new Metric(A, List.of(), TO_D, new Measure.Days());
    HistoryPlan plan =
        HistoryPlan.of(
            List.of(times, days, times), List.of(), Histories.CATALOG, DayRange.last(30, D));

    assertThat(plan.supported()).containsExactly(days, times);
    assertThat(plan.unsupported()).isEmpty();
  }

  @Test
  void whatIsPackedIsANumberAndKeepsItsPlace() {
    Metric times = new Metric(A, List.of(), TO_D, new Measure.Times());
    Metric days = new Metric(A, List.of(), TO_D, new Measure.Days());
    Metric last = new Metric(A, List.of(), TO_D, LAST_TIME);
    DayRange retained = DayRange.last(30, D);

    HistoryPlan plan =
        HistoryPlan.of(List.of(last), List.of(times, days), Histories.CATALOG, retained);

    assertThat(plan.supported()).containsExactly(last);
    assertThat(plan.packed()).containsExactly(times, days);
    assertThatThrownBy(() -> HistoryPlan.of(List.of(), List.of(last), Histories.CATALOG, retained))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot pack what is no number: LastTime");
  }

  private static boolean isSupported(EventSelection events, DayWindow window, Measure measure) {
    return isSupported(new Metric(events, List.of(), window, measure));
  }

  private static boolean isSupported(Metric metric) {
    HistoryPlan plan =
        HistoryPlan.of(List.of(metric), List.of(), Histories.CATALOG, DayRange.last(30, D));
    assertThat(plan.supported().size() + plan.unsupported().size()).isOne();
    return plan.unsupported().isEmpty();
  }
}
