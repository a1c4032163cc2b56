package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.acceptance.World.Result;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How inputs are read, and what is said when they can't be. */
class InputsTest extends SparkTest {

  private static final String D = "2026-03-01";

  private static World world(Path folder) {
    return World.in(folder).rows("users", D, "{'user_id':'u','account_type':'guest'}").emptyRest(D);
  }

  private static void refused(World world, String... words) {
    Result result = world.execute("run", "--date", D);
    assertThat(result.exit()).as(result.err()).isEqualTo(4);
    assertThat(result.err()).contains(words).doesNotContain("\tat ");
    assertThat(world.tables()).as("tables written").containsExactly("run_attempts");
  }

  @Test
  void aMissingSnapshotIsNamedWithDateAndPlace(@TempDir Path folder) throws IOException {
    World world = world(folder);
    Files.delete(folder.resolve("data/homes/dt=" + D));
    world.rows(
        "homes",
        "2026-02-27",
        "{'home_id':'h','user_id':'u','country_code':'DE','created_at':'2026-01-01T00:00:00Z'}");
    refused(world, "input 'homes'", D, folder.resolve("data/homes").toString(), "2026-02-27");
    assertThat(world.execute("run", "--date", D, "--allow-stale-days", "1").exit()).isEqualTo(4);
    world.run(D, "--allow-stale-days", "2");
    assertThat(world.labels(D).get("u")).containsEntry("country_en", "Germany");
    assertThat(texts(world.table("runs"), "array_join(warnings, ' ')").get(0))
        .contains("input 'homes' is stale: the snapshot of 2026-02-27 was read");
  }

  @Test
  void aMissingLogPartitionOrFolderOrUserStopsTheRun(@TempDir Path folder) throws IOException {
    World world = world(folder);
    Files.delete(folder.resolve("data/app_events/dt=" + D));
    Files.createDirectories(folder.resolve("data/app_events/dt=2026-02-01"));
    refused(world, "input 'app_events'", "dt=" + D);
    Files.createDirectories(folder.resolve("data/app_events/dt=" + D));
    Files.delete(folder.resolve("data/reviews/dt=" + D));
    Files.delete(folder.resolve("data/reviews"));
    refused(world, "input 'reviews'", "does not exist");
    world.rows("reviews", D);
    Files.createDirectories(folder.resolve("data/reviews/dt=" + D));
    Files.delete(folder.resolve("data/users/dt=" + D + "/part.json"));
    refused(world, "input 'users'", "no row");
  }

  @Test
  void aMissingColumnIsNamedWithWhatToDo(@TempDir Path folder) {
    World world = world(folder);
    world.rows("homes", D, "{'homeid':'h','user_id':'u','created_at':'2026-01-01T00:00:00Z'}");
    refused(
        world,
        "input 'homes'",
        "no column 'home_id'",
        "Did you mean 'homeid'?",
        "inputs.homes.columns.home_id");
  }

  @Test
  void aCorruptFileIsNamed(@TempDir Path folder) throws IOException {
    World world = world(folder).configure("homes", "{format: parquet, path: ../data/homes}");
    Files.writeString(folder.resolve("data/homes/dt=" + D + "/part-0.parquet"), "PAR1 garbage");
    refused(world, "input 'homes'", "part-0.parquet");
  }

  @Test
  void anEmptyFolderHasNoSnapshot(@TempDir Path folder) throws IOException {
    World world = world(folder);
    Files.delete(folder.resolve("data/homes/dt=" + D));
    refused(world, "input 'homes'", "holds no data files");
  }

  @Test
  void anInputThatIsNotConfiguredIsEmptyWithOneWarning(@TempDir Path folder) {
    World world = world(folder).configure("homes", null).configure("places", null);
    world.run(D);
    assertThat(world.labels(D).get("u")).containsEntry("country_en", null);
    assertThat(texts(world.table("runs"), "array_join(warnings, ' ')").get(0))
        .containsOnlyOnce("input 'homes' is not configured");
  }

