package io.dailysegments.jobs.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.dailysegments.core.activity.Metric;
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
import java.util.ArrayList;
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
   * Criterion and the type of what it compares in SQL; then operator | values that it holds for |
   * values that it does not. What was not done is a 0.
   */
  private static final String TABLE =
      """
      # {label: country_en, @} STRING
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
      # {label: active_days_30d, @} INT
      equals: 3                   | 3                                     | 2; 4; null
      equals: 3.0                 | 3                                     | 2; null
      not_equals: 3               | 2; 0                                  | 3; null
      in: [1, 3]                  | 1; 3                                  | 2; null
      not_in: [1, 3]              | 2                                     | 1; 3; null
      greater_than: 3             | 4; 2147483647                         | 3; -2147483648; null
      at_least: 2.5               | 3                                     | 2; null
      less_than: 3                | 2; -2147483648                        | 3; null
      at_most: 3                  | 3                                     | 4; null
      between: [2, 4]             | 2; 4                                  | 1; 5; null
      is_empty: true              | null                                  | 0
      is_empty: false             | 0                                     | null
      # {label: feedback_count, @} BIGINT
      equals: 9007199254740993    | 9007199254740993                      | 9007199254740992; null
      not_equals: 9007199254740993 | 9007199254740992; 0                  | 9007199254740993; null
      in: [1, 9223372036854775807] | 1; 9223372036854775807               | 9223372036854775806; null
      not_in: [1, 9223372036854775807] | 9223372036854775806; 0           | 1; 9223372036854775807; null
      greater_than: 9223372036854775806 | 9223372036854775807             | 9223372036854775806; null
      at_least: 2.5               | 3                                     | 2; null
      less_than: 1                | 0; -1                                 | 1; null
      at_most: 2.5                | 2; 0                                  | 3; null
      between: [2, 4]             | 2; 4                                  | 1; 5; null
      is_empty: true              | null                                  | 0
      is_empty: false             | 0                                     | null
      # {label: amount_paid_180d, @} DECIMAL(28,2)
      equals: 10.1                | 10.10                                 | 10.11; null
      not_equals: 10.1            | 10.11; -10.10; 0                      | 10.10; null
      in: [0.01, 99999999999999999999999999.99] | 0.01; 99999999999999999999999999.99 | 0.02; null
      not_in: [0.01, 99999999999999999999999999.99] | 0.02; 99999999999999999999999999.98 | 0.01; 99999999999999999999999999.99; null
      greater_than: 10.105        | 10.11                                 | 10.10; null
      at_least: 10.105            | 10.11                                 | 10.10; null
      at_least: 10.11             | 10.11                                 | 10.10; null
      less_than: 10.105           | 10.10                                 | 10.11; null
      at_most: 10.105             | 10.10; -1                             | 10.11; null
      between: [0.01, 0.02]       | 0.01; 0.02                            | 0; 0.03; null
      is_empty: true              | null                                  | 0
      is_empty: false             | 0                                     | null
      # {label: positive_review_pct, @} DOUBLE
      equals: 0.1                 | 0.1D                                  | 0.3D - 0.2D; null
      not_equals: 0               | 0.1D                                  | 0D; -0.0D; null
      in: [0.1, 50]               | 0.1D; 50D                             | 0.3D - 0.2D; null
      not_in: [0.1, 50]           | 0.3D - 0.2D; 0D                       | 0.1D; 50D; null
      greater_than: 0.3           | 0.1D + 0.2D                           | 0.3D; null
      at_least: 33.333333333333336 | 100D / 3                             | 33.33D; null
      less_than: 0.30000000000000004 | 0.3D                               | 0.1D + 0.2D; null
      at_most: 0.3                | 0.3D; -1D                             | 0.1D + 0.2D; null
      between: [0.1, 0.3]         | 0.1D; 0.3D                            | 0.1D + 0.2D; 0.3D - 0.2D; null
      is_empty: true              | null                                  | 0D
      is_empty: false             | 0D                                    | null
      # {label: have_gateway, @} BOOLEAN
      equals: true                | true                                  | false; null
      equals: false               | false                                 | true; null
      not_equals: true            | false                                 | true; null
      not_equals: false           | true                                  | false; null
      # {label: registered_at, @} TIMESTAMP
      before: 2026-03-29          | 2026-03-28T22:59:59.999999Z           | 2026-03-28T23:00:00Z; null
      after: 2026-03-29           | 2026-03-29T22:00:00Z                  | 2026-03-29T21:59:59.999999Z; null
      on: 2026-03-29              | 2026-03-28T23:00:00Z; 2026-03-29T21:59:59.999999Z | 2026-03-28T22:59:59.999999Z; 2026-03-29T22:00:00Z; null
      between: [2026-03-27, 2026-03-28] | 2026-03-26T23:00:00Z; 2026-03-28T22:59:59.999999Z | 2026-03-26T22:59:59.999999Z; 2026-03-28T23:00:00Z; null
      in_last_days: 1             | 2026-03-28T23:00:00Z; 2026-03-29T21:59:59.999999Z | 2026-03-28T22:59:59.999999Z; 2026-03-29T22:00:00Z; null
      not_in_last_days: 1         | 2026-03-28T22:59:59.999999Z; 2026-03-29T22:00:00Z | 2026-03-28T23:00:00Z; null
      days_ago: [2, 1]            | 2026-03-26T23:00:00Z; 2026-03-28T22:59:59.999999Z | 2026-03-26T22:59:59.999999Z; 2026-03-28T23:00:00Z; null
      in_next_days: 1             | 2026-03-29T22:00:00Z; 2026-03-30T21:59:59.999999Z | 2026-03-29T21:59:59.999999Z; 2026-03-30T22:00:00Z; null
      is_empty: true              | null                                  | 1970-01-01T00:00:00Z
      is_empty: false             | 1970-01-01T00:00:00Z                  | null
      # {behavior: page_view, last_days: 30, times: {@}} BIGINT
      equals: 3                   | 3                                     | 2; 0
      not_equals: 3               | 2; 0                                  | 3
      greater_than: 3             | 4; 9223372036854775807                | 3; 0
      at_least: 2.5               | 3                                     | 2; 0
      less_than: 2                | 1; 0                                  | 2
      at_most: 0                  | 0                                     | 1
      between: [2, 4]             | 2; 4                                  | 1; 5; 0
      # {behavior: page_view, last_days: 30, days: {@}} INT
      equals: 30                  | 30                                    | 29; 0
      not_equals: 30              | 29; 0                                 | 30
      greater_than: 29            | 30                                    | 29; 0
      at_least: 1                 | 1; 30                                 | 0
      less_than: 1.5              | 1; 0                                  | 2
      at_most: 29                 | 29; 0                                 | 30
      between: [1, 30]            | 1; 30                                 | 0
      # {behavior: mall_item_purchase, last_days: 30, sum: {property: amount, @}} DECIMAL(38,10)
      equals: 0.1                 | 0.1                                   | 0.1000000001; 0
      not_equals: 0               | 0.0000000001; -1                      | 0
      greater_than: 9.5           | 9.5000000001                          | 9.5; 0
      at_least: 0.05              | 0.05                                  | 0.0499999999; 0
      less_than: 2.50             | 2.4999999999; 0; -3                   | 2.5
      at_most: 0                  | 0; -1                                 | 0.0000000001
      between: [-1, 1]            | -1; 0; 1                              | 1.0000000001; -1.0000000001
      # {behavior: page_view, last_days: 30, @} BIGINT
      performed: true             | 1; 2                                  | 0
      performed: false            | 0                                     | 1
      """;

  /** A criterion of the table with the values to try. */
  private record Case(String criterion, String type, List<String> holds, List<String> fails) {

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
    List<Case> cases = new ArrayList<>();
    String criterion = "";
    String type = "";
    for (String line : TABLE.lines().toList()) {
      if (line.startsWith("# ")) {
        criterion = line.substring(2, line.lastIndexOf(' '));
        type = line.substring(line.lastIndexOf(' ') + 1);
      } else {
        String[] cells = line.split(" \\| ", -1);
        String written = criterion.replace("@", cells[0].strip());
        cases.add(new Case(written, type, values(cells[1]), values(cells[2])));
      }
    }
    return cases;
  }

  private static List<String> values(String cell) {
    return Arrays.stream(cell.strip().split("; ", -1)).map(String::strip).toList();
  }

  @Test
  void everyOperatorHoldsForWhatItSays(@TempDir Path folder) throws IOException {
    List<Case> cases = cases();
    Map<String, CompiledSegment> filters = filters(folder, cases);
    Map<String, Column> columns = new LinkedHashMap<>();
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      CompiledSegment filter = filters.get("s" + i);
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
    assertThat(found).isEqualTo(expected).hasSizeGreaterThan(300);
  }

  private static String name(Case one, String text) {
    return one.criterion() + " of " + text;
  }

  /** The filter with the value in the place of the label or metric. */
  private static Column filtered(Case one, String text, CompiledSegment segment) {
    String column =
        Stream.concat(segment.metrics().stream().map(Metric::column), segment.labels().stream())
            .findFirst()
            .orElseThrow();
    return functions.expr(
        segment.filterSql().replace("`" + column + "`", one.value(text)).replaceAll("--.*", ""));
  }

  private static Map<String, CompiledSegment> filters(Path folder, List<Case> cases)
      throws IOException {
    for (int i = 0; i < cases.size(); i++) {
      Files.writeString(
          folder.resolve("s" + i + ".yaml"),
          "name: X\ninclude_deleted: true\nmatch: [" + cases.get(i).criterion() + "]\n");
    }
    Problems problems = new Problems();
    Catalog catalog = CatalogLoader.load(Path.of("..", "conf", "catalog"), 180, problems);
    var segments = SegmentLoader.load(folder, catalog, UserLists.in(folder), 180, false, problems);
    problems.throwIfAny();
    Map<String, CompiledSegment> filters = new LinkedHashMap<>();
    for (CompiledSegment segment : SegmentCompiler.compile(segments, catalog, BERLIN, D)) {
      filters.put(segment.id(), segment);
    }
    return filters;
  }
}
