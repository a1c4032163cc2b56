package io.dailysegments.jobs.benchmark;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Spark SQL that makes the rows of a world. Beside places it has three short forms: {@code
 * roll(what, keys)} is a number from 0 to below 1 that depends on the seed, the name and the keys
 * only; {@code ago[days]} is the time so many days before the end of the data date; {@code
 * day_start[days]} the begin of the day so many days before it.
 */
final class WorldSql {

  private static final Pattern ROLL = Pattern.compile("\\broll\\((\\w+), ([^()]*)\\)");
  private static final Pattern AGO = Pattern.compile("\\bago\\[([^\\]]*)\\]");
  private static final Pattern DAY_START = Pattern.compile("\\bday_start\\[([^\\]]*)\\]");
  private static final long DAY_MICROS = 86_400_000_000L;

  /** Users of the event log beyond the accounts: one of so many. */
  private static final int STRANGERS = 100;

  private final WorldSize size;
  private final List<String> codes;

  /**
   * @param codes of the events, the most common first
   */
  WorldSql(WorldSize size, List<String> codes) {
    this.size = size;
    this.codes = List.copyOf(codes);
  }

  /** Everybody with an account: the view {@code people}. */
  String people() {
    return sql("people", Map.of()) + " FROM (SELECT id AS n FROM range(" + size.users() + "))";
  }

  /** The rows of a user table, over {@code people} and {@code cities}. */
  String table(String name) {
    return sql(name, Map.of());
  }

  /** The log of the day so many days before the data date. */
  String log(int ago) {
    return sql("app_events", Map.of("slots", slots(ago, 2, 4), "ago", String.valueOf(ago)));
  }

  /**
   * The digest of log dates.
   *
   * @param ago how many days before the data date the last of them is
   * @param tasks each has rows of one log date, or of two that are neighbours
   */
  String history(int ago, int days, long tasks) {
    return sql("history", Map.of("slots", slots(ago, days, tasks)));
  }

  private String slots(int ago, int days, long tasks) {
    long users = size.users() + size.users() / STRANGERS;
    return "(SELECT pmod((id %% %1$d) * 999983 + 12345, %1$d) AS n, %2$d + id DIV %1$d AS ago FROM range(0, %3$d, 1, %4$d))"
        .formatted(users, ago, users * days, tasks);
  }

  private String sql(String name, Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.put("users", String.valueOf(size.users()));
    values.put("events", size.eventsPerUserDay() + "D");
    values.put("date", WorldSize.DATA_DATE.toString());
    values.put("code_count", String.valueOf(codes.size()));
    values.put("codes", codes.stream().collect(Collectors.joining("', '", "array('", "')")));
    if (!name.equals("people")) {
      values.put("people", SqlResource.text("world/people", values));
      values.put("activity", activity(values));
    }
    return expand(SqlResource.text("world/" + name, values));
  }

  private static String activity(Map<String, String> values) {
    return values.containsKey("slots") ? SqlResource.text("world/activity", values) : "";
  }

  private String expand(String sql) {
    String rolled =
        ROLL.matcher(sql)
            .replaceAll(
                "(pmod(xxhash64('$1', %dL, $2), 1000003) / 1000003D)".formatted(size.seed()));
    Instant end = WorldSize.DATA_DATE.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    long micros = end.getEpochSecond() * 1_000_000;
    String dated = replace(AGO, rolled, micros, "CAST(%dD * ($1) AS BIGINT)");
    return replace(DAY_START, dated, micros, "%dL * ($1 + 1)");
  }

  private static String replace(Pattern form, String sql, long end, String back) {
    Matcher matcher = form.matcher(sql);
    return matcher.replaceAll(
        "timestamp_micros(" + end + "L - " + back.formatted(DAY_MICROS) + ")");
  }
}
