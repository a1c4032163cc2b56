package io.dailysegments.jobs.run;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.sql.SqlExpression;
import io.dailysegments.core.sql.SqlText;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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

  /** Replaces the refused rows of all user tables of a data date. */
  void replaceUserTables(LocalDate dataDate, Dataset<Row> refused) {
    List<InputName> names =
        Arrays.stream(InputName.values()).filter(name -> name != InputName.APP_EVENTS).toList();
    replace(List.of(dataDate), names, refused);
  }

  private void replace(
      Collection<LocalDate> days, List<InputName> names, Dataset<Row> refused) {
    String inputs =
        SqlExpression.in(
            SqlText.identifier("input"),
            names.stream().map(InputName::key).map(SqlText::string).toList());
    String replaced = SqlExpression.and(DigestLedger.among("dt", days), inputs);
    tables.replace(OutputTable.QUARANTINE, replaced, refused);
  }
}
