package io.dailysegments.jobs.run;

import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.Where;
import java.time.LocalDate;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The readable rows of the activity digest. */
final class Digest {

  private final DigestLedger ledger;
  private final OutputTables tables;

  Digest(DigestLedger ledger, OutputTables tables) {
    this.ledger = ledger;
    this.tables = tables;
  }

  /** The rows of every log date up to a data date that is in the ledger. */
  Dataset<Row> rows(LocalDate dataDate) {
    Where digested = Where.in("log_date", logDates(dataDate));
    return tables.find(OutputTable.ACTIVITY_DIGEST, digested).orElseThrow();
  }

  /** The size of the files of these rows. */
  long bytes(LocalDate dataDate) {
    return tables.bytes(OutputTable.ACTIVITY_DIGEST, logDates(dataDate));
  }

  private Set<LocalDate> logDates(LocalDate dataDate) {
    return ledger.days().headMap(dataDate.plusDays(1)).keySet();
  }
}
