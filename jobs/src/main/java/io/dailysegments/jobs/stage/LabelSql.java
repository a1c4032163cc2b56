package io.dailysegments.jobs.stage;

import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.catalog.ParameterValue;
import io.dailysegments.core.catalog.ParameterValue.BooleanValue;
import io.dailysegments.core.catalog.ParameterValue.ListValue;
import io.dailysegments.core.catalog.ParameterValue.NumberValue;
import io.dailysegments.core.catalog.ParameterValue.TextValue;
import io.dailysegments.core.catalog.SourceDefinition;
import io.dailysegments.core.sql.SqlExpression;
import io.dailysegments.core.sql.SqlTemplate;
import io.dailysegments.core.sql.SqlText;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.core.time.DayRange;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Binds the {@code :names} in the SQL of label and source blocks for one data date. */
public final class LabelSql {

  private final BusinessZone zone;
  private final LocalDate dataDate;

  public LabelSql(BusinessZone zone, LocalDate dataDate) {
    this.zone = zone;
    this.dataDate = dataDate;
  }

  /** The expression of a label over the columns of measured users and of other labels. */
  String value(LabelDefinition label) {
    Map<String, String> names = names(label);
    label.metrics().forEach((name, metric) -> names.put(name, SqlText.identifier(metric.column())));
    label
        .aggregates()
        .keySet()
        .forEach(name -> names.put(name, SqlText.identifier(aggregateColumn(label, name))));
    return SqlTemplate.bind(label.sql(), names);
  }

  /** The expression of an aggregate of a label over the rows of its source. */
  String aggregate(LabelDefinition label, String name) {
    return SqlTemplate.bind(label.aggregates().get(name), names(label));
  }

  /** The column of measured users that holds an aggregate of a label. */
  static String aggregateColumn(LabelDefinition label, String name) {
    return label.name() + "." + name;
  }

  /** The query of a source over relations, given by name. */
  String query(SourceDefinition source, Map<String, String> relations) {
    Map<String, String> names = days();
    parameters(source.parameters(), names);
    relations.forEach((name, relation) -> names.put(name, SqlText.identifier(relation)));
    return SqlTemplate.bind(source.sql().orElseThrow(), names);
  }

  private Map<String, String> names(LabelDefinition label) {
    Map<String, String> names = days();
    label
        .windowDays()
        .ifPresent(
            days ->
                names.put(
                    "window_start",
                    SqlText.timestamp(zone.startOf(DayRange.last(days, dataDate).from()))));
    parameters(label.parameters(), names);
    return names;
  }

  private Map<String, String> days() {
    Map<String, String> names = new HashMap<>();
    names.put("data_date", SqlText.date(dataDate));
    names.put("day_start", SqlText.timestamp(zone.startOf(dataDate)));
    names.put("day_end", SqlText.timestamp(zone.endOf(dataDate)));
    return names;
  }

  private static void parameters(
      Map<String, ParameterValue> parameters, Map<String, String> names) {
    parameters.forEach((name, value) -> names.put(name, literal(value)));
  }

  private static String literal(ParameterValue value) {
    if (value instanceof TextValue text) {
      return SqlText.string(text.value());
    }
    if (value instanceof NumberValue number) {
      return SqlText.number(number.value());
    }
    if (value instanceof BooleanValue flag) {
      return SqlText.bool(flag.value());
    }
    List<String> items = ((ListValue) value).values().stream().map(LabelSql::literal).toList();
    return SqlExpression.call("array", items.toArray(String[]::new));
  }
}
