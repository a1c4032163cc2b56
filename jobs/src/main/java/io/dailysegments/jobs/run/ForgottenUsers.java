package io.dailysegments.jobs.run;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.encode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.unhex;

import io.dailysegments.core.problem.InputException;
import io.dailysegments.jobs.table.OpenInput;
import io.dailysegments.jobs.table.OutputTable;
import io.dailysegments.jobs.table.OutputTables;
import io.dailysegments.jobs.table.StoredText;
import io.dailysegments.jobs.table.Where;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Users who were forgotten: no run reads a row of theirs again. Their ids are kept nowhere, only
 * HMAC-SHA256 of them (RFC 2104), under a key in the warehouse's file {@code _erasure/key}.
 */
final class ForgottenUsers {

  private static final int BLOCK = 64;
  private static final int KEY_BYTES = 32;
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{" + 2 * KEY_BYTES + "}");
  private static final String HASH = "user_hash";

  private final OutputTables tables;
  private final Optional<Dataset<Row>> hashes;
  private final Optional<Long> version;
  private final long number;

  ForgottenUsers(OutputTables tables) {
    this.tables = tables;
    // First: rows that come later are missed by no comparison.
    this.version = tables.version(OutputTable.FORGOTTEN_USERS);
    this.hashes = rows().map(rows -> rows.select(HASH));
    this.number = count(hashes);
  }

  private static long count(Optional<Dataset<Row>> rows) {
    return rows.map(Dataset::count).orElse(0L);
  }

  private Optional<Dataset<Row>> rows() {
    return tables.find(OutputTable.FORGOTTEN_USERS, Where.ANY);
  }

  /** The input without the rows of forgotten users. */
  OpenInput without(OpenInput input) {
    return input.isEmpty() ? input : input.with(without(input.rows()));
  }

  /** The rows without those of forgotten users, if they have a {@code user_id}. */
  Dataset<Row> without(Dataset<Row> rows) {
    if (hashes.isEmpty() || number == 0 || !Arrays.asList(rows.columns()).contains("user_id")) {
      return rows;
    }
    Dataset<Row> forgotten = broadcast(hashes.get().distinct());
    return rows.join(
        forgotten, hash(rows.col("user_id")).equalTo(forgotten.col(HASH)), "left_anti");
  }

  /**
   * To be asked after rows of users were written, and before they become readable: others may have
   * been forgotten since they were read. Asked earlier it would say nothing of users who are
   * forgotten between the question and the write; who is forgotten later is erased from what was
   * written.
   *
   * @param written tables from which the rows of all forgotten users are then removed; other rows
   *     that were written must be removed by the caller
   * @throws InputException if so
   */
  void requireSame(OutputTable... written) {
    if (!tables.version(OutputTable.FORGOTTEN_USERS).equals(version) && count(rows()) != number) {
      ForgottenUsers now = new ForgottenUsers(tables);
      Arrays.stream(written).forEach(now::eraseFrom);
      throw new InputException(
          "Users were forgotten while this ran, and it may have read rows of theirs. Run it again.");
    }
  }

  private void eraseFrom(OutputTable table) {
    UserRows rows = new UserRows(tables);
    rows.users(table).ifPresent(users -> rows.erase(table, among(users)));
  }

  /** Those of some users who were forgotten. */
  private Dataset<Row> among(Dataset<Row> users) {
    Dataset<Row> forgotten = broadcast(hashes.orElseThrow().distinct());
    return users.join(
        forgotten, hash(users.col("user_id")).equalTo(forgotten.col(HASH)), "left_semi");
  }

  /** The hash of a user id. */
  Column hash(Column userId) {
    byte[] key = HexFormat.of().parseHex(key());
    Column message = encode(userId.cast("string"), "UTF-8");
    Column inner = unhex(sha2(concat(lit(pad(key, 0x36)), message), 256));
    return sha2(concat(lit(pad(key, 0x5c)), inner), 256);
  }

  private String key() {
    StoredText file = tables.text("_erasure/key");
    if (number == 0) {
      byte[] random = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(random);
      file.writeIfAbsent(HexFormat.of().formatHex(random));
    }
    String key =
        file.read()
            .orElseThrow(
                () -> new InputException(cannotTell(file, "is gone. Restore it, or they")));
    if (!KEY.matcher(key).matches()) {
      throw new InputException(
          cannotTell(file, "holds no key, which is 64 hexadecimal digits. Restore it, or they"));
    }
    return key;
  }

  private static String cannotTell(StoredText file, String why) {
    return "Cannot tell forgotten users: the file %s %s come back.".formatted(file.place(), why);
  }

  private static byte[] pad(byte[] key, int value) {
    byte[] padded = Arrays.copyOf(key, BLOCK);
    for (int i = 0; i < BLOCK; i++) {
      padded[i] = (byte) (padded[i] ^ value);
    }
    return padded;
  }
}
