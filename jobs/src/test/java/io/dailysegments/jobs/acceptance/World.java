package io.dailysegments.jobs.acceptance;

import static org.apache.spark.sql.functions.col;

import io.dailysegments.jobs.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A deployment in a folder: settings, inputs as JSON lines, and what its runs wrote. Driven by the
 * command line only.
 */
public final class World {

  static final Path CONF = Path.of("..", "conf").toAbsolutePath().normalize();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);
  static final List<String> INPUTS =
      List.of(
          "app_events",
          "users",
          "homes",
          "places",
          "device_bindings",
          "device_shares",
          "service_orders",
          "feedback",
          "reviews",
          "mall_addresses",
          "mall_coupons",
          "mall_cart_items",
          "mall_orders");

  private final Path folder;
  private final Map<String, String> inputs = new TreeMap<>();
  private final List<String> settings = new ArrayList<>();
  private String catalog = CONF.resolve("catalog").toString();
  private String segments = CONF.resolve("segments").resolve("recommended").toString();

  private World(Path folder) {
    this.folder = folder;
  }

  /** A world whose inputs are all configured, as JSON with daily snapshots. */
  public static World in(Path folder) {
    World world = new World(folder);
    INPUTS.forEach(name -> world.inputs.put(name, "{format: json, path: ../data/" + name + "}"));
    return world;
  }

  /** A world of a few labels and segments and of two inputs, for tests that run often. */
  public static World small(Path folder) {
    World world = new World(folder);
    List.of("app_events", "users")
        .forEach(name -> world.inputs.put(name, "{format: json, path: ../data/" + name + "}"));
    Path small = Path.of("src", "test", "resources", "small").toAbsolutePath();
    return world.catalog(small.resolve("catalog")).segments(small.resolve("segments"));
  }

  /** What a command ended with. */
  record Result(int exit, String out, String err) {}

  Path folder() {
    return folder;
  }

  /** A line of the settings file, instead of the one before with the same key. */
  public World setting(String line) {
    settings.removeIf(other -> key(other).equals(key(line)));
    settings.add(line);
    return this;
  }

  private static String key(String line) {
    return line.substring(0, line.indexOf(':') + 1);
  }

  /** Another place or form of an input; null: not configured. */
  World configure(String input, String yaml) {
    if (yaml == null) {
      inputs.remove(input);
    } else {
      inputs.put(input, yaml);
    }
    return this;
  }

  /** Another catalog, by its path or URI. */
  World catalog(Object other) {
    catalog = other.toString();
    return this;
  }

  /** Other segments, by their path or URI. */
  World segments(Object other) {
    segments = other.toString();
    return this;
  }

  /**
   * Rows of a table's snapshot, written with single quotes; also makes the partition without any.
   */
  World rows(String input, String day, String... rows) {
    String part = input.equals("places") ? input : input + "/dt=" + day;
    return file(part + "/part.json", rows);
  }

  /** Guests in the snapshot of a day, of whom each viewed a page on it. */
  World visitors(String day, String... users) {
    for (String user : users) {
      rows("users", day, "{'user_id':'%s','account_type':'guest'}".formatted(user));
      rows(
          "app_events",
          day,
          "{'event_id':'%1$s%2$s','user_id':'%1$s','event_time':'%2$sT10:00:00Z','event_code':'page_view','platform':'iOS'}"
              .formatted(user, day));
    }
    return this;
  }

  /** One row of a table's snapshot, in JSON. */
  public World row(String input, String day, String json) {
    String part = input.equals("places") ? input : input + "/dt=" + day;
    return write(part + "/part.json", json);
  }

  /** Lines of a file below the data folder, added to what is there. */
  public World file(String path, String... lines) {
    for (String line : lines) {
      write(path, line.replace('\'', '"'));
    }
    return write(path);
  }

  /** A line of a file below the data folder, as it is. */
  public World line(String path, String line) {
    return write(path, line);
  }

  private World write(String path, String... lines) {
    Path file = folder.resolve("data").resolve(path);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, List.of(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Empty partitions of every daily table that has none for the day. */
  World emptyRest(String day) {
    for (String input : INPUTS) {
      Path partition = folder.resolve("data").resolve(input);
      try {
        Files.createDirectories(
            input.equals("places") ? partition : partition.resolve("dt=" + day));
        if (input.equals("places") && !Files.exists(partition.resolve("part.json"))) {
          rows("places", day, "{'place_id':'nowhere','country_code':'AQ','city_en':'Nowhere'}");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return this;
  }

  Path conf() {
    StringBuilder yaml = new StringBuilder();
    settings.forEach(line -> yaml.append(line).append('\n'));
    yaml.append("catalog: '").append(catalog).append("'\n");
    yaml.append("segments: '").append(segments).append("'\n");
    yaml.append("inputs:\n");
    inputs.forEach(
        (name, value) -> yaml.append("  ").append(name).append(": ").append(value).append('\n'));
    Path file = folder.resolve("conf").resolve("settings.yaml");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** Runs a command with this world's settings. */
  Result execute(String... args) {
    return executeWith(conf(), args);
  }

  /** Runs a command with a settings file. */
  Result executeWith(Path conf, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(Arrays.asList(args));
    all.add("--conf");
    all.add(conf.toString());
    int exit =
        Main.execute(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            CLOCK,
            all.toArray(String[]::new));
    return new Result(exit, out.toString(), err.toString());
  }

  /** The run for a day, which must succeed. */
  public World run(String day, String... options) {
    List<String> args = new ArrayList<>(List.of("run", "--date", day));
    args.addAll(Arrays.asList(options));
    return succeed(args.toArray(String[]::new));
  }

  /** A command that must succeed. */
  public World succeed(String... args) {
    Result result = execute(args);
    if (result.exit() != 0) {
      throw new AssertionError(Arrays.toString(args) + " ended with " + result);
    }
    return this;
  }

  /** The output tables that there are. */
  SortedSet<String> tables() {
    SortedSet<String> names = new TreeSet<>();
    for (String name :
        Objects.requireNonNullElse(folder.resolve("warehouse").toFile().list(), new String[0])) {
      if (!name.startsWith("_")) {
        names.add(name);
      }
    }
    return names;
  }

  public Dataset<Row> table(String name) {
    return SparkSession.active()
        .read()
        .format("delta")
        .load(folder.resolve("warehouse").resolve(name).toString());
  }

  /** The labels of a day by user and label; times as text in UTC. */
  public Map<String, Map<String, Object>> labels(String day) {
    Dataset<Row> rows = table("user_labels").filter(col("dt").cast("string").equalTo(day));
    Map<String, Map<String, Object>> labels = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      Map<String, Object> values = new HashMap<>();
      for (String column : rows.columns()) {
        Object value = row.getAs(column);
        values.put(
            column, value instanceof java.sql.Timestamp time ? time.toInstant().toString() : value);
      }
      labels.put(row.getAs("user_id"), values);
    }
    return labels;
  }

  /** The members of a segment on a day. */
  public SortedSet<String> members(String day, String segment) {
    SortedSet<String> users = new TreeSet<>();
    table("segment_membership")
        .filter(col("dt").cast("string").equalTo(day).and(col("segment_id").equalTo(segment)))
        .select("user_id")
        .collectAsList()
        .forEach(row -> users.add(row.getString(0)));
    return users;
  }

  /** Refused rows as {@code input reason row}, sorted. */
  public List<String> quarantine(String day) {
    return table("quarantine")
        .filter(col("dt").cast("string").equalTo(day))
        .collectAsList()
        .stream()
        .map(row -> row.getAs("input") + " " + row.getAs("reason") + " " + row.getAs("row"))
        .sorted()
        .toList();
  }

  /** What the operating system does for the claims of a process that is gone; see ClaimsTest. */
  void breakClaims() throws IOException {
    Path claims = folder.resolve("warehouse/_claims");
    if (Files.exists(claims)) {
      try (Stream<Path> files = Files.list(claims)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Copies a folder with all that is in it, times of files too; gives the copy. */
  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return to;
  }
}
