package io.dailysegments.jobs.generate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.dailysegments.core.input.InputName;
import io.dailysegments.core.input.InputSchema;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Writes a world: all thirteen inputs as Parquet, and settings that fit. Users are made one by one
 * and streamed.
 */
public final class GenerateWorld {

  private static final long USERS_PER_TASK = 20_000;

  private final SparkSession session;
  private final WorldSpec world;

  public GenerateWorld(SparkSession session, WorldSpec world) {
    this.session = session;
    this.world = world;
  }

  /** Writes everything below the world's folder, in place of what is there. */
  public void write() throws IOException {
    WorldSpec spec = world; // a lambda that is sent to tasks must not hold this object
    save(
        perUser(number -> Diary.of(spec, number), Diary.SCHEMA).write().partitionBy("dt"),
        InputName.APP_EVENTS);
    for (Table table : Table.ALL) {
      Dataset<Row> rows =
          perUser(
              number -> table.rows().apply(spec, User.of(spec, number)).iterator(),
              Table.schema(table.name()));
      save(snapshots(table.name(), rows).write().partitionBy("dt"), table.name());
    }
    save(places().write(), InputName.PLACES);
    Path settings = Path.of(world.folder(), "conf", "settings.yaml");
    Files.createDirectories(settings.getParent());
    Files.writeString(settings, WorldSettings.text(world));
  }

  /** What is made of one user; serialised to the tasks. */
  private interface Rows extends Serializable {
    Iterator<Row> of(long number);
  }

  private Dataset<Row> perUser(Rows rows, StructType schema) {
    int tasks = (int) (1 + (world.users() - 1) / USERS_PER_TASK);
    return session
        .range(0, world.users(), 1, tasks)
        .flatMap((FlatMapFunction<Long, Row>) rows::of, Encoders.row(schema));
  }

  /**
   * A copy a day of what the table looked like at its end: later rows are missing, later ends are
   * open.
   */
  private Dataset<Row> snapshots(InputName name, Dataset<Row> rows) {
    InputSchema schema = InputSchema.of(name);
    List<LocalDate> days =
        world
            .lastDay()
            .minusDays(Math.min(world.snapshots(), world.days()) - 1L)
            .datesUntil(world.lastDay().plusDays(1))
            .toList();
    Column[] dates = days.stream().map(day -> lit(day)).toArray(Column[]::new);
    Column end = date_add(col("dt"), 1).cast("timestamp");
    Column first = col(schema.firstTime().orElseThrow());
    Dataset<Row> copies =
        rows.withColumn("dt", explode(array(dates))).filter(first.isNull().or(first.lt(end)));
    for (String later : schema.laterTimes()) {
      if (!later.equals("expires_at")) {
        copies = copies.withColumn(later, when(col(later).lt(end), col(later)));
      }
    }
    return copies;
  }

  private Dataset<Row> places() {
    List<Row> rows =
        Cities.ALL.stream()
            .map(
                city ->
                    Table.row(
                        city.id(),
                        city.countryCode(),
                        city.english(),
                        city.chinese(),
                        city.latitude(),
                        city.longitude()))
            .toList();
    return session.createDataFrame(rows, Table.schema(InputName.PLACES)).coalesce(1);
  }

  private void save(DataFrameWriter<Row> writer, InputName name) {
    writer.mode("overwrite").parquet(world.folder() + "/data/" + name.key());
  }
}
