package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.sql.SqlExpression;
import io.dailysegments.core.sql.SqlText;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes refused rows: of a day and input always those of the last attempt. */
final class Quarantine {

  private final OutputTables tables;

  Quarantine(OutputTables tables) {
    this.tables = tables;
  }

  /** Replaces the refused events of some log dates. */
  void replaceEvents(Collection<LocalDate> logDates, Dataset<Row> refused) {
    replace(logDates, List.of(InputName.APP_EVENTS), refused);
  }

  /**
   * Replaces the refused rows of all user tables of a data date; without any, those of before are
   * removed.
   */
  void replaceUserTables(LocalDate dataDate, Optional<Dataset<Row>> refused) {
    List<InputName> names =
        Arrays.stream(InputName.values()).filter(name -> name != InputName.APP_EVENTS).toList();
    if (refused.isPresent()) {
      replace(List.of(dataDate), names, refused.get());
    } else {
      Object[] inputs = names.stream().map(InputName::key).toArray();
      tables.delete(
          OutputTable.QUARANTINE, col("dt").equalTo(lit(dataDate)).and(col("input").isin(inputs)));
    }
  }

  private void replace(Collection<LocalDate> days, List<InputName> names, Dataset<Row> refused) {
    String inputs =
        SqlExpression.in(
            SqlText.identifier("input"),
            names.stream().map(InputName::key).map(SqlText::string).toList());
    String replaced = SqlExpression.and(DigestLedger.among("dt", days), inputs);
    tables.replace(OutputTable.QUARANTINE, replaced, refused);
  }
}
