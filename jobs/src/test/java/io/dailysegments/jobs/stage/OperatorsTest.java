package io.dailysegments.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.catalog.Catalog;
import io.dailysegments.core.catalog.CatalogLoader;
import io.dailysegments.core.list.UserLists;
import io.dailysegments.core.problem.Problems;
import io.dailysegments.core.rule.CompiledSegment;
import io.dailysegments.core.rule.SegmentCompiler;
import io.dailysegments.core.rule.SegmentLoader;
import io.dailysegments.core.time.BusinessZone;
import io.dailysegments.jobs.testing.SparkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operator of every type: for which values it holds, at its edges, and without a value. */
@Tag("locale")
class OperatorsTest extends SparkTest {

  private static final LocalDate D = LocalDate.parse("2026-03-29"); // 23 hours in Berlin
  private static final BusinessZone BERLIN = new BusinessZone(ZoneId.of("Europe/Berlin"));

  /**
   * Label and its type in SQL; then operator | values that it holds for | values that it does not.
   */
  private static final String TABLE =
      """
      # country_en STRING
      equals: ab                  | ab                                    | Ab; abc; null; ''
      not_equals: ab              | AB; a; ' '                            | ab; null; ''
      in: [a, b]                  | a; b                                  | c; A; null; ''
      not_in: [a, b]              | c; B                                  | a; b; null; ''
      contains: b                 | abc; b                                | aBc; null; ''
      not_contains: b             | aBc; ' '                              | abc; null; ''
      starts_with: i              | ix; i                                 | Ix; ıx; xi; null; ''
      ends_with: "%"              | 50%                                   | 50; null; ''
      equals: "it's \\\\ `q`"     | it's \\ `q`                           | its; null
      is_empty: true              | null; ''                              | ' '; a
      is_empty: false             | ' '; a                                | null; ''
      # active_days_30d INT
      equals: 3                   | 3                                     | 2; 4; null
      equals: 3.0                 | 3                                     | 2; null
      not_equals: 3               | 2; 0                                  | 3; null
      in: [1, 3]                  | 1; 3                                  | 2; null
      not_in: [1, 3]              | 2                                     | 1; 3; null
      greater_than: 3             | 4                                     | 3; null
      at_least: 2.5               | 3                                     | 2; null
      less_than: 3                | 2                                     | 3; null
      at_most: 3                  | 3                                     | 4; null
      between: [2, 4]             | 2; 4                                  | 1; 5; null
      is_empty: true              | null                                  | 0
      # amount_paid_180d DECIMAL(28,2)
      equals: 10.1                | 10.10                                 | 10.11; null
      greater_than: 10.105        | 10.11                                 | 10.10; null
      less_than: 10.105           | 10.10                                 | 10.11; null
      between: [0.01, 0.02]       | 0.01; 0.02                            | 0; 0.03; null
      # positive_review_pct DOUBLE
      equals: 0.1                 | 0.1D                                  | 0.3D - 0.2D; null
      at_least: 33.333333333333336 | 100D / 3                             | 33.33D; null
      less_than: 0.30000000000000004 | 0.3D                               | 0.1D + 0.2D; null
      not_equals: 0               | 0.1D                                  | 0D; -0.0D; null
      # have_gateway BOOLEAN
      equals: true                | true                                  | false; null
      equals: false               | false                                 | true; null
      not_equals: true            | false                                 | true; null
      # registered_at TIMESTAMP
      before: 2026-03-29          | 2026-03-28T22:59:59.999999Z           | 2026-03-28T23:00:00Z; null
      after: 2026-03-29           | 2026-03-29T22:00:00Z                  | 2026-03-29T21:59:59.999999Z; null
      on: 2026-03-29              | 2026-03-28T23:00:00Z; 2026-03-29T21:59:59.999999Z | 2026-03-28T22:59:59.999999Z; 2026-03-29T22:00:00Z; null
      between: [2026-03-27, 2026-03-28] | 2026-03-26T23:00:00Z; 2026-03-28T22:59:59.999999Z | 2026-03-26T22:59:59.999999Z; 2026-03-28T23:00:00Z; null
      in_last_days: 1             | 2026-03-28T23:00:00Z; 2026-03-29T21:59:59.999999Z | 2026-03-28T22:59:59.999999Z; 2026-03-29T22:00:00Z; null
      not_in_last_days: 1         | 2026-03-28T22:59:59.999999Z; 2026-03-29T22:00:00Z | 2026-03-28T23:00:00Z; null
      days_ago: [2, 1]            | 2026-03-26T23:00:00Z; 2026-03-28T22:59:59.999999Z | 2026-03-26T22:59:59.999999Z; 2026-03-28T23:00:00Z; null
      in_next_days: 1             | 2026-03-29T22:00:00Z; 2026-03-30T21:59:59.999999Z | 2026-03-29T21:59:59.999999Z; 2026-03-30T22:00:00Z; null
      is_empty: false             | 1970-01-01T00:00:00Z                  | null
      """;

