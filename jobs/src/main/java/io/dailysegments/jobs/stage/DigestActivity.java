package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_sum;
import static org.apache.spark.sql.functions.when;

import io.dailysegments.core.catalog.EventCatalog;
import io.dailysegments.core.catalog.EventDefinition;
import io.dailysegments.core.catalog.EventProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Folds used events into the activity digest: one row per log date, user, day, event and kept
 * properties. Events of one user must be in one partition, as {@link CheckEvents} leaves them; then
 * no further shuffle is needed.
 */
public final class DigestActivity {

  private static final String DECIMAL = "decimal(38,10)";
  private static final List<String> ATTRIBUTES = List.of("platform", "app_version", "phone_model");

  private final List<Column> keptNames = new ArrayList<>();
  private final SortedMap<String, List<String>> codesByNumber = new TreeMap<>();

  /**
   * A digest keeps the string properties that the catalog declares and adds up the number
   * properties.
   */
  public DigestActivity(EventCatalog catalog) {
    for (EventDefinition event : catalog.events()) {
      event.properties().forEach((name, property) -> declare(event.code(), name, property));
    }
  }

  private void declare(String code, String name, EventProperty property) {
    if (property.type() == EventProperty.Type.STRING) {
      keptNames.add(lit(code + "/" + name));
    } else {
      codesByNumber.computeIfAbsent(name, any -> new ArrayList<>()).add(code);
    }
  }

  /**
   * @param events checked events that are used
   * @return the rows of {@code activity_digest}
   */
  public Dataset<Row> digest(Dataset<Row> events) {
    return events
        .groupBy(
            col("log_date"),
            col("user_id"),
            col("activity_date"),
            col("event_code"),
            kept().as("kept"))
        .agg(
            count(lit(1)).as("times"),
            sums().as("sums"),
            min("event_time").as("first_at"),
            max("event_time").as("last_at"),
            last(0),
            last(1),
            last(2))
        .select(columns());
  }

  private Column[] columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(col("user_id"));
    columns.add(col("activity_date"));
    columns.add(col("event_code"));
    columns.add(map_from_entries(col("kept")).as("properties"));
    List.of("times", "sums", "first_at", "last_at").forEach(name -> columns.add(col(name)));
    for (String attribute : ATTRIBUTES) {
      columns.add(col(attribute + ".value").as(attribute));
      columns.add(col(attribute + ".at").as(attribute + "_at"));
      columns.add(col(attribute + ".event_id").as(attribute + "_event_id"));
    }
    columns.add(col("log_date"));
    return columns.toArray(Column[]::new);
  }

  /**
   * The declared string properties that have a value, as sorted entries, because maps can't be
   * grouped by.
   */
  private Column kept() {
    Column none = array().cast("array<struct<key:string,value:string>>");
    if (keptNames.isEmpty()) {
      return none;
    }
    Column declared = array(keptNames.toArray(Column[]::new));
    Column kept =
        map_filter(
            col("properties"),
            (name, value) ->
                value
                    .notEqual(lit(""))
                    .and(array_contains(declared, concat(col("event_code"), lit("/"), name))));
    return coalesce(array_sort(map_entries(kept)), none);
  }

  private Column sums() {
    if (codesByNumber.isEmpty()) {
      return map().cast("map<string," + DECIMAL + ">");
    }
    List<Column> entries = new ArrayList<>();
    codesByNumber.forEach(
        (name, codes) -> {
          Column number = col("properties").getItem(name).try_cast(DECIMAL);
          Column declared = col("event_code").isin(codes.toArray());
          entries.add(lit(name));
          entries.add(try_sum(when(declared, number)).cast(DECIMAL));
        });
    return map_filter(map(entries.toArray(Column[]::new)), (name, sum) -> sum.isNotNull());
  }

  /** The last value of an attribute with the time and id of its event. */
  private static Column last(int attribute) {
    String name = ATTRIBUTES.get(attribute);
    Column value = col(name);
    Column candidate =
        struct(col("event_time").as("at"), col("event_id").as("event_id"), value.as("value"));
    return max(when(value.isNotNull(), candidate)).as(name);
  }
}
