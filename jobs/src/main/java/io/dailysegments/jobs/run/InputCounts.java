package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.input.InputSchema;
import io.dailysegments.jobs.stage.CheckRows;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the check of an input found.
 *
 * @param rows read
 * @param refused rows by reason; reasons without rows are absent
 * @param unparsable optional values that could not be read, by column; columns without any are
 *     absent
 */
record InputCounts(
    InputName name,
    long rows,
    SortedMap<String, Long> refused,
    SortedMap<String, Long> unparsable) {

  private static final String INPUT = "input";
  private static final String REASON = "reason";
  private static final String UNPARSABLE = "unparsable_";

  InputCounts {
    refused = new TreeMap<>(refused);
    unparsable = new TreeMap<>(unparsable);
  }

  /** Of an input that has no row. */
  static InputCounts ofNone(InputName name) {
    return new InputCounts(name, 0, new TreeMap<>(), new TreeMap<>());
  }

  /**
   * Counts some inputs in one job, which collects a row for each input and reason.
   *
   * @param checked what {@link CheckRows} gives, by input; one at least
   * @return by input; absent are those without a row
   */
  static Map<InputName, InputCounts> of(Map<InputName, Dataset<Row>> checked) {
    int most = checked.keySet().stream().mapToInt(name -> optional(name).size()).max().orElse(0);
    List<Column> counts = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      counts.add(count_if(col(UNPARSABLE + i)));
    }
    Map<InputName, List<Row>> found =
        checked.entrySet().stream()
            .map(input -> findings(input.getKey(), input.getValue(), most))
            .reduce(Dataset::union)
            .orElseThrow()
            .groupBy(INPUT, REASON)
            .agg(count(lit(1)), counts.toArray(Column[]::new))
            .collectAsList()
            .stream()
            .collect(Collectors.groupingBy(row -> InputName.valueOf(row.getString(0))));
    Map<InputName, InputCounts> all = new EnumMap<>(InputName.class);
    found.forEach((name, rows) -> all.put(name, of(name, rows)));
    return all;
  }

  /** Of each row why it is refused, and which of so many values could not be read. */
  private static Dataset<Row> findings(InputName name, Dataset<Row> checked, int most) {
    List<String> optional = optional(name);
    List<Column> columns = new ArrayList<>();
    columns.add(lit(name.name()).as(INPUT));
    columns.add(col(CheckRows.REASON).as(REASON));
    for (int i = 0; i < most; i++) {
      Column mark = i < optional.size() ? col(optional.get(i)) : lit(false);
      columns.add(mark.as(UNPARSABLE + i));
    }
    return checked.select(columns.toArray(Column[]::new));
  }

  private static List<String> optional(InputName name) {
    return CheckRows.unparsableColumns(InputSchema.of(name));
  }

  /**
   * @param byReason the input, a reason or null, the rows, and the unparsable values by column
   */
  private static InputCounts of(InputName name, List<Row> byReason) {
    long rows = 0;
    SortedMap<String, Long> refused = new TreeMap<>();
    SortedMap<String, Long> unparsable = new TreeMap<>();
    List<String> optional = optional(name);
    for (Row row : byReason) {
      rows += row.getLong(2);
      if (!row.isNullAt(1)) {
        refused.put(row.getString(1), row.getLong(2));
      }
      for (int i = 0; i < optional.size(); i++) {
        String column = optional.get(i).substring(CheckRows.UNPARSABLE.length());
        unparsable.merge(column, row.getLong(3 + i), Long::sum);
      }
    }
    unparsable.values().removeIf(number -> number == 0);
    return new InputCounts(name, rows, refused, unparsable);
  }

  /** What the user should look at. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    String input = "input '" + name.key() + "': ";
    refused.forEach(
        (reason, number) ->
            warnings.add(input + number + " of " + rows + " rows refused: " + reason));
    unparsable.forEach(
        (column, number) ->
            warnings.add(input + number + " values of " + column + " can't be read"));
    return warnings;
  }
}
