package io.dailysegments.jobs.testing;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;

/** Columns of {@code activity_digest} for tests that are about others. */
public final class DigestColumns {

  private DigestColumns() {}

  /** Those of the last values of attributes, without a value. */
  public static Map<String, Column> noAttributes() {
    Map<String, Column> columns = new TreeMap<>();
    for (String name : List.of("platform", "app_version", "phone_model")) {
      columns.put(name, lit(null).cast("string"));
      columns.put(name + "_at", lit(null).cast("timestamp"));
      columns.put(name + "_event_id", lit(null).cast("string"));
    }
    return columns;
  }
}
