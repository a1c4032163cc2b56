package io.dailysegments.core.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an input is and how it is read.
 *
 * @param location the files or the catalog table
 * @param columns by contract column: the SQL expression over the source that gives it
 * @param where a filter over the source
 */
public record InputSettings(
    Location location, Map<String, String> columns, Optional<String> where, Snapshot snapshot) {

  public InputSettings {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(snapshot, "snapshot");
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** Where the rows are. */
  public sealed interface Location {

    /**
     * Files below a path (absolute or a URI) in a format of Spark ({@code parquet}, {@code delta},
     * {@code json}, {@code csv}) with reader options.
     */
    record Files(String format, String path, Map<String, String> options) implements Location {
      public Files {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
      }
    }

    /** A table of a catalog. */
    record Table(String name) implements Location {}
  }

  /** Which state of the input the run for a day reads. */
  public sealed interface Snapshot {

    /** One full copy a day, by column {@code dt}. */
    record Daily() implements Snapshot {}

    /** One current table; results are not reproducible. */
    record None() implements Snapshot {}

    /**
     * A Delta table as of the end of the day. {@code shift} moves that instant, for snapshots
     * loaded after midnight.
     */
    record DeltaVersion(java.time.Duration shift) implements Snapshot {}
  }
}
