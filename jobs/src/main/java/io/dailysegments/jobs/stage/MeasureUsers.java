package io.dailysegments.jobs.stage;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.struct;

import io.dailysegments.core.catalog.LabelDefinition;
import io.dailysegments.core.metric.MetricPlan;
import io.dailysegments.core.metric.MetricSql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Brings together what labels are made of: the account, the metrics and the aggregates of each
 * user.
 */
public final class MeasureUsers {

  /** The account's columns as a struct; null for a user of the event log who has no account. */
  public static final String ACCOUNT = "users";

  private final List<LabelDefinition> labels;
  private final LabelSql sql;
  private final boolean isHashed;

  /**
   * @param isHashed whether a hash table can hold the users of a partition; they are joined by one
   *     then, without a sort of both sides
   */
  public MeasureUsers(List<LabelDefinition> labels, LabelSql sql, boolean isHashed) {
    this.labels = List.copyOf(labels);
    this.sql = sql;
    this.isHashed = isHashed;
  }

  /**
   * @param users the visible accounts
   * @param metrics what {@link MeasureActivity} or {@link RollHistory} gives; further columns pass
   *     through
   * @param sources every relation that a label aggregates, by name
   * @return one row per account, and per user without account who has events
   */
  public Dataset<Row> measure(
      Dataset<Row> users,
      Dataset<Row> metrics,
      MetricPlan plan,
      Map<String, Dataset<Row>> sources) {
    Column[] accountColumns =
        Arrays.stream(users.columns())
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    Dataset<Row> measured = users.select(col("user_id"), struct(accountColumns).as(ACCOUNT));
    for (var source : aggregatesBySource().entrySet()) {
      Dataset<Row> aggregated = aggregate(sources.get(source.getKey()), source.getValue());
      measured = measured.join(hashed(aggregated), usingUser(), "left_outer");
    }
    // Last: what is joined behind a full outer join would have to be shuffled again.
    return withDefaults(hashed(measured).join(metrics, usingUser(), "full_outer"), plan);
  }

  private Dataset<Row> hashed(Dataset<Row> users) {
    return isHashed ? users.hint("shuffle_hash") : users;
  }

  /** Joins of measured users go by this column. */
  public static String[] usingUser() {
    return new String[] {"user_id"};
  }

  private Map<String, List<LabelDefinition>> aggregatesBySource() {
    Map<String, List<LabelDefinition>> bySource = new TreeMap<>();
    for (LabelDefinition label : labels) {
      if (!label.aggregates().isEmpty()) {
        bySource.computeIfAbsent(label.source().orElseThrow(), any -> new ArrayList<>()).add(label);
      }
    }
    return bySource;
  }

  private Dataset<Row> aggregate(Dataset<Row> rows, List<LabelDefinition> labels) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (LabelDefinition label : labels) {
      label
          .aggregates()
          .keySet()
          .forEach(
              name ->
                  columns.put(LabelSql.aggregateColumn(label, name), sql.aggregate(label, name)));
    }
    List<Column> aggregates = new ArrayList<>();
    columns.forEach((name, expression) -> aggregates.add(expr(expression).as(name)));
    return rows.groupBy("user_id")
        .agg(aggregates.get(0), aggregates.subList(1, aggregates.size()).toArray(Column[]::new));
  }

  /** A user without events has a 0 where a metric counts. */
  public static Dataset<Row> withDefaults(Dataset<Row> measured, MetricPlan plan) {
    Map<String, Column> columns = new HashMap<>();
    for (MetricSql metric : plan.metrics()) {
      Column empty = expr(metric.emptySql());
      columns.put(metric.column(), coalesce(col(metric.column()), empty));
    }
    return measured.withColumns(columns);
  }
}
