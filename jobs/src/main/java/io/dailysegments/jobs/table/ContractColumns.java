package io.dailysegments.jobs.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.dailysegments.core.input.InputColumn;
import io.dailysegments.core.input.InputName;
import io.dailysegments.core.input.InputSchema;
import io.dailysegments.core.problem.InputException;
import io.dailysegments.core.problem.NearestName;
import io.dailysegments.core.settings.InputSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/**
 * Turns the columns of a source into those of the contract, by the {@code columns} of its settings.
 */
final class ContractColumns {

  private static final Pattern WORD = Pattern.compile("\\w+");

  private final InputName name;
  private final InputSettings settings;
  private final String place;

  ContractColumns(InputName name, InputSettings settings, String place) {
    this.name = name;
    this.settings = settings;
    this.place = place;
  }

  /**
   * Filters by {@code where}, then selects the columns given in front and those of the contract, in
   * its order.
   */
  Dataset<Row> select(Dataset<Row> source, Column... first) {
    List<Column> columns = new ArrayList<>(Arrays.asList(first));
    for (InputColumn column : InputSchema.of(name).columns()) {
      columns.add(column(source, column).as(column.name()));
    }
    Dataset<Row> selected =
        settings
            .where()
            .map(where -> source.filter(expr(where)))
            .orElse(source)
            .select(columns.toArray(Column[]::new));
    InputSchema.of(name).columns().forEach(column -> requireType(selected, column));
    return selected;
  }

  private void requireType(Dataset<Row> selected, InputColumn column) {
    DataType type = selected.schema().apply(column.name()).dataType();
    if (!ColumnTypes.fits(type, column.type())) {
      throw new InputException(
          ("Cannot read input '%s': column '%s' of %s is %s, and no value of that can be a %s."
                  + " Give an expression that makes one under inputs.%s.columns.%s.")
              .formatted(
                  name.key(),
                  column.name(),
                  place,
                  type.simpleString(),
                  ColumnTypes.name(column.type()),
                  name.key(),
                  column.name()));
    }
  }

  /** The column {@code dt} of a source; empty if it has none. */
  Optional<Column> day(Dataset<Row> source) {
    String mapped = settings.columns().get("dt");
    if (mapped != null) {
      return Optional.of(expr(mapped));
    }
    return has(source, "dt") ? Optional.of(col("dt")) : Optional.empty();
  }

  /** The contract columns that no expression of the settings touches. */
  Set<String> untouched() {
    Set<String> words = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    settings.columns().values().forEach(sql -> addWords(sql, words));
    settings.where().ifPresent(sql -> addWords(sql, words));
    Set<String> untouched = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (InputColumn column : InputSchema.of(name).columns()) {
      if (!settings.columns().containsKey(column.name()) && !words.contains(column.name())) {
        untouched.add(column.name());
      }
    }
    return untouched;
  }

  private Column column(Dataset<Row> source, InputColumn column) {
    String mapped = settings.columns().get(column.name());
    if (mapped != null) {
      return expr(mapped);
    }
    if (has(source, column.name())) {
      return source.col("`" + column.name() + "`");
    }
    if (column.obligatory()) {
      throw missing(source, column.name());
    }
    return lit(null).cast("string");
  }

  InputException missing(Dataset<Row> source, String column) {
    String hint = NearestName.hint(column, List.of(source.columns()));
    return new InputException(
        ("Cannot read input '%s': %s has no column '%s' (it has: %s).%s"
                + " Name the column or an expression that gives it under inputs.%s.columns.%s.")
            .formatted(
                name.key(),
                place,
                column,
                String.join(", ", source.columns()),
                hint,
                name.key(),
                column));
  }

  private static boolean has(Dataset<Row> source, String column) {
    return Arrays.stream(source.columns()).anyMatch(column::equalsIgnoreCase);
  }

  private static void addWords(String sql, Set<String> words) {
    WORD.matcher(sql).results().forEach(match -> words.add(match.group()));
  }
}
