package io.dailysegments.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.jobs.acceptance.World.Result;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad data in every input: nothing stops a run with a stack trace, and nothing changes a count
 * without a word.
 */
class BadInputTest extends SparkTest {

  private static final String D = "2026-03-01";
  private static final String LONG = "x".repeat(10 << 20);

  /** A good row of each input, all of the same user. */
  private static final Map<String, String> GOOD = new TreeMap<>();

  static {
    GOOD.put(
        "app_events",
        "{'event_id':'e','user_id':'u','event_time':'2026-03-01T10:00:00Z','event_code':'mall_item_purchase',"
            + "'platform':'iOS','properties':'{\\'amount\\':\\'2.50\\'}'}");
    GOOD.put(
        "users", "{'user_id':'u','account_type':'guest','registered_at':'2026-01-01T00:00:00Z'}");
    GOOD.put(
        "homes",
        "{'home_id':'h','user_id':'u','place_id':'p','created_at':'2026-01-01T00:00:00Z'}");
    GOOD.put(
        "places",
        "{'place_id':'p','country_code':'DE','city_en':'Bonn','latitude':50.7,'longitude':7.1}");
    GOOD.put(
        "device_bindings",
        "{'device_id':'d','user_id':'u','category':'gateway','bound_at':'2026-01-01T00:00:00Z'}");
    GOOD.put(
        "device_shares", "{'device_id':'d2','user_id':'u','shared_at':'2026-01-01T00:00:00Z'}");
    GOOD.put(
        "service_orders",
        "{'order_id':'s','user_id':'u','service':'cloud_storage','amount':'9.99','created_at':'2026-01-01T00:00:00Z'}");
    GOOD.put("feedback", "{'feedback_id':'f','user_id':'u','created_at':'2026-01-01T00:00:00Z'}");
    GOOD.put(
        "reviews",
        "{'review_id':'r','user_id':'u','created_at':'2026-01-01T00:00:00Z','rating':'positive'}");
    GOOD.put(
        "mall_addresses", "{'address_id':'a','user_id':'u','created_at':'2026-01-01T00:00:00Z'}");
    GOOD.put(
        "mall_coupons", "{'coupon_id':'c','user_id':'u','received_at':'2026-01-01T00:00:00Z'}");
    GOOD.put("mall_cart_items", "{'user_id':'u','item_id':'i','added_at':'2026-01-01T00:00:00Z'}");
    GOOD.put(
        "mall_orders",
        "{'order_id':'o','user_id':'u','item_count':2,'amount':'5.00','created_at':'2026-02-01T00:00:00Z'}");
  }

  /** The obligatory time column of each input that has one. */
  private static final Map<String, String> TIMES =
      Map.ofEntries(
          Map.entry("app_events", "event_time"),
          Map.entry("homes", "created_at"),
          Map.entry("device_bindings", "bound_at"),
          Map.entry("device_shares", "shared_at"),
          Map.entry("service_orders", "created_at"),
          Map.entry("feedback", "created_at"),
          Map.entry("reviews", "created_at"),
          Map.entry("mall_addresses", "created_at"),
          Map.entry("mall_coupons", "received_at"),
          Map.entry("mall_cart_items", "added_at"),
          Map.entry("mall_orders", "created_at"));

  @TempDir Path folder;

  static Stream<String> inputs() {
    return World.INPUTS.stream();
  }

  private static String json(String row) {
    return row.replace('\'', '"');
  }

  private World good() {
    World world = World.in(folder).setting("quality: {max_rejected_share: 1.0}");
    GOOD.forEach((input, row) -> world.rows(input, D, row));
    return world;
  }

  private Path partition(String input) {
    Path place = folder.resolve("data").resolve(input);
    return input.equals("places") ? place : place.resolve("dt=" + D);
  }

