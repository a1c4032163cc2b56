package io.dailysegments.core.metric;

import static io.dailysegments.core.sql.SqlExpression.and;
import static io.dailysegments.core.sql.SqlExpression.call;
import static io.dailysegments.core.sql.SqlExpression.cast;
import static io.dailysegments.core.sql.SqlExpression.when;

import io.dailysegments.core.activity.Measure;
import io.dailysegments.core.activity.Metric;
import io.dailysegments.core.activity.PropertyFilter;
import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventProperty;
import io.dailysegments.core.sql.ConditionSql;
import io.dailysegments.core.sql.SqlExpression;
import io.dailysegments.core.sql.SqlText;
import io.dailysegments.core.time.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes one metric as an aggregate over the activity digest. */
final class MetricRenderer implements Measure.Visitor<MetricSql> {
  private static final String DAY = SqlText.identifier("activity_date");
  private static final String SUM_TYPE = "DECIMAL(38,10)";

  private final Metric metric;
  private final DayRange days;
  private final SelectedEvents events;
  private final String condition;

  MetricRenderer(Metric metric, EventCatalog catalog, LocalDate dataDate) {
    this.metric = metric;
    this.days = metric.window().daysFor(dataDate);
    this.events = new SelectedEvents(metric.events(), catalog);
    this.condition = and(conditions());
  }

  MetricSql render() {
    return metric.measure().accept(this);
  }

  @Override
  public MetricSql times(Measure.Times times) {
    String zero = cast(number(0), "BIGINT");
    return sql(orZero(call("sum", matching(SqlText.identifier("times"))), zero), zero);
  }

  @Override
  public MetricSql days(Measure.Days measure) {
    List<String> counts =
        DayWord.covering(days).stream().map(word -> word.countSql(condition, DAY)).toList();
    return sql(SqlExpression.plus(counts), cast(number(0), "INT"));
  }

  @Override
  public MetricSql sum(Measure.Sum sum) {
    String zero = cast(number(0), SUM_TYPE);
    String amount = events.declared("sums", sum.property(), EventProperty.Type.NUMBER);
    return sql(orZero(call("try_sum", matching(amount)), zero), zero);
  }

  @Override
  public MetricSql lastTime(Measure.LastTime lastTime) {
    return sql(call("max", matching(SqlText.identifier("last_at"))), none("TIMESTAMP"));
  }

  @Override
  public MetricSql lastDay(Measure.LastDay lastDay) {
    return sql(call("max", matching(DAY)), none("DATE"));
  }

  @Override
  public MetricSql lastValue(Measure.LastValue lastValue) {
    String name = lastValue.attribute().name().toLowerCase(Locale.ROOT);
    String value = SqlText.identifier(name);
    String moment =
        call(
            "struct",
            SqlText.identifier(name + "_at"),
            SqlText.identifier(name + "_event_id"),
            SqlText.identifier("log_date"));
    String order = when(and(condition, SqlExpression.isNotNull(value)), moment);
    return sql(call("max_by", value, order), none("STRING"));
  }

  private MetricSql sql(String aggregate, String empty) {
    return new MetricSql(metric, metric.column(), aggregate, empty);
  }

  private List<String> conditions() {
    List<String> conditions = new ArrayList<>();
    conditions.add(SqlExpression.between(DAY, SqlText.date(days.from()), SqlText.date(days.to())));
    events.condition().ifPresent(conditions::add);
    metric.where().forEach(filter -> conditions.add(filtered(filter)));
    return conditions;
  }

  private String filtered(PropertyFilter filter) {
    String value = events.declared("properties", filter.property(), EventProperty.Type.STRING);
    return ConditionSql.text(value, filter.condition());
  }

  private String matching(String value) {
    return when(condition, value);
  }

  private static String orZero(String value, String zero) {
    return call("coalesce", value, zero);
  }

  private static String none(String type) {
    return cast("NULL", type);
  }

  private static String number(long value) {
    return SqlText.number(BigDecimal.valueOf(value));
  }
}
