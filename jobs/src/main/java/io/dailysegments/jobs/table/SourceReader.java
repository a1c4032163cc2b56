package io.dailysegments.jobs.table;

import io.dailysegments.core.settings.InputSettings.Location;
import io.dailysegments.core.settings.InputSettings.Location.Files;
import io.dailysegments.core.settings.InputSettings.Location.Table;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Opens files and tables as they are, with the columns and types of the source. */
final class SourceReader {

  /**
   * Reader options unless the settings say otherwise: CSV quotes are doubled (RFC 4180), an empty
   * field is null and a quoted empty one is not, files whose header differs are refused.
   */
  private static final Map<String, Map<String, String>> DEFAULTS =
      Map.of(
          "csv", Map.of("escape", "\"", "nullValue", "\u0000", "enforceSchema", "false"),
          "parquet", Map.of(),
          "json", Map.of(),
          "delta", Map.of());

  private final SparkSession session;

  SourceReader(SparkSession session) {
    this.session = session;
  }

  /** A table, or all files of a location. */
  Dataset<Row> read(Location location, Set<String> asText, OptionalLong version) {
    if (location instanceof Table table) {
      return version.isPresent()
          ? session.read().option("versionAsOf", version.getAsLong()).table(table.name())
          : session.table(table.name());
    }
    Files files = (Files) location;
    DataFrameReader reader = reader(files);
    version.ifPresent(number -> reader.option("versionAsOf", number));
    return load(files, reader, List.of(files.path()), asText);
  }

  /**
   * Some folders below the path of a location; what their names say ({@code dt=…}) becomes columns.
   *
   * @param fileCount how many data files there are; of several the columns of all are found, not
   *     those of one alone
   */
  Dataset<Row> readFolders(Files files, List<String> folders, int fileCount, Set<String> asText) {
    DataFrameReader reader = reader(files).option("basePath", files.path());
    if (fileCount > 1 && !files.options().containsKey("mergeSchema")) {
      reader.option("mergeSchema", "true");
    }
    return load(files, reader, folders, asText);
  }

  private DataFrameReader reader(Files files) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(DEFAULTS.getOrDefault(files.format(), Map.of()));
    options.putAll(files.options());
    return session.read().format(files.format()).options(options);
  }

  /**
   * JSON columns in {@code asText} are read as the text that stands in the file, so that no digit
   * is lost.
   */
  private static Dataset<Row> load(
      Files files, DataFrameReader reader, List<String> paths, Set<String> asText) {
    String[] all = paths.toArray(String[]::new);
    Dataset<Row> rows = reader.load(all);
    if (!files.format().equals("json")) {
      return rows;
    }
    StructType schema = new StructType();
    for (StructField field : rows.schema().fields()) {
      schema = schema.add(asText.contains(field.name()) ? text(field) : field);
    }
    return reader.schema(schema).load(all);
  }

  private static StructField text(StructField field) {
    return DataTypes.createStructField(field.name(), DataTypes.StringType, true);
  }
}
