package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;

import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.time.LocalDate;
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
    Object[] logDates = ledger.days().headMap(dataDate.plusDays(1)).keySet().toArray();
    return tables
        .find(OutputTable.ACTIVITY_DIGEST)
        .orElseThrow()
        .filter(col("log_date").isin(logDates));
  }
}