  /** A criterion of the table with the values to try. */
  private record Case(
      String label, String type, String operator, List<String> holds, List<String> fails) {

    String criterion() {
      return "{label: " + label + ", " + operator + "}";
    }

    String value(String text) {
      if (text.equals("null")) {
        return "CAST(NULL AS " + type + ")";
      }
      return switch (type) {
        case "STRING" -> text.equals("''") || text.equals("' '") ? text : literal(text);
        case "TIMESTAMP" -> "TIMESTAMP '" + text + "'";
        default -> "CAST(" + text + " AS " + type + ")";
      };
    }

    private static String literal(String text) {
      return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
  }

  private static List<Case> cases() {
    List<Case> cases = new java.util.ArrayList<>();
    String[] label = {};
    for (String line : TABLE.lines().toList()) {
      if (line.startsWith("# ")) {
        label = line.split(" ", 3);
      } else {
        String[] cells = line.split(" \\| ", -1);
        cases.add(
            new Case(label[1], label[2], cells[0].strip(), values(cells[1]), values(cells[2])));
      }
    }
    return cases;
  }

  private static List<String> values(String cell) {
    return Arrays.stream(cell.strip().split("; ", -1)).toList();
  }

  @Test
  void everyOperatorHoldsForWhatItSays(@TempDir Path folder) throws IOException {
    List<Case> cases = cases();
    Map<String, String> filters = filters(folder, cases);
    Map<String, Column> columns = new LinkedHashMap<>();
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      String filter = filters.get("s" + i);
      Stream.concat(one.holds().stream(), one.fails().stream())
          .forEach(text -> columns.put(name(one, text), filtered(one, text, filter)));
    }
    var row =
        session().range(1).select(columns.values().toArray(Column[]::new)).collectAsList().get(0);
    Map<String, Boolean> found = new LinkedHashMap<>();
    int at = 0;
    for (String name : columns.keySet()) {
      found.put(name, row.getBoolean(at++));
    }
    Map<String, Boolean> expected = new LinkedHashMap<>();
    for (Case one : cases) {
      one.holds().forEach(text -> expected.put(name(one, text), true));
      one.fails().forEach(text -> expected.put(name(one, text), false));
    }
    assertThat(found).isEqualTo(expected).hasSizeGreaterThan(150);
  }

  private static String name(Case one, String text) {
    return one.criterion() + " of " + text;
  }

  /** The filter with the value in the place of the label. */
  private static Column filtered(Case one, String text, String filter) {
    return functions.expr(
        filter.replace("`" + one.label() + "`", one.value(text)).replaceAll("--.*", ""));
  }

  private static Map<String, String> filters(Path folder, List<Case> cases) throws IOException {
    for (int i = 0; i < cases.size(); i++) {
      Files.writeString(
          folder.resolve("s" + i + ".yaml"),
          "name: X\ninclude_deleted: true\nmatch: [" + cases.get(i).criterion() + "]\n");
    }
    Problems problems = new Problems();
    Catalog catalog = CatalogLoader.load(Path.of("..", "conf", "catalog"), 180, problems);
    var segments = SegmentLoader.load(folder, catalog, UserLists.in(folder), 180, false, problems);
    problems.throwIfAny();
    Map<String, String> filters = new LinkedHashMap<>();
    for (CompiledSegment segment : SegmentCompiler.compile(segments, catalog, BERLIN, D)) {
      filters.put(segment.id(), segment.filterSql());
    }
    return filters;
  }
}