  @Test
  void realTablesAreAdaptedByExpressionsAndFilters(@TempDir Path folder) {
    World world =
        world(folder)
            .configure(
                "homes",
                "{format: csv, path: ../data/homes.csv, options: {header: 'true', sep: ';'}, snapshot: none,"
                    + " columns: {home_id: id, user_id: owner, created_at: 'timestamp_millis(cast(made as bigint))'},"
                    + " where: \"valid = '1'\"}")
            .file(
                "homes.csv",
                "id;owner;made;country_code;valid",
                "a;u;1735689600000;FR;1",
                "b;u;1767225600000;DE;0");
    world.run(D);
    assertThat(world.labels(D).get("u")).containsEntry("country_en", "France");
  }

  @Test
  void badRowsAreQuarantinedAndTheRestIsUsed(@TempDir Path folder) {
    World world =
        world(folder)
            .setting("quality: {max_rejected_share: 1.0}")
            .rows(
                "users",
                D,
                "{'user_id':'x','account_type':'admin','email':'x@example.com'}",
                "{'user_id':'y','account_type':'guest','registered_at':'2026-02-02T00:00:00Z','deleted_at':'2026-02-01T00:00:00Z'}",
                "{'user_id':'z','account_type':'guest','registered_at':'yesterday'}",
                "{'user_id':'w','account_type':'guest','email':'w@example.com','phone':'0123456'}",
                "{'user_id':'w','account_type':'guest','email':'v@example.com','phone':'0123456'}")
            .rows(
                "mall_orders",
                D,
                "{'order_id':'1','user_id':'u','item_count':-1,'amount':1,'created_at':'2026-02-01T00:00:00Z'}",
                "{'order_id':'2','user_id':'u','item_count':1.5,'amount':1,'created_at':'2026-02-01T00:00:00Z'}",
                "{'order_id':'3','user_id':'u','item_count':1,'amount':2,'created_at':'2026-02-01T00:00:00Z'}",
                "{'order_id':'3','user_id':'u','item_count':1,'amount':4,'created_at':'2026-02-02T00:00:00Z'}");
    world.run(D);
    assertThat(world.quarantine(D))
        .hasSize(6)
        .noneMatch(row -> row.contains("example.com") || row.contains("0123456"))
        .anyMatch(row -> row.startsWith("users unknown_value") && row.contains("\"***\""))
        .anyMatch(row -> row.startsWith("users duplicate") && row.contains("\"phone\":\"***\""))
        .anyMatch(row -> row.startsWith("users end_before_start") && row.contains("\"y\""))
        .anyMatch(row -> row.startsWith("mall_orders negative") && row.contains("-1"))
        .anyMatch(row -> row.startsWith("mall_orders null_key") && row.contains("1.5"))
        .anyMatch(row -> row.startsWith("mall_orders duplicate") && row.contains("2026-02-01"));
    assertThat(world.labels(D)).containsOnlyKeys("u", "w", "z");
    assertThat(world.labels(D).get("u"))
        .containsEntry("amount_ordered_180d", new java.math.BigDecimal("4.00"));
    assertThat(texts(world.table("runs"), "array_join(warnings, ' ')").get(0))
        .contains("1 values of registered_at can't be read");
  }

