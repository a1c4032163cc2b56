package io.dailysegments.jobs.run;

import io.dailysegments.core.input.InputName;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
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

  /**
   * Replaces the refused events of some log dates.
   *
   * @param any whether there are any; without, those of before are removed
   */
  void replaceEvents(Collection<LocalDate> logDates, Dataset<Row> refused, boolean any) {
    Where these = where(logDates, List.of(InputName.APP_EVENTS));
    if (any || tables.version(OutputTable.QUARANTINE).isEmpty()) { // readers look for the table
      tables.replace(OutputTable.QUARANTINE, these, refused);
    } else {
      tables.delete(OutputTable.QUARANTINE, these);
    }
  }

  /**
   * Replaces the refused rows of all user tables of a data date; without any, those of before are
   * removed.
   */
  void replaceUserTables(LocalDate dataDate, Optional<Dataset<Row>> refused) {
    List<InputName> names =
        Arrays.stream(InputName.values()).filter(name -> name != InputName.APP_EVENTS).toList();
    Where these = where(List.of(dataDate), names);
    refused.ifPresentOrElse(
        rows -> tables.replace(OutputTable.QUARANTINE, these, rows),
        () -> tables.delete(OutputTable.QUARANTINE, these));
  }

  private static Where where(Collection<LocalDate> days, List<InputName> names) {
    return Where.in("dt", days).and("input", names.stream().map(InputName::key).toList());
  }
}