  /** The input as Parquet instead: a file of each row given. */
  private World parquet(World world, String input, String... rows) throws IOException {
    Path place = partition(input);
    Files.delete(place.resolve("part.json"));
    for (String row : rows) {
      rows(json(row)).coalesce(1).write().mode("append").parquet(place.toString());
    }
    return world.configure(input, "{format: parquet, path: ../data/" + input + "}");
  }

  private List<Path> parquetFiles(String input) throws IOException {
    try (Stream<Path> files = Files.list(partition(input))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private static Result refused(World world, String input) {
    Result result = world.execute("run", "--date", D);
    assertThat(result.exit()).as(input + ": " + result.err()).isEqualTo(4);
    assertThat(result.err()).contains("input '" + input + "'").doesNotContain("\tat ");
    assertThat(world.tables()).doesNotContain("runs");
    return result;
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void aFileThatIsCutOffIsNamed(String input) throws IOException {
    World world = parquet(good(), input, GOOD.get(input));
    Path file = parquetFiles(input).get(0);
    byte[] all = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(all, all.length / 2));
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    assertThat(refused(world, input).err()).contains(file.getFileName().toString());
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void aFileOfAnotherSchemaAmongManyIsNamed(String input) throws IOException {
    String key = GOOD.get(input).split("'", 3)[1];
    String other = GOOD.get(input).replaceFirst("'" + key + "':'[^']*'", "'" + key + "':[1]");
    refused(parquet(good(), input, GOOD.get(input), GOOD.get(input), other), input);
  }

  @Test
  void aFileWithoutAnOptionalColumnAmongManyHidesItInNoOther() throws IOException {
    String without = "{'user_id':'%s','account_type':'guest'}";
    String with = "{'user_id':'%s','account_type':'guest','email':'%1$s@example.com'}";
    World world =
        parquet(
            good(), "users", without.formatted("a"), with.formatted("b"), without.formatted("c"));
    world.run(D);
    assertThat(world.labels(D).get("b")).containsEntry("have_email", true);
    assertThat(world.labels(D).get("a")).containsEntry("have_email", false);
  }

  @Test
  void aPageThatIsDamagedIsNamed() throws IOException {
    World world = parquet(good(), "feedback", GOOD.get("feedback"));
    Path file = parquetFiles("feedback").get(0);
    byte[] all = Files.readAllBytes(file);
    Arrays.fill(all, 4, 40, (byte) 0xff);
    Files.write(file, all);
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    assertThat(refused(world, "feedback").err()).contains(file.getFileName().toString());
  }

  @Test
  void timesAtTheEndsOfTheCalendarAreTimes() {
    World world = good();
    TIMES.forEach(
        (input, column) -> {
          String id = GOOD.get(input).split("'", 5)[3];
          for (String year : List.of("0001", "9999", "10000", "-0001")) {
            String at = "'" + column + "':'" + year + "-01-01T00:00:00Z'";
            String row = GOOD.get(input).replaceFirst("'" + column + "':'[^']*'", at);
            boolean known = row.contains(at);
            world.rows(
                input,
                D,
                (known ? row : row.replace("}", "," + at + "}"))
                    .replaceFirst("'" + id + "'", "'" + id + year + "'")
                    .replaceFirst("'item_id':'i'", "'item_id':'i" + year + "'")
                    .replaceFirst("'user_id':'u" + year + "'", "'user_id':'u'"));
          }
        });
    world.rows(
        "users",
        D,
        "{'user_id':'old','account_type':'guest','registered_at':'0001-01-01T00:00:00Z'}");
    world.rows(
        "users",
        D,
        "{'user_id':'new','account_type':'guest','registered_at':'9999-12-31T23:59:59.999999Z'}");
    world.run(D);
    assertThat(world.labels(D)).containsOnlyKeys("u", "old");
    // Of every table: the good row and that of the year 1; what is later is not visible.
    assertThat(world.labels(D).get("u"))
        .containsEntry("vas_orders_placed", 2L)
        .containsEntry("feedback_count", 2L)
        .containsEntry("cart_item_count", 2L)
        .containsEntry("items_ordered_180d", 2L)
        .containsEntry("bound_device_count", 2)
        .containsEntry("active_days_30d", 1);
    assertThat(texts(world.table("quarantine"), "input", "reason").stream().distinct())
        .contains("app_events|late", "app_events|future", "app_events|null_key")
        .contains("feedback|null_key", "mall_cart_items|null_key");
  }

  @Test
  void amountsThatDoNotFitAreRefusedWithTheirRow() {
    World world = good();
    for (String amount :
        List.of("12345678901234567.00", "1e400", "NaN", "Infinity", "0x10", "5 EUR", "")) {
      for (String input : List.of("service_orders", "mall_orders")) {
        String row = GOOD.get(input).replaceFirst("'amount':'[^']*'", "'amount':'" + amount + "'");
        world.rows(input, D, row.replaceFirst("'order_id':'.'", "'order_id':'" + amount + "!'"));
      }
    }
    world.rows(
        "app_events",
        D,
        GOOD.get("app_events").replace("2.50", "1e400").replace("'e'", "'e2'"),
        GOOD.get("app_events").replace("2.50", "1e28").replace("'e'", "'e3'"));
    world.run(D);
    assertThat(world.labels(D).get("u"))
        .containsEntry("vas_amount_placed", new java.math.BigDecimal("9.99"))
        .containsEntry("amount_ordered_180d", new java.math.BigDecimal("5.00"));
    assertThat(world.quarantine(D)).hasSize(14).allMatch(row -> row.contains(" null_key "));
    assertThat(texts(world.table("activity_digest"), "times", "sums['amount']"))
        .containsExactly("3|2.5000000000");
  }

  @Test
  void textsOfTenMegabytesAreTexts() {
    World world = good();
    world.rows(
        "app_events",
        D,
        "{'event_id':'2','user_id':'u','event_time':'2026-03-01T11:00:00Z','event_code':'page_view','platform':'%s'}"
            .formatted(LONG),
        "{'event_id':'3','user_id':'u','event_time':'2026-03-01T11:00:00Z','event_code':'pairing_end','properties':'{\\'result\\':\\'%s\\'}'}"
            .formatted(LONG),
        "{'event_id':'%s','user_id':'u','event_time':'yesterday','event_code':'page_view'}"
            .formatted(LONG));
    world.rows(
        "users", D, "{'user_id':'%s','account_type':'guest','email':'%1$s'}".formatted(LONG));
    world.rows(
        "homes", D, GOOD.get("homes").replace("'p'", "'" + LONG + "'").replace("'h'", "'i'"));
    world.rows("feedback", D, GOOD.get("feedback").replace("'f'", "'" + LONG + "'"));
    world.run(D);
    assertThat(world.labels(D)).containsOnlyKeys("u", LONG);
    assertThat(world.labels(D).get("u"))
        .containsEntry("platform", "Others")
        .containsEntry("feedback_count", 2L)
        .containsEntry("pairing_success_90d", "unpaired")
        .containsEntry("city_en", null);
    assertThat(world.quarantine(D)).singleElement().asString().startsWith("app_events null_key");
  }

  @Test
  void bytesThatAreNoUtf8RefuseTheirRowAndNoOther() throws IOException {
    World world = good();
    for (String input : World.INPUTS) {
      String id = GOOD.get(input).split("'", 5)[3];
      String line = GOOD.get(input).replace("'" + id + "'", "'" + id + "~~'") + "\n";
      byte[] bytes = json(line).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = bytes[i] == '~' ? (byte) 0xff : bytes[i];
      }
      Files.write(partition(input).resolve("part.json"), bytes, StandardOpenOption.APPEND);
    }
    world.run(D);
    assertThat(world.labels(D)).containsOnlyKeys("u");
    assertThat(world.labels(D).get("u"))
        .containsEntry("city_en", "Bonn")
        .containsEntry("active_days_30d", 1)
        .containsEntry("feedback_count", 1L);
    assertThat(texts(world.table("quarantine"), "input", "reason"))
        .hasSize(World.INPUTS.size())
        .allMatch(row -> row.endsWith("|null_key"));
  }

  @Test
  void propertiesThatAreNoJsonAreCountedAndTheEventIsUsed() {
    World world = good();
    String[] texts = {"{not json", "[1]", "{'a':1", "nonsense", "{'a':" + "[".repeat(2_000)};
    for (int i = 0; i < texts.length; i++) {
      world.rows(
          "app_events",
          D,
          "{'event_id':'%d','user_id':'u','event_time':'2026-03-01T11:00:00Z','event_code':'page_view','properties':'%s'}"
              .formatted(i, texts[i].replace("'", "\\'")));
    }
    world.run(D);
    assertThat(texts(world.table("activity_digest").filter("event_code = 'page_view'"), "times"))
        .containsExactly("5");
    assertThat(texts(world.table("runs"), "array_join(warnings, ' ')").get(0))
        .contains("5 events have properties that are no JSON object and were left out");
  }

  @Test
  void aPartitionThatWasLoadedTwiceCountsOnce() throws IOException {
    World world = good();
    for (String input : World.INPUTS) {
      Files.copy(partition(input).resolve("part.json"), partition(input).resolve("part-2.json"));
    }
    world.run(D);
    assertThat(world.labels(D).get("u"))
        .containsEntry("active_days_30d", 1)
        .containsEntry("vas_orders_placed", 1L)
        .containsEntry("bound_device_count", 1)
        .containsEntry("cart_item_count", 1L);
    assertThat(world.quarantine(D))
        .hasSize(World.INPUTS.size())
        .allMatch(row -> row.contains(" duplicate "));
  }

  @Test
  void aFolderThatIsNoDayIsPassedOverWithAWord() throws IOException {
    World world = good();
    for (String input : List.of("app_events", "users", "feedback")) {
      for (String name : List.of("dt=latest", "dt=2026-3-1", "dt=__HIVE_DEFAULT_PARTITION__")) {
        Path other = partition(input).resolveSibling(name);
        Files.createDirectories(other);
        Files.copy(partition(input).resolve("part.json"), other.resolve("part.json"));
      }
    }
    world.run(D);
    assertThat(world.labels(D).get("u")).containsEntry("feedback_count", 1L);
    assertThat(texts(world.table("runs"), "array_join(warnings, ' ')").get(0))
        .contains("input 'users'", "input 'app_events'", "dt=latest", "yyyy-MM-dd");
  }

  @Test
  void aRowWhoseDateIsNoneBelongsToNoDay() throws IOException {
    World world = good();
    Path file = folder.resolve("data/feedback.json");
    String row =
        "{\"dt\":\"%s\",\"feedback_id\":\"%s\",\"user_id\":\"u\",\"created_at\":\"2026-01-01T00:00:00Z\"}%n";
    StringBuilder rows = new StringBuilder();
    for (String dt : List.of(D, "2026-02-30", "2026-03-01x", "", "latest")) {
      rows.append(row.formatted(dt, "f" + dt));
    }
    Files.writeString(file, rows);
    Path events = folder.resolve("data/events.json");
    Files.writeString(
        events,
        rows.toString()
            .replace("feedback_id", "event_id")
            .replace("created_at", "event_time")
            .replace("2026-01-01T", "2026-03-01T")
            .replace("\"user_id\"", "\"event_code\":\"page_view\",\"user_id\""));
    world
        .configure("feedback", "{format: json, path: ../data/feedback.json}")
        .configure("app_events", "{format: json, path: ../data/events.json}");
    world.run(D);
    assertThat(world.labels(D).get("u"))
        .containsEntry("feedback_count", 1L)
        .containsEntry("active_days_30d", 1);
    assertThat(texts(world.table("activity_digest"), "log_date", "times"))
        .containsExactly(D + "|1");
  }
}