  @Test
  void tooManyRefusedRowsStopTheRunBeforeAnythingIsPublished(@TempDir Path folder) {
    World world = world(folder).rows("users", D, "{'user_id':'x','account_type':'admin'}");
    Result result = world.execute("run", "--date", D);
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err()).contains("input users: 1 of 2 rows were refused {unknown_value=1}");
    assertThat(world.quarantine(D)).hasSize(1);
    assertThat(folder.resolve("warehouse/user_labels")).doesNotExist();
    assertThat(folder.resolve("warehouse/runs")).doesNotExist();
  }

  @Test
  void aDeltaTableIsReadAsOfTheEndOfTheDay(@TempDir Path folder) throws IOException {
    String today = LocalDate.now(java.time.ZoneOffset.UTC).toString();
    World world =
        World.in(folder)
            .rows("users", today, "{'user_id':'u','account_type':'guest'}")
            .emptyRest(today)
            .configure("homes", "{format: delta, path: ../data/homes_delta, snapshot: delta}");
    rows("{'home_id':'h','user_id':'u','country_code':'DE','created_at':'2020-01-01T00:00:00Z'}")
        .write()
        .format("delta")
        .save(folder.resolve("data/homes_delta").toString());
    world.run(today);
    rows("{'home_id':'h2','user_id':'u','country_code':'FR','created_at':'2021-01-01T00:00:00Z'}")
        .write()
        .format("delta")
        .mode("append")
        .save(folder.resolve("data/homes_delta").toString());
    // Delta would not go back behind a week, though all files are there.
    Files.setLastModifiedTime(
        folder.resolve("data/homes_delta/_delta_log/00000000000000000000.json"),
        FileTime.from(Instant.now().minus(20, ChronoUnit.DAYS)));
    DeltaLog.clearCache();
    world.run(today);
    assertThat(world.labels(today).get("u"))
        .as("the recorded version")
        .containsEntry("country_en", "Germany");
    world
        .rows("users", "2020-01-05", "{'user_id':'u','account_type':'guest'}")
        .emptyRest("2020-01-05");
    Result old = world.execute("run", "--date", "2020-01-05");
    assertThat(old.exit()).isEqualTo(4);
    assertThat(old.err())
        .contains("input 'homes'")
        .contains("The first day that can be read is " + LocalDate.parse(today).minusDays(20));

    FileUtils.deleteDirectory(folder.resolve("data/homes_delta").toFile());
    DeltaLog.clearCache();
    rows("{'home_id':'h','user_id':'u','country_code':'FR','created_at':'2020-01-01T00:00:00Z'}")
        .write()
        .format("delta")
        .save(folder.resolve("data/homes_delta").toString());
    world.run(today);
    assertThat(world.labels(today).get("u"))
        .as("version 0 of another table is not the one that was recorded")
        .containsEntry("country_en", "France");
  }

  @Test
  void aDayThatIsNotOverIsAUsageError(@TempDir Path folder) {
    World world = world(folder);
    assertThat(world.execute("run", "--date", "2030-01-01").exit()).isEqualTo(2);
    assertThat(world.execute("run", "--date", "2026-13-01").exit()).isEqualTo(2);
    assertThat(world.execute("run", "--no-such-option").exit()).isEqualTo(2);
  }

  @Test
  void anUnknownSettingNamesTheNearestOne(@TempDir Path folder) {
    Result result = world(folder).setting("zoned: UTC").execute("run", "--date", D);
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("settings.yaml:1:1: unknown").contains("'zone'");
  }

  @Test
  void aColumnThatCannotBeCastIsNamed(@TempDir Path folder) {
    World world = world(folder);
    world.rows("reviews", D);
    rows("{'review_id':'1','user_id':'u','created_at':['2026-01-01'],'rating':'positive'}")
        .write()
        .parquet(folder.resolve("typed").resolve("dt=" + D).toString());
    world.configure("reviews", "{format: parquet, path: ../typed}");
    refused(world, "input 'reviews'", "created_at", "array<string>");
  }

  @Test
  void anExpressionOfTheSettingsThatDoesNotWorkIsNamed(@TempDir Path folder) {
    World unknown =
        world(folder)
            .configure(
                "homes", "{format: json, path: ../data/homes, columns: {home_id: 'no_such + 1'}}");
    unknown.rows("homes", D, "{'home_id':'h','user_id':'u','created_at':'2026-01-01T00:00:00Z'}");
    refused(unknown, "inputs.homes", "no_such");
    World broken =
        unknown.configure("homes", "{format: json, path: ../data/homes, where: 'home_id = = 1'}");
    World.Result result = broken.execute("run", "--date", D);
    assertThat(result.exit()).as(result.err()).isIn(3, 4);
    assertThat(result.err()).contains("homes").doesNotContain("\tat ");
    // The value is not told: it might be an address.
    World failing =
        unknown.configure(
            "homes",
            "{format: json, path: ../data/homes, columns: {user_id: 'cast(home_id as int)'}}");
    Result failed = failing.execute("run", "--date", D);
    assertThat(failed.exit()).as(failed.err()).isEqualTo(4);
    assertThat(failed.err())
        .contains("input 'homes'", "cast(home_id as int)", "CAST_INVALID_INPUT", "try_cast")
        .doesNotContain("'h'", "\tat ");
  }
}
