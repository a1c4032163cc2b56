package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Removes users from every table, and remembers, without their ids, that no run reads them again.
 */
public final class Forget {

  private static final StructType USERS = new StructType().add("user_id", StringType);
  private static final StructType RECEIPTS =
      new StructType()
          .add("receipt_id", StringType)
          .add("erased_at", TimestampType)
          .add("erased_by", StringType)
          .add("users", LongType)
          .add("rows_removed", createMapType(StringType, LongType))
          .add("files_gone_after", TimestampType);

  private final SparkSession session;
  private final OutputTables tables;
  private final int vacuumHours;

  public Forget(SparkSession session, Deployment deployment) {
    this.session = session;
    this.tables = new OutputTables(session, deployment.settings().warehouse());
    this.vacuumHours = deployment.settings().retention().vacuumHours();
  }

  /**
   * What was done, without ids.
   *
   * @param rowsRemoved by table
   * @param filesGoneAfter from then on a {@code prune} deletes the last files that hold the rows
   */
  public record Receipt(
      String id, int users, SortedMap<String, Long> rowsRemoved, Instant filesGoneAfter) {

    public Receipt {
      rowsRemoved = new TreeMap<>(rowsRemoved);
    }
  }

  /**
   * @param userIds exactly as in the inputs
   * @param by who asks for it
   * @param now kept in the receipt
   */
  public Receipt forget(Collection<String> userIds, String by, Instant now) {
    List<String> ids = List.copyOf(new TreeSet<>(userIds));
    Dataset<Row> users =
        session.createDataFrame(ids.stream().map(id -> RowFactory.create(id)).toList(), USERS);
    remember(users, now); // first: a run that begins now reads none of their rows
    SortedMap<String, Long> removed = new TreeMap<>();
    UserRows rows = new UserRows(tables);
    UserRows.tables().forEach(table -> removed.put(table.key(), rows.erase(table, users)));
    new ErasedUsers(tables).update(); // last: it counts what is left
    UserRows.tables().stream()
        .filter(table -> removed.get(table.key()) > 0)
        .forEach(table -> tables.vacuum(table, vacuumHours));
    Instant gone = now.plus(Duration.ofHours(vacuumHours));
    String id = "erasure-" + UUID.randomUUID();
    Row receipt =
        RowFactory.create(
            id,
            Timestamp.from(now),
            by,
            (long) ids.size(),
            scala.jdk.javaapi.CollectionConverters.asScala(removed),
            Timestamp.from(gone));
    tables.append(OutputTable.ERASURES, List.of(receipt), RECEIPTS);
    return new Receipt(id, ids.size(), removed, gone);
  }

  private void remember(Dataset<Row> users, Instant now) {
    ForgottenUsers forgotten = new ForgottenUsers(tables);
    Dataset<Row> hashes =
        users.select(forgotten.hash(col("user_id")).as("user_hash"), lit(now).as("forgotten_at"));
    tables.addMissing(OutputTable.FORGOTTEN_USERS, hashes, "user_hash");
  }
}
