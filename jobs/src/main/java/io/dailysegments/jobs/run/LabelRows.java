package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;

import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Label rows of some users of a published day, for a first look without another tool. */
public final class LabelRows {

  private final PublishedDays published;

  public LabelRows(OutputTables tables) {
    this.published = new PublishedDays(tables);
  }

  /**
   * A line per column, its name before the users' values as text; null where a user has none.
   *
   * @param day by default the newest published one; nothing if it is not published
   * @param users how many, by id
   */
  public List<List<String>> lines(Optional<LocalDate> day, int users) {
    return day.map(published::find)
        .orElseGet(published::newest)
        .flatMap(found -> published.rows(OutputTable.USER_LABELS, found))
        .map(rows -> lines(rows, users))
        .orElse(List.of());
  }

  private static List<List<String>> lines(Dataset<Row> labels, int users) {
    String[] columns = labels.columns();
    Column[] texts =
        Arrays.stream(columns).map(name -> col(name).cast("string")).toArray(Column[]::new);
    List<Row> rows = labels.orderBy(col("user_id")).limit(users).select(texts).collectAsList();
    List<List<String>> lines = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      List<String> line = new ArrayList<>(List.of(columns[i]));
      for (Row row : rows) {
        line.add(row.getString(i));
      }
      lines.add(line);
    }
    return lines;
  }
}
