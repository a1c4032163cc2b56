package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.run.PlainSqlDay;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What plain Spark SQL says of published days. */
final class PlainSqlAgreement {

  private PlainSqlAgreement() {}

  /** Digest, labels, members and counts of a day are, to the last row, what plain SQL makes. */
  static void check(World world, String date) {
    PlainSqlDay day = PlainSqlDay.of(SparkSession.active(), world.conf(), LocalDate.parse(date));
    Dataset<Row> labels = day.labels();
    Dataset<Row> members = day.members(labels).stream().reduce(Dataset::union).orElseThrow();
    Map<String, Dataset<Row>> computed = new TreeMap<>();
    computed.put("activity_digest", day.digest());
    computed.put("user_labels", labels);
    computed.put("segment_membership", members);
    computed.put("segment_counts", day.counts(labels, members));
    computed.forEach(
        (table, rows) -> {
          String key = table.equals("activity_digest") ? "log_date" : "dt";
          Dataset<Row> own = world.table(table).filter(key + " = DATE'" + date + "'");
          assertThat(texts(rows, rows.columns())).as(table).isEqualTo(texts(own, rows.columns()));
        });
  }

  private static List<String> texts(Dataset<Row> rows, String... columns) {
    return rows.selectExpr(columns).collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
